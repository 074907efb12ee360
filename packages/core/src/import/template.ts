/** The file to start from: our headers and one example. Safe for the browser. */
import { toCsv } from "./cell.ts";
import { IMPORT_FIELDS } from "./field.ts";

export const templateCsv = (): string =>
  toCsv([IMPORT_FIELDS.map(({ label }) => label), IMPORT_FIELDS.map(({ example }) => example)]);
