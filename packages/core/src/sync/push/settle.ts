/** Writing down what came of a push: the sync row and the record's own fields in one transaction. */
import { isoIn, MINUTE_MS, nowIso } from "../../lib/clock.ts";
import { dueKeys } from "../../lib/table/due.ts";
import { transact, type TransactItem, TransactionRefused, write } from "../../lib/table/transact.ts";
import { type Clash, type Fields, hashOf } from "../../outbox/merge.ts";
import { clashWords } from "../field/words.ts";
import { linkKeys, type SyncItem, SyncRow } from "../../outbox/record.ts";
import { SYNC_QUEUE } from "../../outbox/nudge.ts";
import { tell, type Told } from "./entity.ts";

/** Which Xero record it is, and what both sides agree on. */
export interface Link {
  xeroTenantId: string;
  xeroId: string;
  /** Ours, as sent. */
  ours: Fields;
  /** Xero's, as answered. */
  theirs: Fields;
  updatedAt: string | null;
}

export type Result =
  | { kind: "synced"; link?: Link | undefined }
  /** Shall not be in Xero. */
  | { kind: "ignored" }
  /** Refused: by us with a code of ours, or by Xero in its own words (`rejected`). */
  | { kind: "error"; code: string; message: string; link?: Link | undefined }
  | { kind: "conflict"; clashes: Clash[]; theirs: Fields; link: Link }
  /** Something else goes first. */
  | { kind: "wait"; message: string }
  /** No answer, or none we can read: it may have been done. */
  | { kind: "unsure"; code: string };

export interface Settled {
  row: SyncItem;
  result: Result;
  /** Of a reversed payment: the entry that reverses it. */
  reversal?: string | undefined;
}

/** After failed try n, wait this long; after the last there is no further one. About eight hours in all. */
const BACKOFF_MS = [1, 5, 15, 30, 60, 120, 240].map((minutes) => minutes * MINUTE_MS);
const MAX_MESSAGE = 1000;
const NO_LONGER_DUE = ["gsi2pk", "gsi2sk", "nextAttemptAt"] as const;
/** Writes of a transaction: a sync row and at most two entries each. */
const PER_TRANSACTION = 33;

/** All of them, a transaction for many; a row that was marked again meanwhile keeps its mark and learns its link. */
export async function settle(settled: readonly Settled[]): Promise<void> {
  for (let from = 0; from < settled.length; from += PER_TRANSACTION) {
    const part = settled.slice(from, from + PER_TRANSACTION);
    if (await held(part.flatMap((one) => writes(one, true)))) continue;
    for (const one of part) if (!(await held(writes(one, true)))) await held(writes(one, false));
  }
}

async function held(items: readonly TransactItem[]): Promise<boolean> {
  try {
    await transact(items);
    return true;
  } catch (error) {
    if (error instanceof TransactionRefused) return false;
    throw error;
  }
}

interface Change {
  set: Partial<SyncItem>;
  remove: (keyof SyncItem)[];
  told: Told;
}

/** What only the newest mark decides. */
const OF_THE_MARK = new Set<string>(["status", "hold", "nextAttemptAt", "gsi2pk", "gsi2sk"]);
const ofTheMark = (name: string): boolean => OF_THE_MARK.has(name);

/** `current`: on the condition that nobody marked the row since; otherwise only what is true whatever was marked. */
function writes({ row, result, reversal }: Settled, current: boolean): TransactItem[] {
  const { set, remove, told } = changeOf(row, result);
  const { tenantId, kind, id, generation } = row;
  const entries = Object.entries(set).filter(([name]) => current || !ofTheMark(name));
  const patch = SyncRow.patch({ tenantId, kind, id })
    .set(Object.fromEntries(entries))
    .remove(remove.filter((name) => current || !ofTheMark(name)) as Removable);
  const { status: _, error: __, ...fact } = told;
  return [
    write(current ? patch.where((attr, is) => is.eq(attr.generation, generation)) : patch),
    ...tell(row, current ? told : fact, reversal),
  ];
}

type Removable = Parameters<ReturnType<typeof SyncRow.patch>["remove"]>[0];

const linkSet = (row: SyncItem, link: Link | undefined): Partial<SyncItem> =>
  link === undefined
    ? {}
    : {
        ...linkKeys(row.tenantId, row.kind, link.xeroTenantId, link.xeroId),
        base: { ...link.theirs, ...link.ours },
        lastPushedHash: hashOf(link.ours),
        lastSeenHash: hashOf(link.theirs),
        ...(link.updatedAt === null ? {} : { lastSeenUpdatedAt: link.updatedAt }),
      };

function changeOf(row: SyncItem, result: Result): Change {
  const at = nowIso();
  switch (result.kind) {
    case "synced":
      return {
        set: {
          status: "synced",
          pushedGeneration: row.generation,
          attempts: 0,
          keyGroup: row.keyGroup + 1,
          lastSyncedAt: at,
          ...linkSet(row, result.link),
        },
        remove: [...NO_LONGER_DUE, "attemptKey", "errorCode", "errorMessage", "conflict", "hold"],
        told: {
          status: "synced",
          syncedAt: at,
          error: null,
          ...(result.link ? { xeroId: result.link.xeroId } : {}),
        },
      };
    case "ignored":
      return {
        set: { status: "ignored", pushedGeneration: row.generation, attempts: 0 },
        remove: [...NO_LONGER_DUE, "attemptKey", "errorCode", "errorMessage"],
        told: { status: null, error: null },
      };
    case "error":
      return {
        set: {
          status: "error",
          errorCode: result.code,
          errorMessage: result.message.slice(0, MAX_MESSAGE),
          attempts: 0,
          // An answered refusal: the same request later is another one.
          keyGroup: row.keyGroup + 1,
          ...linkSet(row, result.link),
        },
        remove: [...NO_LONGER_DUE, "attemptKey"],
        told: {
          status: "error",
          error: result.message.slice(0, MAX_MESSAGE),
          ...(result.link ? { xeroId: result.link.xeroId } : {}),
        },
      };
    case "conflict": {
      const message = clashWords(result.clashes);
      const { base: _, lastPushedHash: __, ...link } = linkSet(row, result.link);
      return {
        set: {
          status: "conflict",
          hold: "conflict",
          conflict: { at, fields: result.clashes, theirs: result.theirs },
          errorCode: "conflict",
          errorMessage: message,
          ...link,
        },
        remove: [...NO_LONGER_DUE, "attemptKey"],
        told: { status: "error", error: message },
      };
    }
    case "wait":
      return {
        set: { errorCode: "waiting", errorMessage: result.message, ...due(row, MINUTE_MS) },
        remove: [],
        told: { error: result.message },
      };
    case "unsure": {
      const attempts = row.attempts + 1;
      const backoff = BACKOFF_MS[attempts - 1];
      if (backoff !== undefined) {
        const message = `Xero gave no clear answer. Tried again at ${isoIn(backoff).slice(11, 16)} UTC; nothing is sent twice.`;
        return {
          set: { attempts, errorCode: result.code, errorMessage: message, ...due(row, backoff) },
          remove: [],
          told: { error: message },
        };
      }
      const message = "Xero gave no clear answer for hours. Retry when Xero is well again; nothing is sent twice.";
      return {
        set: { status: "error", attempts: 0, errorCode: result.code, errorMessage: message },
        remove: [...NO_LONGER_DUE],
        told: { status: "error", error: message },
      };
    }
  }
}

const due = (row: SyncItem, ms: number): Partial<SyncItem> => {
  const at = isoIn(ms);
  return { nextAttemptAt: at, ...dueKeys(SYNC_QUEUE, at, row.id) };
};
