/** A client's own person has one of their identity documents read. */
import { activity } from "../activity/index.ts";
import { loadDocument } from "../document/index.ts";
import { requirePortal } from "../lib/actor.ts";
import { attempt, type AttemptRule } from "../lib/attempts.ts";
import { DAY_MS, isoIn, nowIso, ttlIn } from "../lib/clock.ts";
import { notFound, VisibleError } from "../lib/error.ts";
import { settled } from "../lib/idempotency.ts";
import { nudge } from "../lib/queue.ts";
import { dueKeys } from "../lib/table/due.ts";
import { transact, TransactionRefused, write } from "../lib/table/transact.ts";
import { type ExtractionItem, ExtractionRow } from "./entity.ts";
import { load } from "./read/load.ts";
import { AI_CONSENT_VERSION, type Extraction, ExtractionStart } from "./schema.ts";
import { isEnabled } from "./setting.ts";
import { MAX_TRIES, toExtraction } from "./view.ts";

/** The queue whose worker reads. */
export const EXTRACT_QUEUE = "extract";

/** What a person sends in a day by honest mistakes, and an end to a loop that costs money. */
const PER_CLIENT: AttemptRule = { kind: "extract-client", max: 20, windowMs: DAY_MS, sliding: false };

/** What was read is of use until the client is taken on; the documents themselves are the record. */
const KEPT_MS = 180 * DAY_MS;

/**
 * Has a document read, with the person's consent to it. Again is the same answer; after a failure it is another try. Errors:
 * `document.not-found` also for what is not identity evidence of theirs, `extraction.off`, `extraction.too-many`. Six requests
 * and a nudge.
 */
export async function start(input: ExtractionStart): Promise<Extraction> {
  const actor = requirePortal();
  const { documentId, consent } = ExtractionStart.parse(input);
  const document = await loadDocument(documentId);
  const isMine = document.byKind === "portal" && document.byId === actor.userId;
  const isFound = actor.clientIds.includes(document.clientId) && isMine && document.deletedAt === undefined;
  if (!isFound || document.kind !== "kyc") throw notFound("document");
  const [before, enabled] = await Promise.all([load(documentId), isEnabled()]);
  if (before && (before.status !== "manual" || before.tries >= MAX_TRIES)) return toExtraction(before);
  if (!enabled)
    throw new VisibleError(
      "conflict",
      "extraction.off",
      "Your accountant does not have documents read by machine. Type the answers in yourself; your document is safe.",
    );
  const counted = await attempt(PER_CLIENT, `${actor.tenantId}#${document.clientId}`);
  if (!counted.allowed)
    throw new VisibleError(
      "rate-limited",
      "extraction.too-many",
      "No more documents can be read today. Type the answers in yourself; your documents are safe.",
      { retryAfterS: Math.ceil(counted.retryAfterMs / 1000) },
    );
  const at = nowIso();
  const row: ExtractionItem = {
    tenantId: actor.tenantId,
    id: documentId,
    clientId: document.clientId,
    status: "wanted",
    contentType: document.contentType,
    sha256: document.sha256,
    consentBy: actor.userId,
    consentVersion: consent,
    consentAt: at,
    tries: (before?.tries ?? 0) + 1,
    attempts: 0,
    nextAttemptAt: at,
    inputTokens: before?.inputTokens ?? 0,
    outputTokens: before?.outputTokens ?? 0,
    costMicroUsd: before?.costMicroUsd ?? 0,
    createdAt: at,
    ttl: ttlIn(KEPT_MS),
    ...dueKeys(EXTRACT_QUEUE, isoIn(0), documentId),
  };
  try {
    await transact([
      write(
        ExtractionRow.put(row).where((one, is) => (before ? is.eq(one.tries, before.tries) : is.notExists(one.tries))),
      ),
      activity({
        entityType: "document",
        entityId: documentId,
        clientId: document.clientId,
        action: "extraction.started",
        summary: `Agreed to have ${document.name} read by machine (wording ${AI_CONSENT_VERSION})`,
      }),
      ...settled(toExtraction(row)),
    ]);
  } catch (error) {
    if (!(error instanceof TransactionRefused)) throw error;
    // Somebody pressed twice: the first press counts.
    const first = await load(documentId);
    if (first) return toExtraction(first);
    throw error;
  }
  await nudge(EXTRACT_QUEUE, { tenantId: actor.tenantId, id: documentId });
  return toExtraction(row);
}
