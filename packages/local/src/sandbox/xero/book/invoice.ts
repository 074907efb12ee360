/** Invoices: numbers, dates, lines, and which status may follow which. */
import { randomUUID } from "node:crypto";
import * as z from "zod";
import type { Book } from "./book.ts";
import { ContactInput, contactOfDocument, markUsed } from "./contact.ts";
import { dayOf, readDay } from "./date.ts";
import { Invalid, refuse } from "./invalid.ts";
import { asInputs, buildLines, LineInput, totalsOf } from "./line.ts";
import { sum } from "./money.ts";
import type { Invoice, InvoiceStatus } from "./type.ts";

const text = z.string().nullish();
export const InvoiceInput = z.object({
  InvoiceID: text,
  Type: z.enum(["ACCREC", "ACCPAY"]).nullish(),
  InvoiceNumber: text,
  Reference: text,
  Contact: ContactInput.nullish(),
  Date: text,
  DueDate: text,
  Status: z.enum(["DRAFT", "SUBMITTED", "AUTHORISED", "PAID", "VOIDED", "DELETED"]).nullish(),
  LineAmountTypes: z.enum(["Exclusive", "Inclusive", "NoTax"]).nullish(),
  LineItems: z.array(LineInput).nullish(),
  CurrencyCode: text,
  CurrencyRate: z.coerce.number().positive().nullish(),
  BrandingThemeID: text,
  Url: text,
  SentToContact: z.boolean().nullish(),
});
export type InvoiceInput = z.infer<typeof InvoiceInput>;

/** What may follow; PAID comes of payments alone, and PAID, VOIDED and DELETED are final. */
const NEXT: Record<InvoiceStatus, readonly InvoiceStatus[]> = {
  DRAFT: ["DRAFT", "SUBMITTED", "AUTHORISED", "DELETED"],
  SUBMITTED: ["SUBMITTED", "DRAFT", "AUTHORISED", "DELETED"],
  AUTHORISED: ["AUTHORISED", "VOIDED"],
  PAID: [],
  VOIDED: [],
  DELETED: [],
};
const FIRST: readonly InvoiceStatus[] = ["DRAFT", "SUBMITTED", "AUTHORISED"];
const NOT_VALID = "Invoice not of valid status for modification";
const HAS_PAYMENT = "This document cannot be edited as it has a payment or credit note allocated to it.";

const NUMBER_MAX = 255;

/** By id, or by number among sales invoices. */
export const invoiceBy = (book: Book, key: string): Invoice | undefined =>
  book.invoices.get(key.toLowerCase()) ?? byNumber(book, key);

const byNumber = (book: Book, number: string): Invoice | undefined =>
  book.invoices.find(
    (invoice) => invoice.Type === "ACCREC" && invoice.InvoiceNumber === number && invoice.Status !== "DELETED",
  );

export const amountDue = ({ Total, AmountPaid, AmountCredited }: Invoice): number =>
  sum([Total, -AmountPaid, -AmountCredited]);

/** PUT: only makes; a sales invoice's number must be new. */
export function createInvoice(book: Book, input: InvoiceInput, unitdp: 2 | 4): Invoice {
  if (input.InvoiceID && book.invoices.get(input.InvoiceID.toLowerCase()))
    throw new Invalid("An invoice with this InvoiceID already exists.");
  return make(book, input, unitdp);
}

/** POST: makes, or changes the one of that id or number. */
export function saveInvoice(book: Book, input: InvoiceInput, unitdp: 2 | 4): Invoice {
  if (input.InvoiceID) {
    const known = book.invoices.get(input.InvoiceID.toLowerCase());
    if (!known) throw new Invalid("The invoice could not be found.");
    return change(book, known, input, unitdp);
  }
  const known = input.InvoiceNumber && input.Type !== "ACCPAY" ? byNumber(book, input.InvoiceNumber) : undefined;
  return known ? change(book, known, input, unitdp) : make(book, input, unitdp);
}

function make(book: Book, input: InvoiceInput, unitdp: 2 | 4): Invoice {
  if (!input.Type) throw new Invalid("The Type must be specified.");
  if (!input.Contact) throw new Invalid("A Contact must be specified for this type of transaction.");
  const status = input.Status ?? "DRAFT";
  if (!FIRST.includes(status)) throw new Invalid(`A new invoice cannot be given the status ${status}.`);
  const number = input.InvoiceNumber?.trim() || (input.Type === "ACCREC" ? nextNumber(book) : "");
  return write(book, input, unitdp, {
    InvoiceID: randomUUID(),
    Type: input.Type,
    InvoiceNumber: number,
    Reference: "",
    ContactID: "",
    Date: dayOf(book.now()) ?? "",
    DueDate: null,
    Status: "DRAFT",
    LineAmountTypes: "Exclusive",
    LineItems: [],
    CurrencyCode: book.organisation.BaseCurrency,
    CurrencyRate: 1,
    BrandingThemeID: null,
    Url: null,
    SentToContact: false,
    SubTotal: 0,
    TotalTax: 0,
    Total: 0,
    AmountPaid: 0,
    AmountCredited: 0,
    FullyPaidOnDate: null,
    UpdatedAtMs: 0,
  });
}

