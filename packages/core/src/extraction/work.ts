/**
 * Reading one wanted document: claim the row, take the bytes from our own storage, have them read, judge, write what came of it.
 * Whatever is repeated, late or killed half way does no harm: only the attempt that holds the row may finish it.
 */
import { activity } from "../activity/index.ts";
import { loadDocument, readDocument } from "../document/index.ts";
import { isoIn, MINUTE_MS, nowIso, SECOND_MS, today } from "../lib/clock.ts";
import { VisibleError } from "../lib/error.ts";
import { logError } from "../lib/log.ts";
import { ProviderError } from "../lib/provider/error.ts";
import { dueKeys } from "../lib/table/due.ts";
import { transact, type TransactItem, TransactionRefused, write } from "../lib/table/transact.ts";
import { type Extracted, Gemini, PaidFailure, type Usage } from "../provider/gemini/index.ts";
import { type ExtractionItem, ExtractionRow, ReadingMonthRow } from "./entity.ts";
import { load } from "./read/load.ts";
import { judge } from "./rule/judge.ts";
import type { ManualReason } from "./schema.ts";
import { isEnabled, monthOf } from "./setting.ts";
import { EXTRACT_QUEUE } from "./start.ts";
import { sealFields } from "./view.ts";

export type Outcome = "done" | "manual" | "later" | "not-due" | "overtaken";

/** Longer than a reading takes: a worker that dies leaves the row due when its lease ends. */
const LEASE_MS = 2 * MINUTE_MS;
/** Somebody is waiting at the page: after these they are told to type. */
const BACKOFF_MS = [10 * SECOND_MS, 30 * SECOND_MS];
/** A limit that ends sooner than this is waited for; a used-up day is not. */
const PATIENCE_MS = MINUTE_MS;

/** Reads a document if it is wanted and due; otherwise does nothing. Throws only for a table that does not answer. */
export async function work({ tenantId, id }: { tenantId: string; id: string }): Promise<Outcome> {
  const row = await claim(tenantId, id);
  if (!row) return "not-due";
  if (row.attempts > BACKOFF_MS.length + 1) return giveUp(row, "unavailable");
  try {
    if (!(await isEnabled())) return await giveUp(row, "off");
    const bytes = await bytesOf(row);
    if (bytes === null) return await giveUp(row, "gone");
    const { contentType } = row;
    return await finish(row, await Gemini.extractDocumentData({ bytes, contentType, tenantId }));
  } catch (error) {
    if (error instanceof TransactionRefused) return "overtaken";
    if (!(error instanceof ProviderError))
      logError("document not read", error, { entityId: id, attempt: row.attempts });
    return failed(row, error);
  }
}

/** Null when the document was deleted meanwhile, or its bytes are not those that were uploaded. */
async function bytesOf({ id, sha256 }: ExtractionItem): Promise<Uint8Array | null> {
  try {
    const { deletedAt } = await loadDocument(id);
    return deletedAt === undefined ? await readDocument(id, sha256) : null;
  } catch (error) {
    if (error instanceof VisibleError && error.kind === "unavailable") throw error;
    logError("document cannot be read any more", error, { entityId: id });
    return null;
  }
}

async function claim(tenantId: string, id: string): Promise<ExtractionItem | null> {
  const row = await load(id);
  if (row?.status !== "wanted" || (row.nextAttemptAt ?? "") > nowIso()) return null;
  const next = { attempts: row.attempts + 1, nextAttemptAt: isoIn(LEASE_MS) };
  const patch = ExtractionRow.patch({ tenantId, id }).set({
    ...next,
    ...dueKeys(EXTRACT_QUEUE, next.nextAttemptAt, id),
  });
  return (await held(row, patch)) ? { ...row, ...next } : null;
}

/** What a reading took, and why it failed: on the document's row and on the firm's month. */
function counted(
  row: ExtractionItem,
  { usage, code = "" }: Trouble,
): { set: Partial<ExtractionItem>; items: TransactItem[] } {
  const month = ReadingMonthRow.upsert({ tenantId: row.tenantId, month: monthOf(nowIso()), failure: code });
  if (!usage) return { set: {}, items: code === "" ? [] : [write(month)] };
  const { model, ...took } = usage;
  return {
    set: {
      model,
      inputTokens: row.inputTokens + took.inputTokens,
      outputTokens: row.outputTokens + took.outputTokens,
      costMicroUsd: row.costMicroUsd + took.costMicroUsd,
    },
    items: [write(month.add({ documents: 1, ...took }))],
  };
}

