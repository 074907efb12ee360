/** Writing a client's row only when it is still the version that was read. */
import { type TransactItem, write } from "../lib/table/transact.ts";
import { VisibleError } from "../lib/error.ts";
import { type ClientItem, ClientRow } from "./entity.ts";
import { addressOf, load } from "./read/load.ts";
import { toClient } from "./rule/view.ts";

/** Somebody else was faster. Thrown inside a transaction; `conflict` turns it into what the person sees. */
export class VersionPassed extends VisibleError {
  constructor() {
    super("conflict", "client.version-conflict", "Somebody else changed this client in the meantime.");
  }
}

/** The same refusal with the record as it is now, so that the person can compare. */
export async function conflict(id: string): Promise<VisibleError> {
  const { row, contact } = await load(id);
  return new VisibleError(
    "conflict",
    "client.version-conflict",
    "Somebody else changed this client in the meantime. Look at the newer record and apply your change again.",
    { extra: { current: toClient(row, contact, await addressOf(contact)) } },
  );
}

/** Fields that never change after creation. */
const FIXED = new Set(["tenantId", "id", "createdAt", "createdBy"]);

/** The update from `before` to `after`, on the condition that the row still has `before`'s version. */
export function updateRow(before: ClientItem, after: ClientItem): TransactItem {
  const { tenantId, id } = before;
  const set = Object.fromEntries(Object.entries(after).filter(([name]) => !FIXED.has(name)));
  const gone = Object.keys(before).filter((name) => !(name in after)) as Parameters<
    ReturnType<typeof ClientRow.patch>["remove"]
  >[0];
  const patch = ClientRow.patch({ tenantId, id }).set(set);
  const update = gone.length > 0 ? patch.remove(gone) : patch;
  return write(
    update.where((row, is) => is.eq(row.version, before.version)),
    () => new VersionPassed(),
  );
}
