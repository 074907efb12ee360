/** An invoice in Xero. Pure. */
import type { InvoiceItem, Line } from "../../invoice/entity.ts";
import type { LinePut, XeroInvoice } from "../../provider/xero/index.ts";
import { type InvoiceFields, invoiceOfOurs, invoiceOfXero } from "../field/invoice.ts";
import { merge } from "../../outbox/merge.ts";
import { lineSetup, linesStillGood, locked, type Setup } from "./setup.ts";
import { type InvoiceDecision, type Reason, refusal } from "./type.ts";

/** Where the client stands: what an invoice needs of it. */
export type ContactState =
  | { state: "linked"; xeroId: string; archived: boolean }
  /** Will be created before. */
  | { state: "coming" }
  | { state: "failed"; words: string };

export interface InvoiceFacts {
  row: InvoiceItem;
  lines: readonly Line[];
  contact: ContactState;
  link: { xeroId: string; base: InvoiceFields | null } | null;
  /** The linked invoice as Xero has it now; null when Xero has none by that id, undefined without a link. */
  theirs?: XeroInvoice | null | undefined;
  /** Who has our number in Xero already, when that was looked up. */
  holder?: XeroInvoice | undefined;
}

/** The page about an invoice, which Xero shows as its source; by it we know our own again. */
export const pageOf = (appUrl: string, id: string): string => `${appUrl}/client-hub/invoices/${id}`;

/** Whether an invoice in Xero was made by us from this one. */
export const isOurs = (theirs: XeroInvoice, id: string): boolean => theirs.url?.endsWith(`/invoices/${id}`) ?? false;

export function decideInvoice(facts: InvoiceFacts, setup: Setup): InvoiceDecision {
  if (!facts.link)
    return facts.row.state === "void" || facts.row.state === "draft" ? { action: "none" } : creating(facts, setup);
  if (!facts.theirs) return { action: "refuse", reasons: [gone(facts.row)] };
  return changing(facts, facts.theirs, setup);
}

function creating({ row, lines, contact, holder }: InvoiceFacts, setup: Setup): InvoiceDecision {
  const chosen = lines.map((line) => ({ line, choice: lineSetup(setup, line.vatRate, line.accountCode) }));
  const reasons = distinct([
    ...chosen.flatMap(({ choice }) => (Array.isArray(choice) ? choice : [])),
    ...locked(setup, row.issueOn, row.number),
    ...currencyReasons(setup, row.currency),
    ...(holder && holder.status !== "DELETED" ? [numberTaken(row.number)] : []),
    ...(contact.state === "failed" ? [{ code: "client-failed" as const, words: contact.words }] : []),
    ...(contact.state === "linked" && contact.archived ? [archived(row.clientName)] : []),
  ]);
  const refused = refusal(reasons);
  if (refused) return refused;
  if (contact.state !== "linked") return { action: "wait", words: `${row.clientName} goes to Xero first.` };
  return {
    action: "create",
    put: {
      number: row.number,
      contactId: contact.xeroId,
      issueOn: row.issueOn,
      dueOn: row.dueOn,
      reference: row.poNumber ?? "",
      currency: row.currency,
      status: setup.mapping.invoiceStatus,
      lines: chosen.flatMap(({ line, choice }): LinePut[] => (Array.isArray(choice) ? [] : [linePut(line, choice)])),
      url: pageOf(setup.appUrl, row.id),
      sent: row.sentAt !== undefined,
    },
  };
}

const linePut = (line: Line, choice: { accountCode: string; taxType: string }): LinePut => ({
  description: line.description,
  quantity: line.quantity,
  unitPricePence: line.unitPricePence,
  discountPercent: line.discountPercent,
  ...choice,
});

function changing({ row, link }: InvoiceFacts, theirs: XeroInvoice, setup: Setup): InvoiceDecision {
  const id = theirs.id;
  const [ours, has] = [invoiceOfOurs(row), invoiceOfXero(theirs)];
  if (ours.state === "void") return voiding(row, theirs, setup);
  if (has.state === "void") return { action: "refuse", reasons: [voidedThere(row)] };
  const { send, clashes } = merge(link?.base ?? null, ours, has);
  if (clashes.length > 0) return { action: "conflict", clashes };
  const isPaid = theirs.status === "PAID";
  const tellsSent = row.sentAt !== undefined && !theirs.sent && !isPaid;
  const changes = [...Object.keys(send), ...(tellsSent ? ["sent"] : [])];
  if (changes.length === 0) return { action: "none" };
  const reasons = distinct([
    ...(isPaid ? [paidUp(row)] : []),
    ...locked(setup, theirs.issueOn ?? row.issueOn, row.number),
    ...linesStillGood(setup, theirs.lines, row.number),
    ...currencyReasons(setup, theirs.currency),
  ]);
  return (
    refusal(reasons) ?? {
      action: "update",
      changes,
      put: {
        id,
        ...(typeof send.dueOn === "string" ? { dueOn: send.dueOn } : {}),
        ...(send.reference === undefined ? {} : { reference: send.reference }),
        ...(tellsSent ? { sent: true } : {}),
      },
    }
  );
}

/** Xero deletes what was never approved, and voids what was; never what money has come on. */
function voiding(row: InvoiceItem, theirs: XeroInvoice, setup: Setup): InvoiceDecision {
  if (invoiceOfXero(theirs).state === "void") return { action: "none" };
  const isDraft = theirs.status === "DRAFT" || theirs.status === "SUBMITTED";
  const reasons = [
    ...(theirs.paidPence > 0 || theirs.creditedPence > 0 ? [paidThere(row)] : []),
    ...currencyReasons(setup, theirs.currency),
    ...locked(setup, theirs.issueOn ?? row.issueOn, row.number),
  ];
  return (
    refusal(reasons) ?? {
      action: "void",
      changes: ["state"],
      put: { id: theirs.id, status: isDraft ? "DELETED" : "VOIDED" },
    }
  );
}

const distinct = (reasons: readonly Reason[]): Reason[] => [
  ...new Map(reasons.map((reason) => [reason.words, reason])).values(),
];

const currencyReasons = ({ chart }: Setup, currency: string): Reason[] =>
  chart.currencies.includes(currency)
    ? []
    : [
        {
          code: "currency-disabled",
          words: `${currency} is not switched on in this Xero organisation. Add the currency in Xero.`,
        },
      ];
const numberTaken = (number: string): Reason => ({
  code: "number-taken",
  words: `Xero already has an invoice with the number ${number}. Rename that one in Xero, then retry.`,
});
const archived = (name: string): Reason => ({
  code: "contact-archived",
  words: `The contact of ${name} is archived in Xero. Restore it in Xero, then retry.`,
});
const gone = (row: InvoiceItem): Reason => ({
  code: "deleted-in-xero",
  words: `${row.number} is gone from Xero, where it was before. Void it here, or ask whoever keeps the books.`,
});
const voidedThere = (row: InvoiceItem): Reason => ({
  code: "voided-in-xero",
  words: `${row.number} is void in Xero and cannot change any more. Void it here too.`,
});
const paidUp = (row: InvoiceItem): Reason => ({
  code: "paid-in-xero",
  words: `${row.number} is paid in full in Xero and cannot change any more.`,
});
const paidThere = (row: InvoiceItem): Reason => ({
  code: "paid-in-xero",
  words: `Money has come on ${row.number} in Xero, so Xero does not void it. Take the payment or credit back in Xero first.`,
});
