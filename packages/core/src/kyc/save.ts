/** Writing a check: always at the version that was read, so that two results at once become one after the other. */
import { nowIso } from "../lib/clock.ts";
import { VisibleError } from "../lib/error.ts";
import { rowChange } from "../lib/table/row-change.ts";
import { type TransactItem, write } from "../lib/table/transact.ts";
import { type VerificationItem, VerificationRow } from "./entity.ts";
import { withDue } from "./rule/due.ts";

/** Somebody else was faster: read again and decide again. */
export class CheckPassed extends VisibleError {
  constructor() {
    super("conflict", "kyc.version-conflict", "This identity check changed in the meantime. Look at it again.");
  }
}

const FIXED = new Set(["tenantId", "clientId", "id", "createdAt"]);

/** The write of the next version. */
export function saved(before: VerificationItem, changed: VerificationItem): TransactItem {
  const after = withDue({ ...changed, version: before.version + 1, updatedAt: nowIso() });
  const { set, gone } = rowChange(before, after, FIXED);
  const { tenantId, clientId, id } = before;
  const patch = VerificationRow.patch({ tenantId, clientId, id }).set(set);
  const update =
    gone.length > 0 ? patch.remove(gone as Parameters<ReturnType<typeof VerificationRow.patch>["remove"]>[0]) : patch;
  return write(
    update.where((row, is) => is.eq(row.version, before.version)),
    () => new CheckPassed(),
  );
}
