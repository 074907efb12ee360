/** The words of a payment's methods. */
import type { PaymentMethod } from "@practice-hub/core/payment/schema";

export const METHOD_WORDS: Record<PaymentMethod, string> = {
  bank_transfer: "Bank transfer",
  card: "Card",
  direct_debit: "Direct Debit",
  cheque: "Cheque",
  cash: "Cash",
  other: "Other",
};
