/** From events to the records that must be looked at: each once, however many events tell of it. Pure. */
import type { EventItem } from "../../webhook/entity.ts";
import { CREDIT_CATEGORIES } from "../../webhook/schema.ts";

/** What is fetched and applied. */
export type RecordKind = "contact" | "invoice";

/** Read with one call: `IDs=` breaks beyond about 52 by the length of the address. */
export const MAX_IDS = 40;

export interface Work {
  kind: RecordKind;
  xeroId: string;
  /** Oldest first. */
  events: EventItem[];
}

export interface Collapsed {
  work: Work[];
  /** Credits of any kind: seen on open invoices. */
  credits: EventItem[];
  /** Nothing of ours changes by these. */
  noted: EventItem[];
  /** Not an id that Xero could have given. */
  malformed: EventItem[];
}

const GUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/;

export function collapse(events: readonly EventItem[]): Collapsed {
  const collapsed: Collapsed = { work: [], credits: [], noted: [], malformed: [] };
  const work = new Map<string, Work>();
  for (const event of events.toSorted((a, b) => (a.createdAt < b.createdAt ? -1 : 1))) {
    const target = targetOf(event);
    if (target === "credit") collapsed.credits.push(event);
    else if (target === "note") collapsed.noted.push(event);
    else if (!GUID.test(target.xeroId)) collapsed.malformed.push(event);
    else {
      const key = `${target.kind}#${target.xeroId}`;
      const known = work.get(key) ?? { ...target, events: [] };
      known.events.push(event);
      work.set(key, known);
    }
  }
  return { ...collapsed, work: [...work.values()] };
}

/** A payment is looked at through its invoice, which has Xero's own balance. */
function targetOf(event: EventItem): "credit" | "note" | Pick<Work, "kind" | "xeroId"> {
  if (CREDIT_CATEGORIES.includes(event.eventCategory)) return "credit";
  switch (event.eventCategory) {
    case "CONTACT":
      return { kind: "contact", xeroId: event.resourceId };
    case "INVOICE":
      return { kind: "invoice", xeroId: event.resourceId };
    case "PAYMENT":
      return event.invoiceId === undefined ? "note" : { kind: "invoice", xeroId: event.invoiceId };
    default:
      return "note";
  }
}
