/**
 * Phase two: makes the clients, a page of the check at a time. A client's id follows from the import and its line, so a page
 * that was cut off half way is simply done again: what exists already is not made twice, and is counted once.
 */
import { createHash } from "node:crypto";
import { encodeTime } from "ulid";
import { activity } from "../activity/index.ts";
import { createMany } from "../client/index.ts";
import { now } from "../lib/clock.ts";
import { write } from "../lib/table/transact.ts";
import { type CheckedRow, type ImportItem, ImportPage, pageKey } from "./entity.ts";
import { advance, finish, type Held } from "./lease.ts";
import { withoutClient } from "./view.ts";

const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/** `cli_` and a ULID: the import's time, and 80 bits that only this line of this import gives. */
export function clientIdOf({ id, createdAt }: Pick<ImportItem, "id" | "createdAt">, line: number): string {
  const hash = createHash("sha256").update(`${id}#${line}`).digest();
  const random = [...hash.subarray(0, 16)].map((byte) => ALPHABET[byte % ALPHABET.length]).join("");
  return `cli_${encodeTime(Date.parse(createdAt))}${random}`;
}

/** Imports what was confirmed until it is done or the time is over; answers what it left. */
export async function fill(start: Held, deadlineAt: number): Promise<{ held: Held; outcome: "done" | "more" }> {
  let held = start;
  while (held.row.nextPage < held.row.pages.length) {
    if (now() >= deadlineAt) return { held, outcome: "more" };
    held = await fillPage(held);
  }
  const { id, made } = held.row;
  await finish(held, { status: "done" }, [
    activity({
      entityType: "import",
      entityId: id,
      action: "import.finished",
      summary: `${made.toLocaleString("en-GB")} ${made === 1 ? "client" : "clients"} imported`,
    }),
  ]);
  return { held, outcome: "done" };
}

async function fillPage(held: Held): Promise<Held> {
  const { row } = held;
  const key = pageKey(row, row.nextPage);
  const { data } = await ImportPage.get(key).go({ consistent: true });
  if (!data) throw new Error("a page of the check is gone");
  const wanted = data.rows.flatMap(({ line, state, typed }) =>
    typed && (state === "ready" || (state === "alike" && row.alike === "import"))
      ? [{ id: clientIdOf(row, line), typed }]
      : [],
  );
  const outcomes = await createMany(wanted, "Client created by an import");
  const byId = new Map(outcomes.map((one) => [one.id, one]));
  const rows = data.rows.map((one): CheckedRow => {
    const kept = withoutClient(one);
    const outcome = byId.get(clientIdOf(row, one.line));
    if (!outcome) return kept;
    return outcome.made ? { ...kept, clientId: outcome.id } : { ...kept, failure: outcome.why };
  });
  const failed = outcomes.filter((one) => !one.made).length;
  const pages = row.pages.map((counts, at) => (at === row.nextPage ? { ...counts, failed } : counts));
  return advance(
    held,
    {
      nextPage: row.nextPage + 1,
      importedRows: row.importedRows + outcomes.length,
      made: row.made + outcomes.length - failed,
      failed: row.failed + failed,
      pages,
    },
    [write(ImportPage.put({ ...key, rows, ttl: row.ttl }))],
  );
}
