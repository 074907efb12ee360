import { activity } from "../activity/index.ts";
import type { ActivityAction, Change } from "../activity/schema.ts";
import { requireStaff } from "../lib/actor.ts";
import { DAY_MS, isoIn, nowIso } from "../lib/clock.ts";
import { notFound, VisibleError } from "../lib/error.ts";
import { settled } from "../lib/idempotency.ts";
import { dueKeys } from "../lib/table/due.ts";
import { transact, write } from "../lib/table/transact.ts";
import { type DocumentItem, DocumentRow } from "./entity.ts";
import { PURGE_AFTER_MS, QUEUE } from "./filing.ts";
import { inBin, load } from "./read/load.ts";
import { requireRemovable } from "./retention.ts";
import { BIN, expiryKey, folderOf } from "./rule/folder.ts";
import { named } from "./rule/type.ts";
import { toSummary } from "./rule/view.ts";
import { type DocumentSummary, DocumentUpdate } from "./schema.ts";

/** How long a deleted document can be taken back. */
const BIN_MS = 30 * DAY_MS;

/** Changes name, expiry date or who sees it. Errors: `document.version-conflict` (with `current`), `document.deleted`. */
export async function update(id: string, input: DocumentUpdate): Promise<DocumentSummary> {
  requireStaff("document:write");
  const { version, ...change } = DocumentUpdate.parse(input);
  const before = await load(id);
  if (before.deletedAt !== undefined) throw inBin();
  if (before.version !== version) throw passed(before);
  const { expiresOn: _, ...kept } = before;
  const expiresOn = change.expiresOn === undefined ? before.expiresOn : (change.expiresOn ?? undefined);
  const after: DocumentItem = {
    ...kept,
    ...(change.name === undefined ? {} : { name: named(change.name, before.contentType) }),
    ...(change.visibleToClient === undefined ? {} : { visibleToClient: change.visibleToClient }),
    ...(expiresOn === undefined ? {} : { expiresOn }),
    expiryKey: expiryKey(expiresOn),
  };
  return save(before, after, { action: "document.updated", verb: "changed" });
}

/**
 * Puts a document into the bin, from which it is removed for good after 30 days. Again is the same answer. Error:
 * `document.retained` for identity evidence.
 */
export async function remove(id: string): Promise<DocumentSummary> {
  const { userId } = requireStaff("document:write");
  const before = await load(id);
  if (before.deletedAt !== undefined) return toSummary(before);
  requireRemovable(before);
  const purgeAt = isoIn(BIN_MS);
  const binned = { folder: BIN, shelf: "deleted", deletedAt: nowIso(), deletedBy: userId, purgeAt } as const;
  const after = { ...before, ...binned, ...dueKeys(QUEUE, isoIn(BIN_MS + PURGE_AFTER_MS), id) };
  return save(before, after, { action: "document.deleted", verb: "deleted" });
}

/** Takes a document out of the bin. Again is the same answer; 404 once its time there is over. */
export async function restore(id: string): Promise<DocumentSummary> {
  requireStaff("document:write");
  const before = await load(id);
  if (before.deletedAt === undefined) return toSummary(before);
  if ((before.purgeAt ?? "") <= nowIso()) throw notFound("document");
  const { deletedAt: _at, deletedBy: _by, purgeAt: _purge, gsi2pk: _pk, gsi2sk: _sk, ...kept } = before;
  const after: DocumentItem = { ...kept, folder: folderOf[before.kind], shelf: "kept" };
  return save(before, after, { action: "document.restored", verb: "restored" });
}

/** What a person may change; the rest stays as it was stored, or is counted by others. */
const CHANGED = ["name", "visibleToClient", "expiresOn", "expiryKey", "folder", "shelf"] as const;
const COMES_AND_GOES = ["expiresOn", "deletedAt", "deletedBy", "purgeAt", "gsi2pk", "gsi2sk"] as const;
const SHOWN = ["name", "visibleToClient", "expiresOn"] as const;

const passed = (current?: DocumentItem): VisibleError =>
  new VisibleError(
    "conflict",
    "document.version-conflict",
    "Somebody else changed this document in the meantime. Look at it again and repeat your change.",
    current ? { extra: { current: toSummary(current) } } : {},
  );

/** One transaction: the row at its version, and the audit row. */
async function save(
  before: DocumentItem,
  changed: DocumentItem,
  { action, verb }: { action: ActivityAction; verb: string },
): Promise<DocumentSummary> {
  const after = { ...changed, version: before.version + 1, updatedAt: nowIso() };
  const { tenantId, id } = after;
  const set = Object.fromEntries(
    [...CHANGED, ...COMES_AND_GOES].flatMap((name) => (after[name] === undefined ? [] : [[name, after[name]]])),
  );
  const gone = COMES_AND_GOES.filter((name) => before[name] !== undefined && after[name] === undefined);
  const patch = DocumentRow.patch({ tenantId, id }).set({ ...set, version: after.version, updatedAt: after.updatedAt });
  const answer = toSummary(after);
  await transact([
    write(
      (gone.length > 0 ? patch.remove([...gone]) : patch).where((row, is) => is.eq(row.version, before.version)),
      () => passed(),
    ),
    activity({
      entityType: "document",
      entityId: id,
      clientId: after.clientId,
      action,
      summary: `Document ${after.name} ${verb}`,
      changes: differences(before, after),
    }),
    ...settled(answer),
  ]);
  return answer;
}

const differences = (before: DocumentItem, after: DocumentItem): Change[] =>
  SHOWN.filter((field) => before[field] !== after[field]).map((field) => ({
    field,
    before: before[field] === undefined ? null : String(before[field]),
    after: after[field] === undefined ? null : String(after[field]),
  }));
