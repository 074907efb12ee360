/**
 * The life of an invoice, as a table: state × event → state. Pure. `overdue` is no state: it is what an unpaid invoice is
 * shown as once its due day has passed, by the clock. An invoice is never deleted, because its number would leave a gap.
 */
import { VisibleError } from "../../lib/error.ts";
import { formatPence } from "../../lib/text/money.ts";

export const INVOICE_STATES = ["draft", "approved", "sent", "part_paid", "paid", "void"] as const;
export type InvoiceState = (typeof INVOICE_STATES)[number];

/** `edit` changes anything, `amend` only what leaves the money alone; `settle` is a payment or its reversal. */
export const INVOICE_EVENTS = ["edit", "amend", "approve", "send", "settle", "void"] as const;
export type InvoiceEvent = (typeof INVOICE_EVENTS)[number];

/** Money still outstanding: the states that can be shown as `overdue`. */
export const OPEN_STATES = ["approved", "sent", "part_paid"] as const satisfies readonly InvoiceState[];

/** What the machine looks at. */
export interface Facts {
  number: string;
  state: InvoiceState;
  totalPence: number;
  paidPence: number;
  /** Given to the client; absent until then. */
  sentAt?: string | undefined;
}

const BY_BALANCE = "by-balance";

const TABLE: Readonly<Record<InvoiceState, Partial<Record<InvoiceEvent, InvoiceState | typeof BY_BALANCE>>>> = {
  draft: { edit: "draft", amend: "draft", approve: "approved", void: "void" },
  approved: { amend: "approved", send: "sent", settle: BY_BALANCE, void: "void" },
  sent: { amend: "sent", send: "sent", settle: BY_BALANCE, void: "void" },
  part_paid: { amend: "part_paid", send: "part_paid", settle: BY_BALANCE },
  paid: { settle: BY_BALANCE },
  void: {},
};

/** The state that the balance alone decides, once an invoice is approved. */
export function byBalance({ totalPence, paidPence, sentAt }: Omit<Facts, "number" | "state">): InvoiceState {
  if (paidPence >= totalPence) return "paid";
  if (paidPence > 0) return "part_paid";
  return sentAt === undefined ? "approved" : "sent";
}

/** Where `event` leads; `after` holds the money after it. Throws `invoice.cannot-<event>` in words when it leads nowhere. */
export function next(facts: Facts, event: InvoiceEvent, after: Facts = facts): InvoiceState {
  const to = TABLE[facts.state][event];
  if (to === undefined) throw new VisibleError("conflict", `invoice.cannot-${event}`, why(facts, event));
  if (event === "approve" && facts.totalPence === 0)
    throw new VisibleError(
      "unprocessable",
      "invoice.nothing-to-pay",
      `${facts.number} comes to £0.00. Give a line a price before approving it.`,
    );
  return to === BY_BALANCE ? byBalance(after) : to;
}

/** Whether the event is possible, for a page that offers only what works. */
export const can = (state: InvoiceState, event: InvoiceEvent): boolean => TABLE[state][event] !== undefined;

function why({ number, state, paidPence }: Facts, event: InvoiceEvent): string {
  if (state === "void") return `${number} is void and cannot change any more.`;
  if (event === "approve") return `${number} is approved already.`;
  if (event === "void")
    return `${formatPence(paidPence)} is paid on ${number}. Reverse its payments before voiding it.`;
  if (state === "paid") return `${number} is paid in full and cannot change any more.`;
  if (event === "send") return `${number} is a draft. Approve it before sending it.`;
  if (event === "settle") return `${number} is a draft. Approve it before recording a payment.`;
  return `${number} is approved: only its due date, terms, PO number and notes can change. To change the rest, void it and make another.`;
}
