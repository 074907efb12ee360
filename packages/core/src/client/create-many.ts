/**
 * Many clients by the same rules and writes as one (`create`), for the import. The caller chooses each id, and doing it
 * again with the same ids makes nothing twice: a client that exists already counts as made. The register is not asked.
 */
import { requireStaff, type StaffActor } from "../lib/actor.ts";
import { VisibleError } from "../lib/error.ts";
import { codePrefix } from "../lib/text/name.ts";
import { transact, type TransactItem } from "../lib/table/transact.ts";
import { nudgeLane } from "../outbox/nudge.ts";
import { ClientRow } from "./entity.ts";
import { decide, nameOf, newItems } from "./new.ts";
import { companyNumber, type Reading } from "./register.ts";
import type { ClientCreate } from "./schema.ts";
import { CodeTaken, nextCode, nextCodes } from "./unique/code.ts";
import { named, NumberTaken } from "./unique/number.ts";

export interface Wanted {
  /** `cli_…`, always the same for the same source. */
  id: string;
  /** Parsed by `ClientCreate`, without people; an account manager was checked by the caller. */
  typed: ClientCreate;
}

/** What became of one; `why` is a sentence for the person. */
export type Outcome = { id: string; made: true } | { id: string; made: false; why: string };

export const MAX_MANY = 100;
/** What one transaction holds, and how many are under way at once. */
const PER_TRANSACTION = 96;
const LANES = 4;
const MAX_CODES = 20;

class AlreadyMade extends VisibleError {
  constructor() {
    super("conflict", "client.exists", "This client exists already.");
  }
}

interface Prepared {
  wanted: Wanted;
  items: TransactItem[];
}

/** Makes at most 100 clients of the actor's firm; one that is refused does not hold up its neighbours. Outcomes in the order given. */
export async function createMany(wanted: readonly Wanted[], summary: string): Promise<Outcome[]> {
  const actor = requireStaff("client:write");
  if (wanted.length > MAX_MANY) throw new Error(`${wanted.length} clients at once; ${MAX_MANY} at most`);
  const exist = await existing(actor.tenantId, wanted);
  const missing = wanted.filter(({ id }) => !exist.has(id));
  const codes = await codesFor(actor.tenantId, missing);
  const prepare = (one: Wanted, code: string): Prepared => ({ wanted: one, items: itemsOf(one, code, actor, summary) });
  const left = batches(missing.map((one) => prepare(one, one.typed.clientCode ?? codes.get(one.id) ?? "")));
  const refused = new Map<string, string>();
  await Promise.all(
    Array.from({ length: LANES }, async () => {
      for (let batch = left.shift(); batch; batch = left.shift()) {
        if (await all(batch)) continue;
        for (const one of batch) {
          const why = await alone(one, actor.tenantId, prepare);
          if (why !== null) refused.set(one.wanted.id, why);
        }
      }
    }),
  );
  if (missing.length > 0) await nudgeLane(actor.tenantId);
  return wanted.map(({ id }) => {
    const why = refused.get(id);
    return why === undefined ? { id, made: true } : { id, made: false, why };
  });
}

async function existing(tenantId: string, wanted: readonly Wanted[]): Promise<Set<string>> {
  if (wanted.length === 0) return new Set();
  const { data } = await ClientRow.get(wanted.map(({ id }) => ({ tenantId, id }))).go({
    consistent: true,
    attributes: ["id"],
  });
  return new Set(data.map(({ id }) => id));
}

/** A code for each client that brings none: one request for each three letters. */
async function codesFor(tenantId: string, wanted: readonly Wanted[]): Promise<Map<string, string>> {
  const without = wanted.filter(({ typed }) => typed.clientCode === undefined);
  const byPrefix = Map.groupBy(without, ({ typed }) => codePrefix(nameOf(typed, null)));
  const codes = new Map<string, string>();
  for (const [prefix, same] of byPrefix) {
    const next = await nextCodes(tenantId, prefix, same.length);
    same.forEach(({ id }, n) => codes.set(id, next[n] ?? ""));
  }
  return codes;
}

function itemsOf({ id, typed }: Wanted, code: string, actor: StaffActor, summary: string): TransactItem[] {
  const reading: Reading | null = typed.companyNumber
    ? { source: "manual", number: companyNumber(typed.companyNumber), reason: "not-asked" }
    : null;
  const made = decide({ id, code, typed, reading, actor, peopleComplete: true });
  return newItems(made, summary, () => new AlreadyMade());
}

/** As many clients in a transaction as it takes: fewer, larger transactions are what makes thousands of clients quick. */
function batches(prepared: readonly Prepared[]): Prepared[][] {
  const found: Prepared[][] = [];
  let size = PER_TRANSACTION;
  for (const one of prepared) {
    size += one.items.length;
    if (size > PER_TRANSACTION) {
      found.push([]);
      size = one.items.length;
    }
    found.at(-1)?.push(one);
  }
  return found;
}

/** Whether all of a batch is written; false when one of them is refused, and then none is. */
async function all(batch: readonly Prepared[]): Promise<boolean> {
  try {
    await transact(batch.flatMap(({ items }) => items));
    return true;
  } catch (error) {
    if (error instanceof VisibleError) return false;
    throw error;
  }
}

/** Null when the client is there; otherwise why it cannot be. */
async function alone(
  { wanted, items }: Prepared,
  tenantId: string,
  prepare: (one: Wanted, code: string) => Prepared,
): Promise<string | null> {
  let writes = items;
  for (let tries = 1; ; tries += 1) {
    try {
      await transact(writes);
      return null;
    } catch (error) {
      if (error instanceof AlreadyMade) return null;
      if (error instanceof NumberTaken) return (await named(tenantId, error)).message;
      if (!(error instanceof VisibleError)) throw error;
      if (!(error instanceof CodeTaken) || wanted.typed.clientCode !== undefined || tries === MAX_CODES)
        return error.message;
      writes = prepare(wanted, await nextCode(tenantId, nameOf(wanted.typed, null))).items;
    }
  }
}
