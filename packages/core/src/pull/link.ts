/** From a record in Xero to ours, and what we remember of having seen it. */
import { nowIso } from "../lib/clock.ts";
import { dueKeys } from "../lib/table/due.ts";
import { type TransactItem, write } from "../lib/table/transact.ts";
import { type Clash, type Fields, hashOf } from "../outbox/merge.ts";
import { clashWords } from "../sync/field/words.ts";
import { linkedRow } from "../sync/linked.ts";
import { type SyncItem, SyncRow } from "../outbox/record.ts";
import { SYNC_QUEUE } from "../outbox/nudge.ts";
import type { SyncKind } from "../outbox/schema.ts";
import { tell, type Told } from "../sync/push/entity.ts";

/** The sync row of a record in Xero, read strongly; null when it is none of ours. Two requests, one for a stranger. */
export async function linkOf(
  tenantId: string,
  kind: SyncKind,
  xeroTenantId: string,
  xeroId: string,
): Promise<SyncItem | null> {
  const found = await linkedRow(tenantId, kind, xeroTenantId, xeroId);
  if (!found) return null;
  const { data } = await SyncRow.get({ tenantId, kind, id: found.id }).go({ consistent: true });
  return data?.xeroId === xeroId ? data : null;
}

/** What Xero showed: its fields, and what both sides agree on from now on. */
export interface Seen {
  theirs: Fields;
  base: Fields;
  updatedAt: string | null;
  /** Something of ours is not in Xero yet. */
  toSend: boolean;
}

const NOT_DUE = ["gsi2pk", "gsi2sk", "nextAttemptAt"] as const;
/** Issues that the pull found, and that are over when it finds nothing wrong any more. */
const OF_PULL: readonly string[] = [
  "contact-archived",
  "deleted-in-xero",
  "contact-merged",
  "paid-on-both-sides",
  "figures-differ",
  "voided-with-payments",
];

/** What is written down on the sync row, and what the record itself is to say about it. */
export interface Settled {
  item: TransactItem;
  told: Told;
}

/** A record with what it is to say, when the record is written anyway: a transaction takes one write of an item. */
export function saying<T extends { xeroSyncStatus?: unknown; xeroSyncError?: unknown }>(record: T, told: Told): T {
  const { xeroSyncError, ...rest } = record;
  const error = told.error === undefined ? xeroSyncError : (told.error ?? undefined);
  return {
    ...rest,
    ...(told.status ? { xeroSyncStatus: told.status } : {}),
    ...(error === undefined ? {} : { xeroSyncError: error }),
  } as T;
}

/** The writes when the record itself is not written. */
export const alone = (row: SyncItem, { item, told }: Settled): TransactItem[] => [
  item,
  ...(Object.keys(told).length === 0 ? [] : tell(row, told)),
];

/** After both sides were compared without a clash. It holds only while nobody marks the record. */
export function seen(row: SyncItem, { theirs, base, updatedAt, toSend }: Seen): Settled {
  const over = row.status === "conflict" || (row.status === "error" && OF_PULL.includes(row.errorCode ?? ""));
  const settled = row.status === "synced" || over;
  const pending = settled && toSend;
  const at = nowIso();
  const patch = SyncRow.patch({ tenantId: row.tenantId, kind: row.kind, id: row.id })
    .set({
      base,
      lastSeenHash: hashOf(theirs),
      ...(updatedAt === null ? {} : { lastSeenUpdatedAt: updatedAt }),
      ...(pending
        ? {
            status: "pending",
            attempts: 0,
            nextAttemptAt: at,
            markedAt: at,
            ...(row.status === "conflict" ? { releasedAt: at } : {}),
            ...dueKeys(SYNC_QUEUE, at, row.id),
          }
        : over
          ? { status: "synced", lastSyncedAt: at }
          : {}),
      generation: row.generation + (pending ? 1 : 0),
    })
    .remove(over ? ["hold", "conflict", "errorCode", "errorMessage", ...(pending ? [] : NOT_DUE)] : [])
    .where((attr, is) => is.eq(attr.generation, row.generation));
  const told: Told = pending ? { status: "pending", error: null } : over ? { status: "synced", error: null } : {};
  return { item: write(patch), told };
}

/** Both sides changed the same: nothing is written over either, and a person decides. */
export function clashed(
  row: SyncItem,
  clashes: Clash[],
  { theirs, updatedAt }: Pick<Seen, "theirs" | "updatedAt">,
): Settled {
  const message = clashWords(clashes);
  const patch = SyncRow.patch({ tenantId: row.tenantId, kind: row.kind, id: row.id })
    .set({
      status: "conflict",
      hold: "conflict",
      conflict: { at: nowIso(), fields: clashes, theirs },
      errorCode: "conflict",
      errorMessage: message,
      lastSeenHash: hashOf(theirs),
      ...(updatedAt === null ? {} : { lastSeenUpdatedAt: updatedAt }),
    })
    .remove([...NOT_DUE])
    .where((attr, is) => is.eq(attr.generation, row.generation));
  return { item: write(patch), told: { status: "error", error: message } };
}

/** Something in Xero that keeps this record from being in step; `words` say what to do. A pending mark stays: the push will say the same. */
export function troubled(row: SyncItem, code: string, words: string, updatedAt?: string | null): TransactItem[] {
  if (row.status === "conflict" || row.status === "ignored") return [];
  const patch = SyncRow.patch({ tenantId: row.tenantId, kind: row.kind, id: row.id })
    .set({
      ...(row.status === "pending" ? {} : { status: "error" }),
      errorCode: code,
      errorMessage: words,
      ...(updatedAt ? { lastSeenUpdatedAt: updatedAt } : {}),
    })
    .where((attr, is) => is.eq(attr.generation, row.generation));
  return alone(row, {
    item: write(patch),
    told: { ...(row.status === "pending" ? {} : { status: "error" }), error: words },
  });
}
