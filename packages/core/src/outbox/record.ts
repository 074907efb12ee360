/**
 * The sync record: one row for each client, invoice and payment that Xero has, or shall have. It is outbox (what must be
 * pushed), link (which Xero record is ours) and issue (why a push did not work) in one. Access patterns: docs/data-model/sync.md.
 */
import { CustomAttributeType, Entity, type EntityItem } from "electrodb";
import { nowIso } from "../lib/clock.ts";
import { dueKeys } from "../lib/table/due.ts";
import { required, text } from "../lib/table/attribute.ts";
import { indexKeys, mainKeys } from "../lib/table/keys.ts";
import { electro } from "../lib/table/table.ts";
import { type TransactItem, write } from "../lib/table/transact.ts";
import type { Clash, Fields } from "./merge.ts";
import { SYNC_QUEUE } from "./nudge.ts";
import { SYNC_KINDS, SYNC_STATUSES, type SyncKind } from "./schema.ts";

/** What a person has to decide about one record. */
export interface Conflict {
  at: string;
  fields: Clash[];
  theirs: Fields;
}

export const SyncRow = new Entity(
  {
    model: { service: "practice-hub", entity: "sync", version: "1" },
    attributes: {
      tenantId: required,
      kind: { type: SYNC_KINDS, required: true },
      /** Our own record: `cli_…`, `inv_…`, `pay_…`. */
      id: required,
      clientId: required,
      /** Of a payment: the invoice it is on. */
      invoiceId: text,
      /** What a list shows: the client's name or the invoice's number. */
      label: required,
      status: { type: SYNC_STATUSES, required: true },
      /** Keeps a row out of the push whatever is marked: a conflict until it is resolved, `ignored` by a person's choice. */
      hold: { type: ["conflict", "ignored"] as const },
      /** Of a contact: its client is not active, so that a contact that Xero does not have yet does not go by itself. */
      whenActive: { type: "boolean" },
      /** Of a contact: somebody said that it is new to Xero, so it is proposed to nobody again. */
      asNew: { type: "boolean" },
      /** Counts marks. A push that read generation n says "synced" only while it still is n. */
      generation: { type: "number", required: true },
      pushedGeneration: { type: "number", required: true },
      xeroTenantId: text,
      xeroId: text,
      /** Hash of the mapped fields as we last sent them, and as Xero last showed them (provider/xero/map). */
      lastPushedHash: text,
      lastSeenHash: text,
      /** Xero's `UpdatedDateUTC` of what we last saw, ISO. */
      lastSeenUpdatedAt: text,
      /** The mapped fields when both sides last agreed: the base of the three-way merge (R13). */
      base: { type: CustomAttributeType<Fields>("any") },
      /** Failed tries since the last success or mark of a person. */
      attempts: { type: "number", required: true },
      nextAttemptAt: text,
      /** When it was last marked, and when somebody last said that it shall go: for firms that send only what they looked at. */
      markedAt: required,
      releasedAt: text,
      /** While the status is `conflict`: the fields that clash, and all of Xero's. */
      conflict: { type: CustomAttributeType<Conflict>("any") },
      /** Set before a call and taken away by its answer: while it stands, Xero may have done it without our knowing. */
      attemptKey: text,
      /** Part of the idempotency key: moves on after every answered refusal. */
      keyGroup: { type: "number", required: true },
      errorCode: text,
      errorMessage: text,
      lastSyncedAt: text,
      /** Where the record was born. */
      source: { type: ["local", "xero"] as const, required: true },
      /** The due index and the reverse index, written by hand because they come and go. */
      gsi2pk: text,
      gsi2sk: text,
      gsi3pk: text,
      gsi3sk: text,
    },
    indexes: {
      /** Kinds sort as they must be pushed: contact, invoice, payment. */
      byKind: mainKeys("t#${tenantId}#sync", "${kind}#${id}"),
      byStatus: indexKeys("gsi1", "t#${tenantId}#sync#${status}", "${kind}#${id}"),
    },
  } as const,
  electro,
);
export type SyncItem = EntityItem<typeof SyncRow>;

/** The reverse index: from a Xero record to ours. Set together with `xeroTenantId` and `xeroId`. */
export const linkKeys = (tenantId: string, kind: SyncKind, xeroTenantId: string, xeroId: string) => ({
  xeroTenantId,
  xeroId,
  gsi3pk: `t#${tenantId}#xero#${xeroTenantId}`,
  gsi3sk: `${kind}#${xeroId}`,
});

/** Which record of ours changed. */
export interface Mark {
  tenantId: string;
  kind: SyncKind;
  id: string;
  clientId: string;
  invoiceId?: string;
  label: string;
  /** Of a contact: its client is not active. */
  whenActive?: boolean;
}

export interface MarkOptions {
  /** Somebody said that it shall go now. */
  released?: boolean;
}

/**
 * The write that makes a record due to be pushed, for the transaction of the command that changes it; afterwards
 * `await nudgeLane(tenantId)`. Marks are counted, so none is lost while a push is under way.
 */
export const markPending = (
  { tenantId, kind, id, clientId, invoiceId, label, whenActive }: Mark,
  { released = false }: MarkOptions = {},
): TransactItem => {
  const at = nowIso();
  return write(
    SyncRow.upsert({
      tenantId,
      kind,
      id,
      clientId,
      ...(invoiceId === undefined ? {} : { invoiceId }),
      label,
      ...(whenActive === undefined ? {} : { whenActive }),
      status: "pending",
      attempts: 0,
      markedAt: at,
      ...(released ? { releasedAt: at } : {}),
      nextAttemptAt: at,
      ...dueKeys(SYNC_QUEUE, at, id),
    })
      .add({ generation: 1 })
      .ifNotExists({ pushedGeneration: 0, keyGroup: 0, source: "local" }),
  );
};

/**
 * A contact that is new to Xero while its client is not active, and that nobody let go: who was not approved yet, or was
 * rejected, does not come into the firm's books by itself. What may have been sent already is no longer held back.
 */
export const waitsForActive = ({ whenActive, xeroId, attemptKey, releasedAt, markedAt }: SyncItem): boolean =>
  whenActive === true && xeroId === undefined && attemptKey === undefined && (releasedAt ?? "") < markedAt;

/** Why a record is not in Xero: what was wrong last, or what it waits for. */
export const codeOf = (row: SyncItem): string | null => {
  if (row.status === "synced") return null;
  return row.errorCode ?? (row.status === "pending" && waitsForActive(row) ? "client-not-active" : null);
};
