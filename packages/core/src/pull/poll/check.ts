/**
 * The nightly check: every open invoice, here and in Xero, must show the same balance. It finds what "modified since" misses
 * (Xero does not move that instant for every change) and events that were lost, and makes events of what differs.
 */
import { callXero } from "../../connection/index.ts";
import { type InvoiceItem, InvoiceRow } from "../../invoice/entity.ts";
import { dueOf } from "../../invoice/rule/view.ts";
import { OPEN_STATES } from "../../invoice/rule/state.ts";
import { nowIso } from "../../lib/clock.ts";
import { eventKey } from "../../provider/xero/event.ts";
import { Xero, type XeroInvoice } from "../../provider/xero/index.ts";
import { type Budget, hasTime } from "../../sync/budget.ts";
import { type NewEvent, storeEvents } from "../../webhook/store.ts";
import type { Place } from "../contact/apply.ts";
import { linkOf } from "../link.ts";

/** Pages of a hundred of Xero's open invoices that one check reads. */
const MAX_PAGES = 100;
const AT_ONCE = 10;

/** False when the time was over first: then it is done again from the start. */
export async function checkOpenInvoices(place: Place, budget: Budget): Promise<boolean> {
  const theirs = new Map<string, XeroInvoice>();
  for (let page = 1, more = true; more && page <= MAX_PAGES; page += 1) {
    if (!hasTime(budget)) return false;
    const number = page;
    const answer = await callXero(place.tenantId, "background", (access) => Xero.openInvoices(access, number));
    for (const invoice of answer.items) theirs.set(invoice.id.toLowerCase(), invoice);
    ({ more } = answer);
  }
  const ours = await ourOpen(place.tenantId);
  const differing = [...ours].flatMap(([xeroId, row]) => (agrees(row, theirs.get(xeroId)) ? [] : [xeroId]));
  const strangers = [...theirs.keys()].filter((xeroId) => !ours.has(xeroId));
  await storeEvents(
    place.tenantId,
    [...differing, ...(await linked(place, strangers))].map((xeroId) => eventOf(place, xeroId)),
  );
  return true;
}

async function ourOpen(tenantId: string): Promise<Map<string, InvoiceItem>> {
  const pages = await Promise.all(
    OPEN_STATES.map((state) => InvoiceRow.query.byState({ tenantId, state }).go({ pages: "all" })),
  );
  const rows = pages.flatMap(({ data }) => data);
  return new Map(rows.flatMap((row) => (row.xeroInvoiceId ? [[row.xeroInvoiceId.toLowerCase(), row] as const] : [])));
}

const agrees = (row: InvoiceItem, theirs: XeroInvoice | undefined): boolean =>
  theirs !== undefined &&
  theirs.totalPence === row.totalPence &&
  theirs.duePence === dueOf(row) &&
  theirs.dueOn === row.dueOn;

/** Open in Xero, and ours, though not open here: a payment that was deleted there. */
async function linked({ tenantId, xeroTenantId }: Place, xeroIds: readonly string[]): Promise<string[]> {
  const found: string[] = [];
  for (let from = 0; from < xeroIds.length; from += AT_ONCE) {
    const some = await Promise.all(
      xeroIds
        .slice(from, from + AT_ONCE)
        .map(async (id) => ((await linkOf(tenantId, "invoice", xeroTenantId, id)) ? [id] : [])),
    );
    found.push(...some.flat());
  }
  return found;
}

function eventOf({ xeroTenantId }: Place, resourceId: string): NewEvent {
  const event = { xeroTenantId, category: "INVOICE", type: "UPDATE", resourceId, at: nowIso() };
  return { ...event, eventId: eventKey({ ...event, type: "CHECK" }), raw: event, source: "check" };
}
