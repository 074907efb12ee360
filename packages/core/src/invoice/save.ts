/** Writing an invoice only when it is still the version that was read. */
import { activity } from "../activity/index.ts";
import type { ActivityAction } from "../activity/schema.ts";
import { VisibleError } from "../lib/error.ts";
import { settled } from "../lib/idempotency.ts";
import { transact, type TransactItem, write } from "../lib/table/transact.ts";
import { nudgeLane } from "../outbox/nudge.ts";
import { type InvoiceItem, InvoiceRow, LinesRow } from "./entity.ts";
import { markInvoice } from "./mark.ts";
import { moveOpenSum } from "./open-sum.ts";
import { load } from "./read/load.ts";
import { type Changed, differences } from "./rule/change.ts";
import { toInvoice } from "./rule/view.ts";
import type { Invoice } from "./schema.ts";

/** Somebody else was faster. Thrown inside a transaction; `conflict` turns it into what the person sees. */
export class VersionPassed extends VisibleError {
  constructor() {
    super("conflict", "invoice.version-conflict", "Somebody else changed this invoice in the meantime. Try again.");
  }
}

/** The same refusal with the record as it is now, so that the person can compare. */
export async function conflict(id: string): Promise<VisibleError> {
  const { row, lines } = await load(id);
  return new VisibleError(
    "conflict",
    "invoice.version-conflict",
    "Somebody else changed this invoice in the meantime. Look at the newer one and apply your change again.",
    { extra: { current: toInvoice(row, lines) } },
  );
}

/** The invoice, when it still is at the version the person looked at. */
export async function readAt(id: string, version: number): Promise<Changed> {
  const before = await load(id);
  if (before.row.version !== version) throw await conflict(id);
  return before;
}

/** Fields that never change after creation. */
const FIXED = new Set(["tenantId", "id", "number", "clientId", "currency", "createdAt", "createdBy"]);

/** The update from `before` to `after` with the firm's sums, on the condition that the row still has `before`'s version. */
export function updateRow(before: InvoiceItem, after: InvoiceItem): TransactItem[] {
  const { tenantId, id } = before;
  const set = Object.fromEntries(Object.entries(after).filter(([name]) => !FIXED.has(name)));
  const gone = Object.keys(before).filter((name) => !(name in after)) as Parameters<
    ReturnType<typeof InvoiceRow.patch>["remove"]
  >[0];
  const patch = InvoiceRow.patch({ tenantId, id }).set(set);
  const update = gone.length > 0 ? patch.remove(gone) : patch;
  const item = write(
    update.where((row, is) => is.eq(row.version, before.version)),
    () => new VersionPassed(),
  );
  return [item, ...moveOpenSum(before, after)];
}

/** Saves a person's change with its audit row, and `items` with it; refuses with the newer record when somebody was faster. */
export async function save(
  before: Changed,
  after: Changed,
  { action, summary, items = [] }: { action: ActivityAction; summary: string; items?: readonly TransactItem[] },
): Promise<Invoice> {
  const { row, lines } = after;
  const { tenantId, id, clientId } = row;
  const answer = toInvoice(row, lines);
  try {
    await transact([
      ...updateRow(before.row, row),
      ...(lines === before.lines
        ? []
        : [write(LinesRow.put({ tenantId, invoiceId: id, version: row.linesVersion, lines: [...lines] }))]),
      activity({ entityType: "invoice", entityId: id, clientId, action, summary, changes: differences(before, after) }),
      ...(row.xeroSyncStatus === "pending" ? [markInvoice(row)] : []),
      ...items,
      ...settled(answer),
    ]);
  } catch (error) {
    if (error instanceof VersionPassed) throw await conflict(id);
    throw error;
  }
  if (row.xeroSyncStatus === "pending") await nudgeLane(tenantId);
  return answer;
}