function nextNumber(book: Book): string {
  const used = book.invoices.all().flatMap(({ InvoiceNumber }) => /^INV-(\d{4,9})$/.exec(InvoiceNumber)?.[1] ?? []);
  return `INV-${String(Math.max(0, ...used.map(Number)) + 1).padStart(4, "0")}`;
}

function change(book: Book, known: Invoice, input: InvoiceInput, unitdp: 2 | 4): Invoice {
  const status = input.Status ?? known.Status;
  if (!NEXT[known.Status].includes(status)) throw new Invalid(NOT_VALID);
  const settled = known.AmountPaid > 0 || known.AmountCredited > 0;
  if (settled && (status !== known.Status || touchesMoney(input))) throw new Invalid(HAS_PAYMENT);
  if (input.Type && input.Type !== known.Type) throw new Invalid("The Type of an invoice cannot be changed.");
  return write(book, input, unitdp, known);
}

/** With a payment on it only the due date, the reference and whether it was sent may still change. */
const touchesMoney = (input: InvoiceInput): boolean =>
  [input.LineItems, input.Contact, input.Date, input.CurrencyCode, input.LineAmountTypes, input.InvoiceNumber].some(
    (field) => field !== undefined && field !== null,
  );

/** `before` is the invoice as it was, or an empty one. */
function write(book: Book, input: InvoiceInput, unitdp: 2 | 4, before: Invoice): Invoice {
  const known = before.UpdatedAtMs > 0;
  const status = input.Status ?? before.Status;
  const faults: string[] = [];
  const day = (name: "Date" | "DueDate"): string | null => {
    const sent = input[name];
    const read = sent ? readDay(sent) : undefined;
    if (sent && !read) faults.push(`The ${name} is not a valid date.`);
    return read ?? before[name];
  };
  const invoice: Invoice = {
    ...before,
    InvoiceNumber: input.InvoiceNumber?.trim() || before.InvoiceNumber,
    Reference: input.Reference ?? before.Reference,
    Date: day("Date") ?? before.Date,
    DueDate: day("DueDate"),
    Status: status,
    LineAmountTypes: input.LineAmountTypes ?? before.LineAmountTypes,
    CurrencyCode: input.CurrencyCode || before.CurrencyCode,
    CurrencyRate: input.CurrencyRate ?? before.CurrencyRate,
    BrandingThemeID: input.BrandingThemeID || before.BrandingThemeID,
    Url: input.Url || before.Url,
    SentToContact: input.SentToContact ?? before.SentToContact,
  };
  const ends = status === "VOIDED" || status === "DELETED";
  const approved = status === "AUTHORISED";
  const kept = asInputs(before.LineItems, unitdp, invoice.LineAmountTypes === before.LineAmountTypes);
  const { lines, faults: ofLines } = buildLines(book, input.LineItems ?? kept, {
    types: invoice.LineAmountTypes,
    unitdp,
    side: invoice.Type === "ACCREC" ? "income" : "expense",
    approved,
    before: before.LineItems,
  });
  const contact = input.Contact ? contactOfDocument(book, input.Contact) : book.contacts.get(before.ContactID);
  if (!contact) throw new Invalid("The Contact could not be found.");
  if (!ends) faults.push(...ofLines);
  faults.push(...faultsOf(book, invoice, before, lines.length));
  refuse(faults);
  // Xero gives a change to a part-paid invoice's due date no new time.
  const quiet = known && before.AmountPaid > 0 && status === before.Status;
  const saved: Invoice = {
    ...invoice,
    ...totalsOf(lines, invoice.LineAmountTypes),
    ContactID: contact.ContactID,
    LineItems: lines,
    UpdatedAtMs: quiet ? before.UpdatedAtMs : book.now(),
  };
  if (saved.Total < 0) throw new Invalid("The invoice total cannot be negative.");
  book.invoices.set(saved.InvoiceID, saved);
  if (!ends) markUsed(book, contact, saved.Type === "ACCREC" ? "IsCustomer" : "IsSupplier");
  book.note(
    saved.InvoiceID,
    known ? "Edited" : "Created",
    `${saved.InvoiceNumber} to ${contact.Name} for ${saved.Total.toFixed(2)}.`,
  );
  book.announce("INVOICE", known ? "UPDATE" : "CREATE", saved.InvoiceID);
  return saved;
}

function faultsOf(book: Book, invoice: Invoice, before: Invoice, lines: number): string[] {
  const { Currencies } = book.organisation;
  const faults: string[] = [];
  const other = invoice.InvoiceNumber ? byNumber(book, invoice.InvoiceNumber) : undefined;
  if (invoice.Type === "ACCREC" && other && other.InvoiceID !== invoice.InvoiceID)
    faults.push("Invoice # must be unique.");
  if (invoice.InvoiceNumber.length > NUMBER_MAX)
    faults.push(`The invoice number exceeds the maximum length of ${NUMBER_MAX}.`);
  if (!Currencies.includes(invoice.CurrencyCode))
    faults.push(`Organisation is not subscribed to currency ${invoice.CurrencyCode}`);
  const locked = book.lockedUntil;
  const [first] = [invoice.Date, before.Date].toSorted();
  if (locked !== null && first !== undefined && first <= locked)
    faults.push("The document date cannot be before the period lock date.");
  if (invoice.Status === "AUTHORISED") {
    if (lines === 0) faults.push("One or more line items must be specified");
    if (invoice.DueDate === null) faults.push("The Due Date must be specified for an approved invoice.");
  }
  return faults;
}
