import { CustomAttributeType, Entity, type EntityItem } from "electrodb";
import type { ClientCreate } from "../client/schema.ts";
import type { StaffActor } from "../lib/actor.ts";
import { number, required, text } from "../lib/table/attribute.ts";
import { mainKeys } from "../lib/table/keys.ts";
import { electro } from "../lib/table/table.ts";
import type { ImportFieldName } from "./field.ts";
import { IMPORT_STATUSES, type ImportRowView, type RowState } from "./schema.ts";

/** How many rows of a page are in each state, so that a filter reads only the pages that have some. */
export type PageCounts = Record<RowState | "failed", number>;

/** One import. Access patterns: docs/data-model/import.md. */
export const ImportRow = new Entity(
  {
    model: { service: "practice-hub", entity: "import", version: "1" },
    attributes: {
      tenantId: required,
      id: required,
      status: { type: IMPORT_STATUSES, required: true },
      fileName: required,
      sizeBytes: number,
      createdAt: required,
      createdBy: required,
      createdByName: required,
      refusal: text,
      notes: { type: "list", items: { type: "string" }, required: true },
      headers: { type: "list", items: { type: "string" }, required: true },
      sample: { type: CustomAttributeType<string[][]>("any"), required: true },
      mapping: { type: CustomAttributeType<(ImportFieldName | null)[]>("any"), required: true },
      /** Names the pages of the check in force; a check begun anew writes pages of its own. */
      run: required,
      pages: { type: CustomAttributeType<PageCounts[]>("any"), required: true },
      /** How many rows the file has, once it was read. */
      rows: number,
      /** The first page that is not imported yet. */
      nextPage: number,
      importedRows: number,
      made: number,
      failed: number,
      alike: { type: ["skip", "import"] as const, required: true },
      /** Who asked for the phase under way, and in whose name it is done. */
      by: { type: CustomAttributeType<StaffActor>("any"), required: true },
      movedAt: required,
      /** Whose turn it is, and until when nobody else may. */
      leaseId: text,
      leaseUntil: text,
      /** Runs since the import last moved on: a file that kills its worker is given up. */
      attempts: number,
      ttl: number,
      /** The due index, written by hand because it comes and goes (lib/table/due.ts). */
      gsi2pk: text,
      gsi2sk: text,
    },
    indexes: {
      byId: mainKeys("t#${tenantId}#import", "${id}"),
    },
  } as const,
  electro,
);
export type ImportItem = EntityItem<typeof ImportRow>;

/** One row of the file, as the check left it. */
export interface CheckedRow extends Omit<ImportRowView, "clientId" | "failure" | "cells"> {
  /** The row as it is in the file, when it needs mending. */
  cells?: string[];
  /** What will be made; absent when the row has errors. */
  typed?: ClientCreate;
  clientId?: string;
  failure?: string;
}

/** Some rows of the file together: few enough for an item of DynamoDB. */
export const ImportPage = new Entity(
  {
    model: { service: "practice-hub", entity: "import-page", version: "1" },
    attributes: {
      tenantId: required,
      importId: required,
      run: required,
      /** `0000`, `0001`, … */
      page: required,
      rows: { type: CustomAttributeType<CheckedRow[]>("any"), required: true },
      ttl: number,
    },
    indexes: {
      byPage: mainKeys("t#${tenantId}#import#${importId}", "${run}#${page}"),
    },
  } as const,
  electro,
);

/** The key of the n-th page of a check. */
export const pageKey = ({ tenantId, id, run }: Pick<ImportItem, "tenantId" | "id" | "run">, n: number) => ({
  tenantId,
  importId: id,
  run,
  page: String(n).padStart(4, "0"),
});
