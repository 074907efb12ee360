/**
 * What changed in Xero since we last read: for payments and bank transactions, which have no events, and for events that were
 * lost. A page is stored as events, then the watermark moves: killed in between, the same page is read again and finds its rows.
 */
import { callXero, type XeroAccess } from "../../connection/index.ts";
import { MINUTE_MS, SECOND_MS } from "../../lib/clock.ts";
import { eventKey } from "../../provider/xero/event.ts";
import { Xero, type XeroPage } from "../../provider/xero/index.ts";
import { type Budget, hasTime } from "../../sync/budget.ts";
import type { SyncKind } from "../../outbox/schema.ts";
import type { EventCategory } from "../../webhook/schema.ts";
import { type NewEvent, storeEvents } from "../../webhook/store.ts";
import type { Fetched } from "../event/fetch.ts";
import { linkOf } from "../link.ts";
import { type Feed, type PullItem, saveWatermark } from "./state.ts";

/** Xero compares whole seconds, and a change may show a little late. */
const OVERLAP_MS = 2 * MINUTE_MS;

/** One changed record, as far as the poll looks. */
interface Change {
  id: string;
  updatedAt: string | null;
  /** Its link, or its invoice's; a change of what has none is none of ours. */
  of: { kind: SyncKind; xeroId: string } | null;
  invoiceId?: string;
  raw: Record<string, unknown>;
}

interface Source {
  category: EventCategory;
  read: (access: XeroAccess, query: { since: Date; page: number }, fetched: Fetched) => Promise<XeroPage<Change>>;
}

const SOURCES: Readonly<Record<Feed, Source>> = {
  contacts: {
    category: "CONTACT",
    read: async (access, query, fetched) =>
      changes(await Xero.contactsModified(access, query), (contact) => {
        fetched.put("contact", contact);
        return { of: { kind: "contact", xeroId: contact.id }, raw: { Status: contact.status } };
      }),
  },
  invoices: {
    category: "INVOICE",
    read: async (access, query, fetched) =>
      changes(await Xero.invoicesModified(access, query), (invoice) => {
        if (invoice.type !== "ACCREC") return null;
        fetched.put("invoice", invoice);
        return {
          of: { kind: "invoice", xeroId: invoice.id },
          raw: { InvoiceNumber: invoice.number, Status: invoice.status },
        };
      }),
  },
  payments: {
    category: "PAYMENT",
    read: async (access, query) =>
      changes(await Xero.paymentsModified(access, query), (payment) =>
        payment.type !== "ACCRECPAYMENT" || payment.invoiceId === null
          ? null
          : {
              of: { kind: "invoice", xeroId: payment.invoiceId },
              invoiceId: payment.invoiceId.toLowerCase(),
              raw: { Status: payment.status, Date: payment.paidOn, AmountPence: payment.amountPence },
            },
      ),
  },
  bankTransactions: {
    category: "BANKTRANSACTION",
    read: async (access, query) =>
      changes(await Xero.bankTransactions(access, query), (one) => ({
        of: null,
        raw: { Type: one.type, Status: one.status, Date: one.on, AmountPence: one.totalPence },
      })),
  },
};

type Details = Omit<Change, "id" | "updatedAt">;
const changes = <T extends { id: string; updatedAt: string | null }>(
  page: XeroPage<T>,
  details: (item: T) => Details | null,
): XeroPage<Change> => ({
  ...page,
  items: page.items.map((item) => ({
    id: item.id.toLowerCase(),
    updatedAt: item.updatedAt,
    ...(details(item) ?? { of: null, raw: {} }),
  })),
});

const wholeSecond = (ms: number): number => Math.floor(ms / SECOND_MS) * SECOND_MS;

/** Reads one feed to its end, or to the end of the time. Answers the row with its new watermark. */
export async function readFeed(start: PullItem, feed: Feed, budget: Budget, fetched: Fetched): Promise<PullItem> {
  const source = SOURCES[feed];
  const from = start.watermarks[feed];
  let row = start;
  let since = Date.parse(from.at) - (from.more ? SECOND_MS : OVERLAP_MS);
  let page = 1;
  for (let more = true; more && hasTime(budget);) {
    const [at, number] = [since, page];
    const answer = await callXero(row.tenantId, "background", (access) =>
      source.read(access, { since: new Date(at), page: number }, fetched),
    );
    await storeEvents(row.tenantId, await eventsOf(row, source.category, answer.items));
    ({ more } = answer);
    const last = answer.items.at(-1)?.updatedAt;
    if (last) row = await saveWatermark(row, feed, { at: latest(row.watermarks[feed].at, last), more });
    // By key, not by page number: a record that changes while we read moves to the end and would shift the others.
    const next = last ? wholeSecond(Date.parse(last)) - SECOND_MS : since;
    if (next > since) [since, page] = [next, 1];
    else page += 1;
  }
  return row;
}

const latest = (a: string, b: string): string => (a > b ? a : b);

const AT_ONCE = 10;

/** Events for what is ours and newer than what we have seen: our own writes come back here too. */
async function eventsOf(row: PullItem, category: EventCategory, found: readonly Change[]): Promise<NewEvent[]> {
  const events: NewEvent[] = [];
  for (let from = 0; from < found.length; from += AT_ONCE) {
    const some = await Promise.all(found.slice(from, from + AT_ONCE).map((change) => eventOf(row, category, change)));
    events.push(...some.flatMap((event) => event ?? []));
  }
  return events;
}

async function eventOf(row: PullItem, category: EventCategory, change: Change): Promise<NewEvent | null> {
  if (change.updatedAt === null || (change.of === null && category !== "BANKTRANSACTION")) return null;
  if (change.of) {
    const link = await linkOf(row.tenantId, change.of.kind, row.xeroTenantId, change.of.xeroId.toLowerCase());
    if (!link) return null;
    const isSeen = category !== "PAYMENT" && (link.lastSeenUpdatedAt ?? "") >= change.updatedAt;
    if (isSeen) return null;
  }
  const event = {
    xeroTenantId: row.xeroTenantId,
    category,
    type: "UPDATE",
    resourceId: change.id,
    at: change.updatedAt,
  };
  return {
    ...event,
    eventId: eventKey(event),
    raw: { ...event, ...change.raw },
    source: "poll",
    ...(change.invoiceId === undefined ? {} : { invoiceId: change.invoiceId }),
  };
}
