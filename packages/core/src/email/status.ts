/**
 * What the provider's events make of a mail. Events arrive twice, late and in any order, so the result depends only on
 * the set of them: the highest rank wins, each instant is the earliest seen, the history is the newest 20.
 */
import type { EmailEvent, EmailStatus } from "./schema.ts";

/** The part of a row that events decide. */
export interface Outcome {
  status: EmailStatus;
  sentAt?: string | undefined;
  deliveredAt?: string | undefined;
  bouncedAt?: string | undefined;
  complainedAt?: string | undefined;
  failedAt?: string | undefined;
  lastErrorCode?: string | undefined;
  events: EmailEvent[];
}

/** What one event says: `at` is the provider's instant, ISO. */
export interface Happened {
  type: string;
  at: string;
  /** `Permanent`, `Transient` or `Undetermined` of a bounce. */
  detail?: string | undefined;
}

const MAX_EVENTS = 20;

type Field = "sentAt" | "deliveredAt" | "bouncedAt" | "complainedAt" | "failedAt";
interface Meaning {
  status: EmailStatus;
  field: Field;
  code?: string;
}

/** Event types that move a mail; the others (delayed, opened) are history. Null: nothing we keep. */
function meaning({ type, detail }: Happened): Meaning | null {
  switch (type) {
    case "email.sent":
      return { status: "sent", field: "sentAt" };
    case "email.delivered":
      return { status: "delivered", field: "deliveredAt" };
    case "email.bounced":
      return {
        status: "bounced",
        field: "bouncedAt",
        code: detail === "Transient" ? "bounced-transient" : "bounced",
      };
    case "email.complained":
      return { status: "complained", field: "complainedAt", code: "complained" };
    case "email.failed":
      return { status: "failed", field: "failedAt", code: "provider-failed" };
    case "email.suppressed":
      return { status: "failed", field: "failedAt", code: "suppressed" };
    default:
      return null;
  }
}

const RANK: Record<EmailStatus, number> = { queued: 0, failed: 1, sent: 2, delivered: 4, bounced: 5, complained: 6 };
const SAID_BY_PROVIDER = new Set(["provider-failed", "suppressed"]);

/** Our own "failed" means only that we heard no yes: any word of the provider is newer. Its "failed" comes after "sent". */
const rank = (status: EmailStatus, code: string | undefined): number =>
  status === "failed" && code !== undefined && SAID_BY_PROVIDER.has(code) ? 3 : RANK[status];

const earliest = (a: string | undefined, b: string): string => (a !== undefined && a < b ? a : b);

/** The row's outcome after one more event. Pure; the same set of events gives the same outcome in any order. */
export function afterEvent(before: Outcome, event: Happened): Outcome {
  const events = remember(before.events, event);
  const said = meaning(event);
  if (!said) return { ...before, events };
  const after: Outcome = { ...before, events, [said.field]: earliest(before[said.field], event.at) };
  const was = rank(before.status, before.lastErrorCode);
  const is = rank(said.status, said.code);
  if (is < was) return after;
  if (is > was) return { ...after, status: said.status, lastErrorCode: said.code };
  return {
    ...after,
    lastErrorCode: [before.lastErrorCode, said.code].filter((code) => code !== undefined).toSorted()[0],
  };
}

const order = (event: EmailEvent): string => JSON.stringify([event.at, event.type, event.detail ?? ""]);

function remember(events: readonly EmailEvent[], { at, type, detail }: Happened): EmailEvent[] {
  const event: EmailEvent = { at, type, ...(detail === undefined ? {} : { detail }) };
  if (events.some((known) => order(known) === order(event))) return [...events];
  return [...events, event].toSorted((a, b) => (order(a) < order(b) ? -1 : 1)).slice(-MAX_EVENTS);
}