/** What a call to the provider cost, when it did, and the code of its failure. */
interface Trouble {
  usage?: Usage | undefined;
  code?: string | undefined;
}

async function finish(row: ExtractionItem, { usage, ...data }: Extracted): Promise<Outcome> {
  if (data.documentType === "other") return giveUp(row, "not-identity", { usage });
  const { fields, expiredOn } = judge(data, today());
  if (fields.every(({ state }) => state === "withheld")) return giveUp(row, "unreadable", { usage });
  const { set, items } = counted(row, { usage });
  const patch = ExtractionRow.patch({ tenantId: row.tenantId, id: row.id })
    .set({
      ...set,
      status: "done",
      documentType: data.documentType,
      fields: sealFields(row.tenantId, fields),
      finishedAt: nowIso(),
      ...(expiredOn === null ? {} : { expiredOn }),
    })
    .remove([...NO_LONGER_DUE]);
  const count = (state: string) => fields.filter((field) => field.state === state).length;
  const told = activity({
    entityType: "document",
    entityId: row.id,
    clientId: row.clientId,
    action: "extraction.finished",
    summary: `Document read by machine: ${count("filled")} answers proven, ${count("offered")} offered, ${count("withheld")} withheld`,
  });
  return (await held(row, patch, [...items, told])) ? "done" : "overtaken";
}

const NO_LONGER_DUE = ["gsi2pk", "gsi2sk", "nextAttemptAt"] as const;

/** Which words a failure becomes. What may pass by itself is tried again first, while somebody may still be waiting. */
function failed(row: ExtractionItem, error: unknown): Promise<Outcome> {
  if (!(error instanceof ProviderError)) return later(row, undefined, "unavailable", {});
  const { kind, details } = error;
  const code = details.providerCode;
  const trouble = { code, usage: error instanceof PaidFailure ? error.usage : undefined };
  if (error.transient && code !== "circuit-open")
    return later(row, details.retryAfterMs, kind === "rate-limit" ? "quota" : "unavailable", trouble);
  if (code === "BLOCKED") return giveUp(row, "declined", trouble);
  if (code === "INVALID_IMAGE") return giveUp(row, "file", trouble);
  return giveUp(row, kind === "auth" || error.transient ? "unavailable" : "unreadable", trouble);
}

async function later(
  row: ExtractionItem,
  waitMs: number | undefined,
  reason: ManualReason,
  trouble: Trouble,
): Promise<Outcome> {
  const backoff = BACKOFF_MS[row.attempts - 1];
  if (backoff === undefined || (waitMs ?? 0) > PATIENCE_MS) return giveUp(row, reason, trouble);
  const nextAttemptAt = isoIn(Math.max(backoff, waitMs ?? 0));
  const patch = ExtractionRow.patch({ tenantId: row.tenantId, id: row.id }).set({
    nextAttemptAt,
    ...dueKeys(EXTRACT_QUEUE, nextAttemptAt, row.id),
  });
  return (await held(row, patch)) ? "later" : "overtaken";
}

async function giveUp(row: ExtractionItem, manual: ManualReason, trouble: Trouble = {}): Promise<Outcome> {
  const { set, items } = counted(row, trouble);
  const patch = ExtractionRow.patch({ tenantId: row.tenantId, id: row.id })
    .set({ ...set, status: "manual", manual, finishedAt: nowIso() })
    .remove([...NO_LONGER_DUE]);
  const told = activity({
    entityType: "document",
    entityId: row.id,
    clientId: row.clientId,
    action: "extraction.manual",
    summary: `Document not read by machine (${manual}); the client types`,
  });
  return (await held(row, patch, [...items, told])) ? "manual" : "overtaken";
}

/** Whether the write held: it does while this attempt is the one that has the row. */
async function held(row: ExtractionItem, patch: Patch, also: readonly TransactItem[] = []): Promise<boolean> {
  const condition = patch.where(
    (one, is) =>
      `${is.eq(one.status, "wanted")} AND ${is.eq(one.tries, row.tries)} AND ${is.eq(one.attempts, row.attempts)}`,
  );
  try {
    await transact([write(condition), ...also]);
    return true;
  } catch (error) {
    if (error instanceof TransactionRefused) return false;
    throw error;
  }
}
type Patch = Pick<ReturnType<ReturnType<typeof ExtractionRow.patch>["set"]>, "where">;
