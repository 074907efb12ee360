/** Rows as the API shows them. Pure but for the seal. */
import * as z from "zod";
import { open, seal } from "../lib/secret/crypto.ts";
import type { ExtractionItem } from "./entity.ts";
import { type Extraction, ReadBox, ReadField } from "./schema.ts";

/** Readings from before places were asked for have none. */
const Fields = z.array(ReadField.extend({ box: ReadBox.nullable().default(null) }));
const contextOf = (tenantId: string) => ({ tenantId, purpose: "extraction.fields" });

export const sealFields = (tenantId: string, fields: readonly ReadField[]): string =>
  seal(JSON.stringify(fields), contextOf(tenantId));

export const fieldsOf = ({ tenantId, fields }: ExtractionItem): ReadField[] =>
  fields === undefined ? [] : Fields.parse(JSON.parse(open(fields, contextOf(tenantId))));

/** A document is given to the provider so many times at most, by people who ask again. */
export const MAX_TRIES = 3;

export const toExtraction = (row: ExtractionItem): Extraction => ({
  documentId: row.id,
  clientId: row.clientId,
  status: row.status === "wanted" ? "reading" : row.status,
  manual: row.manual ?? null,
  canRetry: row.status === "manual" && row.tries < MAX_TRIES,
  documentType: row.documentType ?? null,
  fields: fieldsOf(row),
  expiredOn: row.expiredOn ?? null,
  startedAt: row.createdAt,
  finishedAt: row.finishedAt ?? null,
});
