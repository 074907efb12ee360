/**
 * Making one wanted pack: claim the row, collect, write, store, say so in the audit trail with the head of its chain. And
 * removing it when its time is over: a pack is a copy, made anew with a click.
 */
import { activity } from "../../activity/index.ts";
import { Firm } from "../../firm/index.ts";
import { DAY_MS, isoIn, MINUTE_MS, nowIso } from "../../lib/clock.ts";
import { logError } from "../../lib/log.ts";
import { dueKeys } from "../../lib/table/due.ts";
import { transact, TransactionRefused, write, type TransactItem } from "../../lib/table/transact.ts";
import { tenantId } from "../../lib/actor.ts";
import { deleteFromS3, readFromS3, uploadToS3 } from "../../provider/storage/index.ts";
import { type PackItem, PackRow } from "../entity.ts";
import { EVIDENCE_QUEUE } from "../want.ts";
import { CannotPack, collect } from "./collect.ts";
import { writePack } from "./write.ts";

/** How long a pack can be downloaded. */
const KEPT_MS = 30 * DAY_MS;
/** Longer than one pack takes: a worker that dies leaves the row due when its lease ends. */
const LEASE_MS = 5 * MINUTE_MS;
const MAX_ATTEMPTS = 4;

/** Does what is due for one pack; says in a word what came of it. */
export async function workOnPack(id: string): Promise<string> {
  const { data: row } = await PackRow.get({ tenantId: tenantId(), id }).go({ consistent: true });
  if (!row || (row.gsi2sk ?? "9") > `${nowIso()}#${id}`) return "not due";
  if (row.status === "ready") return remove(row);
  if (row.status !== "wanted") return "not due";
  if (row.attempts >= MAX_ATTEMPTS) return giveUp(row, "exhausted");
  if (!(await claimed(row))) return "taken";
  try {
    return await make(row);
  } catch (error) {
    if (error instanceof CannotPack) return giveUp(row, error.code);
    // Still due when the lease ends.
    logError("evidence pack not made", error, { entityId: id, attempt: row.attempts + 1 });
    return "later";
  }
}

async function claimed({ tenantId: firm, id, attempts }: PackItem): Promise<boolean> {
  const nextAttemptAt = isoIn(LEASE_MS);
  const patch = PackRow.patch({ tenantId: firm, id }).set({
    attempts: attempts + 1,
    nextAttemptAt,
    ...dueKeys(EVIDENCE_QUEUE, nextAttemptAt, id),
  });
  return held([write(patch.where((row, is) => is.eq(row.attempts, attempts)))]);
}

async function make({
  tenantId: firm,
  id,
  clientId,
  clientName,
  attempts,
  requestedByName,
}: PackItem): Promise<string> {
  const [{ name: firmName }, entries] = await Promise.all([Firm.fromId(firm), collect(clientId, readFromS3)]);
  const madeAt = nowIso();
  const about = { firm: firmName, clientId, client: clientName, madeAt, madeBy: requestedByName };
  const { zip, head } = writePack(about, entries);
  const key = `t/${firm}/evidence/${id}-${head.slice(0, 16)}`;
  await uploadToS3({ key, body: zip, contentType: "application/zip" });
  const removeAt = isoIn(KEPT_MS);
  const patch = PackRow.patch({ tenantId: firm, id })
    .set({
      status: "ready",
      madeAt,
      key,
      head,
      entries: entries.length,
      sizeBytes: zip.byteLength,
      removeAt,
      ...dueKeys(EVIDENCE_QUEUE, removeAt, id),
    })
    .remove(["nextAttemptAt"]);
  const done = await held([
    write(patch.where((row, is) => `${is.eq(row.attempts, attempts + 1)} AND ${is.eq(row.status, "wanted")}`)),
    activity({
      entityType: "evidence",
      entityId: id,
      clientId,
      action: "evidence.made",
      summary: `Evidence pack made; head ${head}`,
    }),
  ]);
  // Somebody was faster, and theirs is the pack of the trail.
  if (!done) await deleteFromS3(key);
  return done ? "made" : "taken";
}

async function giveUp({ tenantId: firm, id }: PackItem, errorCode: string): Promise<string> {
  const patch = PackRow.patch({ tenantId: firm, id })
    .set({ status: "failed", errorCode })
    .remove(["gsi2pk", "gsi2sk", "nextAttemptAt"]);
  await transact([write(patch)]);
  return "failed";
}

/** The bytes first: a run that stopped half-way is due again. */
async function remove({ tenantId: firm, id, key }: PackItem): Promise<string> {
  if (key !== undefined) await deleteFromS3(key);
  const patch = PackRow.patch({ tenantId: firm, id }).set({ status: "removed" }).remove(["gsi2pk", "gsi2sk", "key"]);
  await transact([write(patch)]);
  return "removed";
}

/** A pack that is being made gets its bytes at most once, and loses them at most once. */
const MAX_LOOKS = 5;

/**
 * Deletes a pack for good, whatever becomes of it meanwhile: the row goes only while it still names the bytes that went, so that
 * none are left which nobody knows of.
 */
export async function purgePack(id: string): Promise<void> {
  const place = { tenantId: tenantId(), id };
  for (let looks = 1; looks <= MAX_LOOKS; looks += 1) {
    const { data: row } = await PackRow.get(place).go({ consistent: true });
    if (!row) return;
    const { key } = row;
    if (key !== undefined) await deleteFromS3(key);
    const gone = PackRow.delete(place).where((one, is) =>
      key === undefined ? is.notExists(one.key) : is.eq(one.key, key),
    );
    if (await held([write(gone)])) return;
  }
  throw new Error("an evidence pack keeps changing while it is deleted");
}

/** Whether the transaction's conditions held. */
async function held(items: TransactItem[]): Promise<boolean> {
  try {
    await transact(items);
    return true;
  } catch (error) {
    if (error instanceof TransactionRefused) return false;
    throw error;
  }
}
