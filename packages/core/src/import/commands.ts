/** What a person does with an import. Each may be sent twice: what is done already is answered, not refused. */
import { activity } from "../activity/index.ts";
import { requireStaff } from "../lib/actor.ts";
import { DAY_MS, nowIso, ttlIn } from "../lib/clock.ts";
import { VisibleError } from "../lib/error.ts";
import { newId, newUlid } from "../lib/id.ts";
import { settled } from "../lib/idempotency.ts";
import { nudge } from "../lib/queue.ts";
import { dueKeys } from "../lib/table/due.ts";
import { transact, type TransactItem, TransactionRefused, write } from "../lib/table/transact.ts";
import { incomingKey } from "../provider/storage/key.ts";
import { type ImportItem, ImportRow } from "./entity.ts";
import { IMPORT_QUEUE } from "./lease.ts";
import { load } from "./queries.ts";
import { type Import, ImportCheck, ImportConfirm, ImportCreate, MAX_FILE_BYTES } from "./schema.ts";
import { toImport, wantedOf } from "./view.ts";

/** Rows of the file are kept as long as the import can be looked at. */
const KEPT_MS = 30 * DAY_MS;
const UPLOAD_S = 900;

/** Loaded only by those who need it: the storage's client is most of a megabyte. */
const storage = () => import("../provider/storage/index.ts");

/** Begins an import: the form uploads the file straight to the storage, whose server bounds its length; then `check`. */
export async function create(input: ImportCreate) {
  const actor = requireStaff("client:write");
  const { fileName, sizeBytes } = ImportCreate.parse(input);
  const id = newId("imp");
  const at = nowIso();
  const row: ImportItem = {
    tenantId: actor.tenantId,
    id,
    status: "uploading",
    fileName,
    sizeBytes,
    createdAt: at,
    createdBy: actor.userId,
    createdByName: actor.name,
    by: actor,
    ...NOTHING_FOUND,
    mapping: [],
    run: newUlid(),
    alike: "skip",
    movedAt: at,
    ttl: ttlIn(KEPT_MS),
  };
  const { presignUpload } = await storage();
  const upload = await presignUpload({
    key: incomingKey(actor.tenantId, "import", id),
    contentType: "text/csv",
    maxBytes: MAX_FILE_BYTES,
    expiresInS: UPLOAD_S,
  });
  const answer = { import: toImport(row), upload };
  await transact([write(ImportRow.create(row)), ...settled(answer)]);
  return answer;
}

const NOTHING_FOUND = {
  notes: [],
  headers: [],
  sample: [],
  pages: [],
  rows: 0,
  nextPage: 0,
  importedRows: 0,
  made: 0,
  failed: 0,
  attempts: 0,
};

/** Has the uploaded file checked, or checked again by another mapping. Errors: `import.not-uploaded`, `import.status`. */
export async function check(id: string, input: ImportCheck): Promise<Import> {
  const actor = requireStaff("client:write");
  const { mapping } = ImportCheck.parse(input);
  const row = await load(id);
  if (row.status === "checking") return toImport(row);
  requireStatus(row, ["uploading", "mapping", "ready"]);
  if (mapping && mapping.length !== row.headers.length)
    throw new VisibleError("invalid", "import.mapping", "The mapping must name a field, or none, for each column.");
  const { headObject } = await storage();
  const head = await headObject(incomingKey(row.tenantId, "import", id));
  if (!head)
    throw new VisibleError(
      "conflict",
      "import.not-uploaded",
      row.status === "uploading"
        ? "The file has not arrived. Upload it again."
        : "The file is no longer there: uploads are kept for a day. Upload it again.",
    );
  const begun = { ...NOTHING_FOUND, sizeBytes: head.sizeBytes, mapping: mapping ?? [], run: newUlid(), by: actor };
  return moveOn(row, { ...begun, status: "checking" });
}

/** Imports what the check found good. Errors: `import.nothing`, `import.status`. */
export async function confirm(id: string, input: ImportConfirm): Promise<Import> {
  const actor = requireStaff("client:write");
  const { alike } = ImportConfirm.parse(input);
  const row = await load(id);
  if (row.status === "importing" || row.status === "done") return toImport(row);
  requireStatus(row, ["ready"]);
  const wanted = wantedOf({ ...row, alike });
  if (wanted === 0)
    throw new VisibleError(
      "unprocessable",
      "import.nothing",
      "No row of this file can be imported. Mend it and upload it again.",
    );
  return moveOn(row, { status: "importing", alike, by: actor }, [
    activity({
      entityType: "import",
      entityId: id,
      action: "import.started",
      summary: `Import of ${wanted.toLocaleString("en-GB")} clients from a file started`,
    }),
  ]);
}

/** Ends an import where it stands; clients that were made stay. Errors: `import.status` when it is done. */
export async function cancel(id: string): Promise<Import> {
  requireStaff("client:write");
  const row = await load(id);
  if (row.status === "cancelled" || row.status === "refused") return toImport(row);
  requireStatus(row, ["uploading", "checking", "mapping", "ready", "importing"]);
  const stopped = {
    entityType: "import",
    entityId: id,
    action: "import.cancelled",
    summary: "Import stopped",
  } as const;
  return moveOn(row, { status: "cancelled" }, row.status === "importing" ? [activity(stopped)] : []);
}

function requireStatus({ status }: ImportItem, allowed: readonly ImportItem["status"][]): void {
  if (!allowed.includes(status))
    throw new VisibleError("conflict", "import.status", `This cannot be done: the import is ${status}.`);
}

/** From one status to the next, unless somebody was faster; a phase for the worker is due at once, and nudged. */
async function moveOn(
  row: ImportItem,
  change: Partial<Omit<ImportItem, "tenantId" | "id">> & Pick<ImportItem, "status">,
  items: TransactItem[] = [],
): Promise<Import> {
  const { tenantId, id } = row;
  const at = nowIso();
  const worked = change.status === "checking" || change.status === "importing";
  const set = { ...change, movedAt: at, ...(worked ? dueKeys(IMPORT_QUEUE, at, id) : {}) };
  const after: ImportItem = { ...row, ...set };
  const patch = ImportRow.patch({ tenantId, id })
    .set(set)
    .remove(["leaseId", "leaseUntil", ...(worked ? [] : (["gsi2pk", "gsi2sk"] as const))])
    .where((attr, is) => `${is.eq(attr.status, row.status)} AND ${is.eq(attr.run, row.run)}`);
  try {
    await transact([write(patch), ...items, ...settled(toImport(after))]);
  } catch (error) {
    if (!(error instanceof TransactionRefused)) throw error;
    throw new VisibleError("conflict", "import.moved", "This import has just moved on. Look at it again.", {
      cause: error,
    });
  }
  if (worked) await nudge(IMPORT_QUEUE, { tenantId, id });
  return toImport(after);
}
