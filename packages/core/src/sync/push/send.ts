/**
 * One write to Xero for a batch of rows, such that a death at any moment never doubles anything: first each row says under which
 * key it is tried, then the call, then what came of it. A row found with a key has an unknown outcome and is looked up first.
 */
import { createHash } from "node:crypto";
import { callXero, type Priority, type XeroAccess } from "../../connection/index.ts";
import { ProviderError } from "../../lib/provider/error.ts";
import { transact, TransactionRefused, write } from "../../lib/table/transact.ts";
import { type Outcome, XeroRejected } from "../../provider/xero/index.ts";
import type { Setup } from "../decide/setup.ts";
import { type SyncItem, SyncRow } from "../../outbox/record.ts";
import { settle } from "./settle.ts";

/** One firm's push under way. */
export interface Push {
  tenantId: string;
  xeroTenantId: string;
  setup: Setup;
  priority: Priority;
  /** Told of every record that was settled. */
  count: (kind: SyncItem["kind"], what: "synced" | "failed") => void;
}

export const ask = <T>(push: Push, call: (access: XeroAccess) => Promise<T>): Promise<T> =>
  callXero(push.tenantId, push.priority, call);

export interface Wanted<Put> {
  row: SyncItem;
  put: Put;
}

export interface Sent<Put, T> extends Wanted<Put> {
  outcome: Outcome<T>;
}

/** `ph:{firm}:{kind}:{id}:{version}:{group}`; of several, their hash in the place of one's. At most 128 characters. */
export function keyOf(rows: readonly SyncItem[]): string {
  const [first] = rows;
  if (!first) throw new Error("a key of nothing");
  const parts = rows.map(({ id, generation, keyGroup }) => `${id}:${generation}:${keyGroup}`);
  const what = parts.length === 1 ? parts.join("") : createHash("sha256").update(parts.join("|")).digest("hex");
  return `ph:${first.tenantId}:${first.kind}:${what}`;
}

/**
 * Sends a batch and answers an outcome for each row. Rows that were marked again meanwhile are left out: they are due anyway.
 * Throws `ProviderError` when the lane cannot go on; what was tried is then written down.
 */
export async function send<Put, T>(
  push: Push,
  wanted: readonly Wanted<Put>[],
  call: (access: XeroAccess, puts: readonly Put[], key: string) => Promise<Outcome<T>[]>,
): Promise<Sent<Put, T>[]> {
  const trying = await marked(wanted);
  if (trying.length === 0) return [];
  const key = keyOf(trying.map(({ row }) => row));
  const puts = trying.map(({ put }) => put);
  let outcomes: Outcome<T>[];
  try {
    outcomes = await ask(push, (access) => call(access, puts, key));
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error;
    if (error instanceof XeroRejected) return refusedWhole(push, trying, error, call);
    await writtenDown(trying, error);
    throw error;
  }
  return trying.flatMap((one, index) => {
    const outcome = outcomes[index];
    return outcome ? [{ ...one, outcome }] : [];
  });
}

/** Xero would not take the request at all: one element may be the reason, so the halves are tried by themselves. */
async function refusedWhole<Put, T>(
  push: Push,
  trying: readonly Wanted<Put>[],
  error: XeroRejected,
  call: (access: XeroAccess, puts: readonly Put[], key: string) => Promise<Outcome<T>[]>,
): Promise<Sent<Put, T>[]> {
  const next = trying.map(({ row, put }) => ({ row: { ...row, keyGroup: row.keyGroup + 1 }, put }));
  if (next.length === 1) {
    const messages = error.messages.length > 0 ? [...error.messages] : ["Xero refused this without saying why."];
    return next.map((one) => ({ ...one, outcome: { ok: false as const, messages } }));
  }
  const middle = Math.ceil(next.length / 2);
  return [...(await send(push, next.slice(0, middle), call)), ...(await send(push, next.slice(middle), call))];
}

/** Each row says under which key it is tried. Answers those that still are as they were read. */
async function marked<Put>(wanted: readonly Wanted<Put>[]): Promise<Wanted<Put>[]> {
  const key = wanted.length > 0 ? keyOf(wanted.map(({ row }) => row)) : "";
  const trying = ({ row, put }: Wanted<Put>, attemptKey: string): Wanted<Put> => ({ row: { ...row, attemptKey }, put });
  if (
    await mark(
      wanted.map(({ row }) => row),
      key,
    )
  )
    return wanted.map((one) => trying(one, key));
  const still: Wanted<Put>[] = [];
  for (const one of wanted) {
    const own = keyOf([one.row]);
    if (await mark([one.row], own)) still.push(trying(one, own));
  }
  return still;
}

async function mark(rows: readonly SyncItem[], attemptKey: string): Promise<boolean> {
  try {
    await transact(
      rows.map(({ tenantId, kind, id, generation, keyGroup }) =>
        write(
          SyncRow.patch({ tenantId, kind, id })
            .set({ attemptKey, keyGroup })
            .where((attr, is) => is.eq(attr.generation, generation)),
        ),
      ),
    );
    return true;
  } catch (error) {
    if (error instanceof TransactionRefused) return false;
    throw error;
  }
}

/** A limit, a lost connection or an open circuit: nothing was done. Anything else may have been done. */
async function writtenDown<Put>(trying: readonly Wanted<Put>[], error: ProviderError): Promise<void> {
  const { kind, details } = error;
  const isUntried = details.untried === true || kind === "rate-limit" || kind === "auth";
  if (isUntried)
    await transact(
      trying.map(({ row: { tenantId, kind: of, id } }) =>
        write(SyncRow.patch({ tenantId, kind: of, id }).remove(["attemptKey"])),
      ),
    );
  else await settle(trying.map(({ row }) => ({ row, result: { kind: "unsure", code: details.providerCode ?? kind } })));
}
