/** Credit notes, as somebody makes them inside Xero: raised against one invoice and allocated to it at once. */
import { randomUUID } from "node:crypto";
import type { Book } from "./book.ts";
import { dayOf } from "./date.ts";
import { Invalid } from "./invalid.ts";
import { amountDue } from "./invoice.ts";
import { sum } from "./money.ts";
import type { CreditNote, Invoice } from "./type.ts";

/** Credits `amount` of what is due. */
export function creditInvoice(book: Book, invoice: Invoice, amount: number): CreditNote {
  if (invoice.Status !== "AUTHORISED") throw new Invalid("Credit notes can only be allocated to Authorised documents");
  if (!(amount > 0) || amount > amountDue(invoice))
    throw new Invalid("The amount exceeds the amount outstanding on this document");
  const day = dayOf(book.now()) ?? invoice.Date;
  const note: CreditNote = {
    CreditNoteID: randomUUID(),
    Type: invoice.Type === "ACCREC" ? "ACCRECCREDIT" : "ACCPAYCREDIT",
    CreditNoteNumber: `CN-${String(book.creditNotes.size + 1).padStart(4, "0")}`,
    ContactID: invoice.ContactID,
    Date: day,
    Status: "PAID",
    LineAmountTypes: "NoTax",
    LineItems: [],
    SubTotal: amount,
    TotalTax: 0,
    Total: amount,
    CurrencyCode: invoice.CurrencyCode,
    Allocations: [{ InvoiceID: invoice.InvoiceID, Amount: amount, Date: day }],
    UpdatedAtMs: book.now(),
  };
  book.creditNotes.set(note.CreditNoteID, note);
  const AmountCredited = sum([invoice.AmountCredited, amount]);
  const settled = amountDue({ ...invoice, AmountCredited }) === 0;
  book.invoices.set(invoice.InvoiceID, {
    ...invoice,
    AmountCredited,
    Status: settled ? "PAID" : "AUTHORISED",
    FullyPaidOnDate: settled ? day : null,
    UpdatedAtMs: book.now(),
  });
  book.announce("CREDITNOTE", "CREATE", note.CreditNoteID, { Type: note.Type, Status: note.Status });
  book.announce("INVOICE", "UPDATE", invoice.InvoiceID);
  return note;
}
