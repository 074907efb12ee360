/** Whose turn an import is. A worker that dies leaves it due when its lease ends; one that lost its turn writes nothing more. */
import { isoIn, MINUTE_MS, nowIso } from "../lib/clock.ts";
import { newUlid } from "../lib/id.ts";
import { dueKeys } from "../lib/table/due.ts";
import { transact, type TransactItem, TransactionRefused, write } from "../lib/table/transact.ts";
import { type ImportItem, ImportRow } from "./entity.ts";

/** The queue whose worker checks and imports. */
export const IMPORT_QUEUE = "import";

/** Longer than one page takes, however busy the table is; renewed with every page. */
const LEASE_MS = MINUTE_MS;

/** An import that we hold: `row` is as it was last written. */
export interface Held {
  row: ImportItem;
  leaseId: string;
}

/** Another worker, or a person, has moved the import on. */
export class TurnLost extends Error {
  override readonly name = "TurnLost";
}

const isWorked = ({ status }: ImportItem): boolean => status === "checking" || status === "importing";

/** Takes an import that is due; null when it is not, or another worker has it. */
export async function hold(tenantId: string, id: string): Promise<Held | null> {
  const { data: row } = await ImportRow.get({ tenantId, id }).go({ consistent: true });
  if (!row || !isWorked(row) || (row.leaseUntil ?? "") > nowIso()) return null;
  const held = { row, leaseId: newUlid() };
  try {
    return await save(held, { attempts: row.attempts + 1 }, [], row.leaseId ?? null);
  } catch (error) {
    if (error instanceof TurnLost) return null;
    throw error;
  }
}

type Change = Partial<Omit<ImportItem, "tenantId" | "id">>;

/** Writes a step forward with whatever belongs to it, and keeps the turn. Throws `TurnLost`. */
export const advance = (held: Held, change: Change, items: TransactItem[] = []): Promise<Held> =>
  save(held, { attempts: 0, movedAt: nowIso(), ...change }, items, held.leaseId);

/** The same, and the import waits for nobody any more: a person's turn, or the end. Throws `TurnLost`. */
export async function finish(held: Held, change: Change, items: TransactItem[] = []): Promise<void> {
  const patch = keyOf(held)
    .set({ attempts: 0, movedAt: nowIso(), ...change })
    .remove(["leaseId", "leaseUntil", "gsi2pk", "gsi2sk"]);
  await written(held, patch, items, held.leaseId);
}

/** Gives the turn back before the work is done: it is due at once. */
export async function release(held: Held): Promise<void> {
  const patch = keyOf(held)
    .set(dueKeys(IMPORT_QUEUE, nowIso(), held.row.id))
    .remove(["leaseId", "leaseUntil"]);
  await written(held, patch, [], held.leaseId);
}

const keyOf = ({ row: { tenantId, id } }: Held) => ImportRow.patch({ tenantId, id });

async function save(held: Held, change: Change, items: TransactItem[], before: string | null): Promise<Held> {
  const { row, leaseId } = held;
  const leaseUntil = isoIn(LEASE_MS);
  const set = { ...change, leaseId, leaseUntil, ...dueKeys(IMPORT_QUEUE, leaseUntil, row.id) };
  await written(held, keyOf(held).set(set), items, before);
  return { leaseId, row: { ...row, ...set } };
}

type Patch = ReturnType<ReturnType<typeof keyOf>["set"]>;

async function written(
  { row }: Held,
  patch: Pick<Patch, "where">,
  items: TransactItem[],
  leaseId: string | null,
): Promise<void> {
  const mine = patch.where(
    (attr, is) =>
      `${is.eq(attr.status, row.status)} AND ${is.eq(attr.run, row.run)} AND ${leaseId === null ? is.notExists(attr.leaseId) : is.eq(attr.leaseId, leaseId)}`,
  );
  try {
    await transact([write(mine, undefined), ...items]);
  } catch (error) {
    if (error instanceof TransactionRefused && error.index === 0) throw new TurnLost();
    throw error;
  }
}
