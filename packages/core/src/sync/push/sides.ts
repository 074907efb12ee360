/** What pushing contacts, invoices and payments has in common: the same record on both sides, and what a decision says of it. */
import type { Outcome } from "../../provider/xero/index.ts";
import type { Decision, PaymentDecision, Reason } from "../decide/type.ts";
import type { Fields } from "../../outbox/merge.ts";
import type { SyncItem } from "../../outbox/record.ts";
import { inChunks } from "./chunk.ts";
import type { Push } from "./send.ts";
import type { Link, Result } from "./settle.ts";

interface InXero {
  id: string;
  updatedAt: string | null;
}

/** How one kind of record reads here and in Xero, in the mapped fields. */
export interface Sides<Ours, Theirs extends InXero> {
  ours: (record: Ours) => Fields;
  theirs: (record: Theirs) => Fields;
}

export const linkOf = <Ours, Theirs extends InXero>(
  { xeroTenantId }: Push,
  sides: Sides<Ours, Theirs>,
  ours: Ours,
  theirs: Theirs,
): Link => ({
  xeroTenantId,
  xeroId: theirs.id,
  ours: sides.ours(ours),
  theirs: sides.theirs(theirs),
  updatedAt: theirs.updatedAt,
});

/** By us: the first reason's code, and the words of all. */
const refused = ([first, ...more]: readonly [Reason, ...Reason[]]): Result => ({
  kind: "error",
  code: first.code,
  message: [first, ...more].map(({ words }) => words).join(" "),
});

/** By Xero, in its own words. */
export const rejected = (outcome: Outcome<unknown>): Result => ({
  kind: "error",
  code: "rejected",
  message: outcome.ok ? "" : outcome.messages.join(" "),
});

/** What a decision that sends nothing says of the row. */
export function resultOf<Ours, Theirs extends InXero>(
  push: Push,
  sides: Sides<Ours, Theirs>,
  { row, ours, theirs }: { row: SyncItem; ours: Ours; theirs?: Theirs | null | undefined },
  decision: Decision<unknown> | PaymentDecision,
): Result {
  if (decision.action === "wait") return { kind: "wait", message: decision.words };
  if (decision.action === "refuse") return refused(decision.reasons);
  const link = theirs ? linkOf(push, sides, ours, theirs) : undefined;
  if (decision.action === "conflict" && link)
    return { kind: "conflict", clashes: decision.clashes, theirs: link.theirs, link };
  return row.xeroId === undefined ? { kind: "ignored" } : { kind: "synced", link };
}

/**
 * Each row with what Xero has of it: by its link (`maxIds` a call), or, after a try of which no answer came, by our own reference. What is
 * found so is linked: what we sent before is what both sides agree on. Without `theirs` nothing was looked for, or found.
 */
export async function withTheirs<
  Ours,
  Theirs extends InXero,
  Known extends { row: SyncItem; theirs?: Theirs | null | undefined },
>(
  push: Push,
  sides: Sides<Ours, Theirs>,
  known: readonly Known[],
  look: {
    maxIds: number;
    byIds: (ids: string[]) => Promise<Theirs[]>;
    /** By the row's id. */
    byReference: (unsure: readonly Known[]) => Promise<ReadonlyMap<string, Theirs>>;
  },
): Promise<Known[]> {
  const ids = known.flatMap(({ row }) => row.xeroId ?? []);
  const byId = new Map((await inChunks(ids, look.maxIds, look.byIds)).map((one) => [one.id, one]));
  const found = await look.byReference(
    known.filter(({ row }) => row.xeroId === undefined && row.attemptKey !== undefined),
  );
  return known.map((one) => {
    const { row } = one;
    if (row.xeroId !== undefined) return { ...one, theirs: byId.get(row.xeroId) ?? null };
    const theirs = found.get(row.id);
    if (!theirs) return one;
    const { xeroTenantId } = push;
    const adopted = { xeroTenantId, xeroId: theirs.id, base: sides.theirs(theirs), keyGroup: row.keyGroup + 1 };
    return { ...one, row: { ...row, ...adopted }, theirs };
  });
}
