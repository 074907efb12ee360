/** The words of an invoice's statuses and VAT rates. */
import type { InvoiceStatus, VatRate } from "@practice-hub/core/invoice/schema";
import { Ban, CircleCheck, CircleDashed, CircleDot, Clock, PieChart, Send } from "lucide-react";
import type { Tone } from "../../ui/status/badge.tsx";

export const STATUS_WORDS: Record<InvoiceStatus, { label: string; tone: Tone; icon: typeof Ban }> = {
  draft: { label: "Draft", tone: "neutral", icon: CircleDashed },
  approved: { label: "Approved", tone: "accent", icon: CircleDot },
  sent: { label: "Sent", tone: "accent", icon: Send },
  part_paid: { label: "Part paid", tone: "warn", icon: PieChart },
  overdue: { label: "Overdue", tone: "bad", icon: Clock },
  paid: { label: "Paid", tone: "good", icon: CircleCheck },
  void: { label: "Void", tone: "neutral", icon: Ban },
};

export const VAT_WORDS: Record<VatRate, string> = {
  standard: "20% standard",
  reduced: "5% reduced",
  zero: "0% zero-rated",
  exempt: "Exempt",
  none: "No VAT",
};
