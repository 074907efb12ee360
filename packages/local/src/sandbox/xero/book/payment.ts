/** Payments on invoices: never changed, only deleted; what they do to the invoice's status. */
import { randomUUID } from "node:crypto";
import * as z from "zod";
import type { Book } from "./book.ts";
import { dayOf, readDay } from "./date.ts";
import { Invalid, refuse } from "./invalid.ts";
import { amountDue, invoiceBy } from "./invoice.ts";
import { sum } from "./money.ts";
import type { Account, Invoice, Payment } from "./type.ts";

const text = z.string().nullish();
export const PaymentInput = z.object({
  Invoice: z.object({ InvoiceID: text, InvoiceNumber: text }).nullish(),
  InvoiceNumber: text,
  Account: z.object({ AccountID: text, Code: text }).nullish(),
  Code: text,
  Date: text,
  Amount: z.coerce.number().nullish(),
  CurrencyRate: z.coerce.number().positive().nullish(),
  Reference: text,
  IsReconciled: z.boolean().nullish(),
});
export type PaymentInput = z.infer<typeof PaymentInput>;

const PENNY = /^\d+(\.\d{1,2})?$/;

export function createPayment(book: Book, input: PaymentInput): Payment {
  const key = input.Invoice?.InvoiceID ?? input.Invoice?.InvoiceNumber ?? input.InvoiceNumber ?? "";
  const invoice = invoiceBy(book, key);
  if (!invoice) throw new Invalid("Invoice could not be found");
  const amount = input.Amount ?? 0;
  const day = input.Date ? readDay(input.Date) : dayOf(book.now());
  const account = accountOf(book, input);
  refuse(faultsOf(book, { invoice, amount, day, account }));
  if (!account || day === undefined) throw new Invalid("The payment is not complete.");
  const payment: Payment = {
    PaymentID: randomUUID(),
    InvoiceID: invoice.InvoiceID,
    AccountID: account.AccountID,
    Date: day,
    Amount: amount,
    CurrencyRate: input.CurrencyRate ?? invoice.CurrencyRate,
    Reference: input.Reference ?? "",
    Status: "AUTHORISED",
    IsReconciled: input.IsReconciled === true,
    UpdatedAtMs: book.now(),
  };
  book.payments.set(payment.PaymentID, payment);
  settle(book, invoice, amount, day);
  book.note(payment.PaymentID, "Created", `Payment of ${amount.toFixed(2)} for ${invoice.InvoiceNumber}.`);
  return payment;
}

function accountOf(book: Book, { Account: account, Code }: PaymentInput): Account | undefined {
  return book.accounts.find((one) =>
    account?.AccountID ? one.AccountID === account.AccountID : one.Code === (account?.Code ?? Code),
  );
}

function faultsOf(
  book: Book,
  {
    invoice,
    amount,
    day,
    account,
  }: { invoice: Invoice; amount: number; day: string | undefined; account: Account | undefined },
): string[] {
  const faults: string[] = [];
  if (invoice.Status !== "AUTHORISED" && invoice.Status !== "PAID")
    faults.push("Payments can only be made against Authorised documents");
  if (!PENNY.test(String(amount)) || amount <= 0) faults.push("The payment amount must be greater than zero");
  else if (amount > amountDue(invoice)) faults.push("Payment amount exceeds the amount outstanding on this document");
  if (day === undefined) faults.push("The payment date is not a valid date");
  else if (book.lockedUntil !== null && day <= book.lockedUntil)
    faults.push("The payment date cannot be before the period lock date");
  if (!account) faults.push("Account could not be found");
  else if (account.Status === "ARCHIVED" || (account.Type !== "BANK" && !account.EnablePaymentsToAccount))
    faults.push("The account selected is not a bank account and is not enabled for payments");
  else if (
    ![invoice.CurrencyCode, book.organisation.BaseCurrency].includes(
      account.CurrencyCode ?? book.organisation.BaseCurrency,
    )
  )
    faults.push("The currency of the account does not match the currency of the invoice");
  return faults;
}

/** `POST /Payments/{id}` with `{"Status":"DELETED"}`: the only change there is. */
export function deletePayment(book: Book, payment: Payment): Payment {
  if (payment.Status === "DELETED") throw new Invalid("The payment has already been deleted");
  if (payment.IsReconciled) throw new Invalid("The payment has been reconciled and cannot be deleted");
  if (book.lockedUntil !== null && payment.Date <= book.lockedUntil)
    throw new Invalid("The payment date cannot be before the period lock date");
  const deleted: Payment = { ...payment, Status: "DELETED", UpdatedAtMs: book.now() };
  book.payments.set(deleted.PaymentID, deleted);
  const invoice = book.invoices.get(payment.InvoiceID);
  if (invoice) settle(book, invoice, -payment.Amount, payment.Date);
  return deleted;
}

/** The invoice after an amount came (or went, when negative): PAID when nothing is due, AUTHORISED otherwise. */
function settle(book: Book, invoice: Invoice, amount: number, day: string): void {
  const AmountPaid = sum([invoice.AmountPaid, amount]);
  const paid = amountDue({ ...invoice, AmountPaid }) === 0;
  book.invoices.set(invoice.InvoiceID, {
    ...invoice,
    AmountPaid,
    Status: paid ? "PAID" : "AUTHORISED",
    FullyPaidOnDate: paid ? day : null,
    UpdatedAtMs: book.now(),
  });
  book.announce("INVOICE", "UPDATE", invoice.InvoiceID);
}
