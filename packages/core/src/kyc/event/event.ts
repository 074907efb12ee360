/**
 * Webhook events of LEM Verify. One transaction writes the event's row and what it changes, so an event takes effect once however
 * often it is delivered; what comes again is counted on its row. What nobody can place is kept too, with its reason, and
 * answered like everything else: a sender learns nothing of what we hold. The rows: docs/data-model/event.md.
 */
import { tenantId, withActor } from "../../lib/actor.ts";
import { DAY_MS, nowIso, ttlIn } from "../../lib/clock.ts";
import { VisibleError } from "../../lib/error.ts";
import { log } from "../../lib/log.ts";
import { nudge } from "../../lib/queue.ts";
import { tableName } from "../../lib/table/table.ts";
import { transact, type TransactItem } from "../../lib/table/transact.ts";
import { type LemEvent, parseEvent, PROVIDER, wireOf } from "../../provider/lem-verify/index.ts";
import { change } from "../change.ts";
import type { VerificationItem } from "../entity.ts";
import { type LemEventItem, lemEventKey, lemEventsOf } from "./row.ts";
import { loadCheck, placeOf } from "../read.ts";
import { KYC_QUEUE } from "../rule/due.ts";
import { mergeAlert, type Merged, mergeResult } from "../rule/merge.ts";

export type Received = "applied" | "recorded" | "duplicate" | "quarantined";

/** A delivery whose signature was verified. `id`: the same for every repetition of its bytes. */
export interface Delivery {
  id: string;
  receivedAt: string;
  body: Buffer;
}

class Duplicate extends VisibleError {
  constructor() {
    super("conflict", "kyc.event-duplicate", "This event was taken before.");
  }
}

const KEPT_MS = 30 * DAY_MS;
/** As many events of one check are shown. */
const MAX_EVENTS = 40;
/** Below this many checks left in the account somebody should top it up: without credit no webhook is sent. */
const LOW_BALANCE = 10;

/** Takes one delivery, once. Never throws for what it says. */
export async function receive(delivery: Delivery): Promise<Received> {
  const event = parseEvent(wireOf(), delivery.body);
  if (!event) return quarantine(delivery.id, delivery, "malformed");
  if (event.balance !== null && event.balance < LOW_BALANCE)
    log("warn", "little credit left at the provider", { provider: PROVIDER, count: event.balance });
  const place = await placeOf(event.providerId);
  if (!place) return quarantine(event.id, delivery, "unknown-verification");
  // An id of ours is no id of the provider's: nothing it sends may name a check by it.
  if (event.providerId === place.id) return quarantine(event.id, delivery, "unknown-verification");
  if (event.clientReference !== null && event.clientReference !== place.id)
    return quarantine(event.id, delivery, "reference-mismatch", { ...place, type: event.type });
  return withActor({ kind: "provider", provider: PROVIDER, tenantId: place.tenantId }, () =>
    applied(event, delivery, place.clientId, place.id),
  );
}

async function applied(event: LemEvent, delivery: Delivery, clientId: string, id: string): Promise<Received> {
  if (!(await loadCheck(clientId, id))) return quarantine(event.id, delivery, "unknown-verification");
  try {
    const about = { tenantId: tenantId(), clientId, id, type: event.type };
    let isLate = false;
    const done = await change(
      clientId,
      id,
      (row) => {
        const merged = afterEvent(row, event, nowIso());
        isLate = merged.isLate;
        return merged;
      },
      () => [eventItem(event.id, delivery, { outcome: "applied", code: codeOf(event, isLate) }, about)],
    );
    if (done && done.row.refreshAt !== undefined) await nudge(KYC_QUEUE, { tenantId: tenantId(), id });
    return done?.news === "result" || done?.news === "alert" ? "applied" : "recorded";
  } catch (error) {
    if (error instanceof Duplicate) return again(event.id);
    throw error;
  }
}

/** What came of an event, as the event log says it. */
const codeOf = ({ result }: LemEvent, isLate: boolean): LemEventItem["code"] =>
  result === null ? "fetch" : isLate ? "late" : "taken";

/**
 * What the published wire tells is applied; on the reference's wire the event only says that there is something to fetch. An
 * alert opens the case at once all the same: the provider may have deleted what there was to fetch, and a review too many
 * does no harm.
 */
function afterEvent(row: VerificationItem, event: LemEvent, at: string): Merged & { isLate: boolean } {
  const seen: VerificationItem = {
    ...row,
    events: [...row.events, { id: event.id, type: event.type, at }].slice(-MAX_EVENTS),
  };
  if (!event.result) {
    const asked = { ...seen, refreshAt: at, refreshTries: 0 };
    return event.kind === "alert" && row.status === "completed"
      ? { row: { ...asked, amlStatus: "unknown" }, news: "alert", isLate: false }
      : { row: asked, news: "changed", isLate: false };
  }
  const merged = event.kind === "alert" ? mergeAlert(seen, event.result.hits, at) : mergeResult(seen, event.result, at);
  const isLate = merged.news === "none";
  return { ...merged, news: isLate ? "changed" : merged.news, isLate };
}

type About = Pick<VerificationItem, "tenantId" | "clientId" | "id"> & { type: string };

/** Of no firm without `about`. */
function eventItem(
  id: string,
  { receivedAt }: Delivery,
  what: Pick<LemEventItem, "outcome" | "code">,
  about: About | null,
): TransactItem {
  const item: LemEventItem = {
    eventId: id,
    provider: PROVIDER,
    receivedAt,
    createdAt: nowIso(),
    ...what,
    ...(about
      ? { tenantId: about.tenantId, clientId: about.clientId, verificationId: about.id, type: about.type }
      : {}),
  };
  const place = about
    ? { gsi3pk: lemEventsOf(about.tenantId), gsi3sk: `${receivedAt}#${id}` }
    : { gsi1pk: "g#event#quarantine", gsi1sk: `${receivedAt}#${id}` };
  return {
    raw: {
      Put: {
        TableName: tableName(),
        Item: { ...lemEventKey(id), ...place, ...item, ttl: ttlIn(KEPT_MS) },
        ConditionExpression: "attribute_not_exists(pk)",
      },
    },
    refused: () => new Duplicate(),
  };
}

/** Counts that an event came once more; one that is no longer kept stays gone. */
async function again(id: string): Promise<Received> {
  const counted: TransactItem = {
    raw: {
      Update: {
        TableName: tableName(),
        Key: lemEventKey(id),
        UpdateExpression: "ADD repeats :one SET repeatedAt = :now",
        ConditionExpression: "attribute_exists(pk)",
        ExpressionAttributeValues: { ":one": 1, ":now": nowIso() },
      },
    },
    refused: () => new Duplicate(),
  };
  await transact([counted]).catch((error: unknown) => {
    if (!(error instanceof Duplicate)) throw error;
  });
  return "duplicate";
}

async function quarantine(
  id: string,
  delivery: Delivery,
  reason: string,
  about: About | null = null,
): Promise<Received> {
  try {
    await transact([eventItem(id, delivery, { outcome: "quarantined", code: reason }, about)]);
  } catch (error) {
    if (error instanceof Duplicate) return again(id);
    throw error;
  }
  log("warn", "event quarantined", { provider: PROVIDER, entityId: id, code: reason });
  return "quarantined";
}
