/** A person's decision, field by field: Xero's side is taken here, ours is sent to Xero. */
import { load as loadClient } from "../../client/read/load.ts";
import { takeFields, takenItems } from "../contact/take.ts";
import { activity } from "../../activity/index.ts";
import { load as loadInvoice } from "../../invoice/read/load.ts";
import { checkDates, differences } from "../../invoice/rule/change.ts";
import { updateRow } from "../../invoice/save.ts";
import { requireStaff } from "../../lib/actor.ts";
import { nowIso } from "../../lib/clock.ts";
import { notFound, VisibleError } from "../../lib/error.ts";
import { settled } from "../../lib/idempotency.ts";
import { dueKeys } from "../../lib/table/due.ts";
import { transact, type TransactItem, TransactionRefused, write } from "../../lib/table/transact.ts";
import type { ContactFields } from "../../sync/field/contact.ts";
import type { Clash } from "../../outbox/merge.ts";
import { type SyncItem, SyncRow } from "../../outbox/record.ts";
import { nudgeLane, SYNC_QUEUE } from "../../outbox/nudge.ts";
import { tell, type Told } from "../../sync/push/entity.ts";
import { saying } from "../link.ts";
import { type Conflict, ConflictChoice } from "../schema.ts";
import { toConflict } from "./list.ts";

const PENDING: Told = { status: "pending", error: null };
const SUMMARY = "Conflict with Xero resolved";

/**
 * Decides all fields of a conflict. Errors: `conflict.not-found`, `conflict.moved` (decided or changed meanwhile), `conflict.incomplete`,
 * `conflict.cannot-take` (Xero's value breaks a rule of ours).
 */
export async function resolveConflict(
  kind: Conflict["kind"],
  id: string,
  input: ConflictChoice,
): Promise<{ id: string }> {
  const { tenantId } = requireStaff("client:write");
  const { generation, choices } = ConflictChoice.parse(input);
  const { data: row } = await SyncRow.get({ tenantId, kind, id }).go({ consistent: true });
  const conflict = row ? toConflict(row) : null;
  if (!row || !conflict) throw notFound("conflict");
  if (row.status !== "conflict" || row.generation !== generation) throw moved();
  const clashes = row.conflict?.fields ?? [];
  const open = clashes.filter(({ field }) => choices[field] === undefined);
  if (open.length > 0) throw incomplete(open);
  const take = Object.fromEntries(
    clashes.flatMap(({ field, theirs }) => (choices[field] === "theirs" ? [[field, theirs]] : [])),
  );
  const answer = { id };
  const items = kind === "contact" ? await contactItems(row, take) : await invoiceItems(row, take);
  try {
    await transact([...items, decided(row, clashes), ...settled(answer)]);
  } catch (error) {
    if (error instanceof TransactionRefused) throw moved();
    throw error;
  }
  await nudgeLane(tenantId);
  return answer;
}

/** Both have seen Xero's values now: whatever of ours differs from them is ours to send. */
function decided(row: SyncItem, clashes: readonly Clash[]): TransactItem {
  const at = nowIso();
  const known = Object.fromEntries(clashes.map(({ field, theirs }) => [field, theirs]));
  return write(
    SyncRow.patch({ tenantId: row.tenantId, kind: row.kind, id: row.id })
      .set({
        status: "pending",
        base: { ...row.base, ...known },
        generation: row.generation + 1,
        attempts: 0,
        markedAt: at,
        releasedAt: at,
        nextAttemptAt: at,
        ...dueKeys(SYNC_QUEUE, at, row.id),
      })
      .remove(["hold", "conflict", "errorCode", "errorMessage"])
      .where((attr, is) => is.eq(attr.generation, row.generation)),
  );
}

async function contactItems(row: SyncItem, take: Partial<ContactFields>): Promise<TransactItem[]> {
  const before = await loadClient(row.id);
  const taken = takeFields(before, take);
  if (taken.refused.length > 0) throw cannotTake(taken.refused);
  if (taken.changes.length === 0) return tell(row, PENDING);
  return takenItems(before.row, saying(taken.row, PENDING), taken.changes, SUMMARY);
}

async function invoiceItems(row: SyncItem, take: Record<string, unknown>): Promise<TransactItem[]> {
  const before = await loadInvoice(row.id);
  const { poNumber, ...kept } = before.row;
  const reference = "reference" in take ? take.reference : poNumber;
  const after = saying(
    {
      ...kept,
      ...(typeof reference === "string" && reference !== "" ? { poNumber: reference } : {}),
      ...(typeof take.dueOn === "string" ? { dueOn: take.dueOn } : {}),
    },
    PENDING,
  );
  checkDates(after);
  const changes = differences(before, { row: after, lines: before.lines });
  if (changes.length === 0) return tell(row, PENDING);
  return [
    ...updateRow(before.row, { ...after, version: after.version + 1, updatedAt: nowIso() }),
    activity({
      entityType: "invoice",
      entityId: row.id,
      clientId: row.clientId,
      action: "invoice.updated",
      summary: SUMMARY,
      changes,
    }),
  ];
}

const moved = (): VisibleError =>
  new VisibleError(
    "conflict",
    "conflict.moved",
    "This record changed, or somebody decided this conflict, in the meantime. Look at the newer one.",
  );
const incomplete = (open: readonly Clash[]): VisibleError =>
  new VisibleError("invalid", "conflict.incomplete", "Choose a side for each field.", {
    fields: open.map(({ field }) => ({ path: `choices.${field}`, message: "must be ours or theirs" })),
  });
const cannotTake = (fields: readonly string[]): VisibleError =>
  new VisibleError(
    "unprocessable",
    "conflict.cannot-take",
    "Xero's value does not fit our rules for this field. Keep ours, which Xero then gets, or correct it in Xero first.",
    { fields: fields.map((field) => ({ path: `choices.${field}`, message: "Xero's value cannot be taken" })) },
  );
