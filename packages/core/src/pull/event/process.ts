/** F73–F75: the firm's stored events, at most a hundred at a time: collapsed per record, fetched in batches, applied, written down. */
import { VersionPassed as ClientPassed } from "../../client/save.ts";
import { VersionPassed as InvoicePassed } from "../../invoice/save.ts";
import { nowIso } from "../../lib/clock.ts";
import { logError } from "../../lib/log.ts";
import { ProviderError } from "../../lib/provider/error.ts";
import { TransactionRefused } from "../../lib/table/transact.ts";
import { AlreadyReversed } from "../../payment/decide.ts";
import { EventRow } from "../../webhook/entity.ts";
import { applyContact, type Place } from "../contact/apply.ts";
import { applyInvoice } from "../invoice/apply.ts";
import { type Outcome, outcome, PullProblem } from "../outcome.ts";
import { checkSoon } from "../poll/state.ts";
import { collapse, type Work } from "./collapse.ts";
import { Fetched } from "./fetch.ts";
import { bury, finish, postpone } from "./finish.ts";

const LIMIT = 100;

export interface Processed {
  /** Events that were looked at. */
  events: number;
  applied: number;
  conflicts: number;
  failed: number;
}

/**
 * Looks at the events whose time has come, the longest due first. One event's trouble never stops the others (F75). Throws
 * `ProviderError` when Xero's limit, its circuit or the connection stops everything: then the events stay as they are.
 */
export async function processWebhookEvents(place: Place, fetched = new Fetched()): Promise<Processed> {
  const { data: events } = await EventRow.query
    .byState({ tenantId: place.tenantId, state: "received" })
    .lte({ orderAt: `${nowIso()}\uffff` })
    .go({ limit: LIMIT });
  const done: Processed = { events: events.length, applied: 0, conflicts: 0, failed: 0 };
  if (events.length === 0) return done;
  const { work, credits, noted, malformed } = collapse(events);
  await bury(malformed, "malformed-id", "What Xero sent is not the id of a record.");
  await finish(noted, outcome("noted"));
  if (credits.length > 0) {
    await checkSoon(place);
    await finish(credits, outcome("checking"));
  }
  for (const kind of ["contact", "invoice"] as const) {
    const ofKind = work.filter((one) => one.kind === kind);
    if (!(await read(place.tenantId, fetched, kind, ofKind, done))) continue;
    for (const one of ofKind) count(done, await lookAt(place, one, fetched), one);
  }
  return done;
}

/** Whether the records could be read; what is no answer counts as a failed look of each. */
async function read(
  tenantId: string,
  fetched: Fetched,
  kind: Work["kind"],
  work: readonly Work[],
  done: Processed,
): Promise<boolean> {
  try {
    await fetched.read(
      tenantId,
      kind,
      work.map(({ xeroId }) => xeroId),
    );
    return true;
  } catch (error) {
    if (!(error instanceof ProviderError) || stopsAll(error)) throw error;
    const events = work.flatMap((one) => one.events);
    done.failed += events.length;
    await postpone(events, error.kind, FAILED[error.kind] ?? "Xero could not be read.");
    return false;
  }
}

const FAILED: Readonly<Record<string, string>> = {
  unavailable: "Xero did not answer.",
  contract: "Xero answered with something that we cannot read.",
};

/** Nothing else of this firm would go better now. */
export const stopsAll = ({ kind, details }: ProviderError): boolean =>
  kind === "auth" || kind === "rate-limit" || details.untried === true;

const MAX_RACES = 5;
const isRace = (error: unknown): boolean =>
  error instanceof TransactionRefused ||
  error instanceof ClientPassed ||
  error instanceof InvoicePassed ||
  error instanceof AlreadyReversed;

async function lookAt(place: Place, work: Work, fetched: Fetched): Promise<Outcome | null> {
  const { xeroId } = work;
  try {
    const apply =
      work.kind === "contact"
        ? partial(applyContact, place, xeroId, fetched.take("contact", xeroId))
        : partial(applyInvoice, place, xeroId, fetched.take("invoice", xeroId));
    const result = await settled(apply);
    await finish(work.events, result);
    return result;
  } catch (error) {
    if (error instanceof PullProblem) {
      await postpone(work.events, error.code, error.words);
      return null;
    }
    logError("event not applied", error, { provider: "xero", entity: work.kind, count: work.events.length });
    await postpone(
      work.events,
      "defect",
      "Something went wrong here. It is tried again; the time above finds it in our log.",
    );
    return null;
  }
}

const partial =
  <T>(fn: (place: Place, id: string, theirs: T) => Promise<Outcome>, place: Place, id: string, theirs: T) =>
  () =>
    fn(place, id, theirs);

/** Somebody changed the record while it was compared: read it again and decide again. */
async function settled(apply: () => Promise<Outcome>): Promise<Outcome> {
  for (let race = 1; ; race += 1) {
    try {
      return await apply();
    } catch (error) {
      if (!isRace(error) || race === MAX_RACES) throw error;
    }
  }
}

function count(done: Processed, result: Outcome | null, { events }: Work): void {
  if (result === null) done.failed += events.length;
  else if (result.code === "conflict") done.conflicts += 1;
  else if (result.code === "applied") done.applied += 1;
}
