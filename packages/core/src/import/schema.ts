/** The import of clients from a CSV file: its words, columns and views. Safe for the browser. */
import * as z from "zod";
import { idOf, Instant, PageQuery, text } from "../lib/schema.ts";
import { IMPORT_FIELDS } from "./field.ts";

export { toCsv } from "./cell.ts";
export { IMPORT_FIELDS, type ImportFieldName } from "./field.ts";
export { templateCsv } from "./template.ts";

/** 10 MiB, as every upload. */
export const MAX_FILE_BYTES = 10 * 1024 * 1024;
export const MAX_ROWS = 5000;
export const MAX_COLUMNS = 60;

/**
 * `uploading` → `checking` → (`mapping` →) `ready` → `importing` → `done`. `refused` is a file that cannot be read, with the
 * reason in `refusal`; `cancelled` ends everything, and what was imported by then stays.
 */
export const IMPORT_STATUSES = [
  "uploading",
  "checking",
  "mapping",
  "ready",
  "importing",
  "done",
  "refused",
  "cancelled",
] as const;
export const ImportStatus = z.enum(IMPORT_STATUSES);
export type ImportStatus = z.infer<typeof ImportStatus>;

/** What the check found of a row: `alike` has the same name and address as a client, and nothing else in common. */
export const ROW_STATES = ["ready", "error", "duplicate", "alike"] as const;
export const RowState = z.enum(ROW_STATES);
export type RowState = z.infer<typeof RowState>;

export const ImportId = idOf("imp");
const fieldNames = IMPORT_FIELDS.map(({ name }) => name);

/** For each column of the file the field that it fills; null leaves the column out. */
export const Mapping = z
  .array(z.enum(fieldNames).nullable())
  .max(MAX_COLUMNS)
  .refine((fields) => fields.includes("name"), "must have a column for the name")
  .refine((fields) => {
    const used = fields.filter((field) => field !== null);
    return new Set(used).size === used.length;
  }, "must use each field once");
export type Mapping = z.infer<typeof Mapping>;

/** POST /api/clients/import. */
export const ImportCreate = z.strictObject({
  fileName: text(200),
  sizeBytes: z.number().int().min(1, "must not be 0: the file is empty").max(MAX_FILE_BYTES, "must be at most 10 MB"),
});
export type ImportCreate = z.infer<typeof ImportCreate>;

/** POST /api/clients/import/{id}/check: after the upload, and again with another mapping. Without one, it is suggested. */
export const ImportCheck = z.strictObject({ mapping: Mapping.optional() });
export type ImportCheck = z.infer<typeof ImportCheck>;

/** POST /api/clients/import/{id}/confirm. Rows with errors and sure duplicates are always left out. */
export const ImportConfirm = z.strictObject({ alike: z.enum(["skip", "import"]).default("skip") });
export type ImportConfirm = z.infer<typeof ImportConfirm>;

const count = z.number().int();
export const Import = z.object({
  id: ImportId,
  status: ImportStatus,
  fileName: z.string(),
  sizeBytes: count,
  createdAt: Instant,
  createdByName: z.string(),
  /** Why the file cannot be imported, in words. */
  refusal: z.string().nullable(),
  /** What was noticed about the file that a person should know, e.g. its encoding. */
  notes: z.array(z.string()),
  headers: z.array(z.string()),
  /** The first rows, as they are in the file. */
  sample: z.array(z.array(z.string())),
  mapping: z.array(z.enum(fieldNames).nullable()),
  /** Rows by what the check found; the parts of the check that is under way. */
  found: z.object({ ready: count, error: count, duplicate: count, alike: count }),
  alike: z.enum(["skip", "import"]),
  /** Clients made, and rows that could not be made although the check had found nothing. */
  made: count,
  failed: count,
  /** Rows of the phase under way; 0 of 0 until the file was read. */
  progress: z.object({ done: count, total: count }),
  /** While a phase is under way: when it last moved on. */
  movedAt: Instant,
});
export type Import = z.infer<typeof Import>;

export const ImportCreated = z.object({
  import: Import,
  upload: z.object({ url: z.string(), fields: z.record(z.string(), z.string()) }),
});

export const ImportRowView = z.object({
  /** Line of the file at which the row begins, the header being 1. */
  line: count,
  state: RowState,
  name: z.string(),
  errors: z.array(z.object({ column: z.string(), message: z.string() })),
  /** The row as it is in the file, when it needs mending; for the download. */
  cells: z.array(z.string()).optional(),
  /** The client, or the line of this file, that it doubles. */
  duplicateOf: z
    .object({
      by: z.enum(["company-number", "code", "name-and-email"]),
      clientId: z.string().nullable(),
      label: z.string(),
    })
    .nullable(),
  /** After the import: the client that was made, or why it could not be. */
  clientId: z.string().nullable(),
  failure: z.string().nullable(),
});
export type ImportRowView = z.infer<typeof ImportRowView>;

/** GET /api/clients/import/{id}/rows. `failed` are those that the import could not make. A page has at most 100 rows; `limit` is not used. */
export const ImportRowQuery = PageQuery.pick({ cursor: true }).extend({
  show: z.enum([...ROW_STATES, "failed"]).optional(),
});
export type ImportRowQuery = z.infer<typeof ImportRowQuery>;

export const ImportProblems = z.object({ url: z.string() });
