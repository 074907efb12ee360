import { Entity, type EntityItem } from "electrodb";
import { required, text } from "../lib/table/attribute.ts";
import { mainKeys } from "../lib/table/keys.ts";
import { electro } from "../lib/table/table.ts";

/** What a PDF can be of. A new kind needs a printer in the worker. */
export const PDF_KINDS = ["invoice", "proposal"] as const;
export type PdfKind = (typeof PDF_KINDS)[number];

/**
 * The newest PDF of one record, and whether another is wanted. `id` is the record's own. `wanted` names the newest wish: the
 * worker takes the row off the due index only while that is still the one it fulfilled. Access patterns: docs/data-model/pdf.md.
 */
export const PdfRow = new Entity(
  {
    model: { service: "practice-hub", entity: "pdf", version: "1" },
    attributes: {
      tenantId: required,
      id: required,
      kind: { type: PDF_KINDS, required: true },
      status: { type: ["wanted", "ready", "failed"] as const, required: true },
      wanted: required,
      attempts: { type: "number", required: true },
      nextAttemptAt: text,
      /** Which state of the record the file shows; absent until there is a file. */
      version: text,
      key: text,
      sha256: text,
      sizeBytes: { type: "number" },
      madeAt: text,
      failedAt: text,
      lastErrorCode: text,
      /** The due index, written by hand because it comes and goes (lib/table/due.ts). */
      gsi2pk: text,
      gsi2sk: text,
    },
    indexes: {
      byId: mainKeys("t#${tenantId}#pdf", "${id}"),
    },
  } as const,
  electro,
);
export type PdfItem = EntityItem<typeof PdfRow>;
