/** The rows that were left out, as a CSV file to mend and upload again: the file's own columns, the line and what is wrong first. */
import { toCsv } from "@practice-hub/core/import/schema";
import { api } from "../../lib/request/api.ts";
import type { Import, ImportLine, Show } from "./queries.ts";
import { sentencesOf } from "./words.ts";

/** A check has at most this many pages of rows. */
const MAX_PAGES = 500;

async function all({ id }: Import, show: Show): Promise<ImportLine[]> {
  const rows: ImportLine[] = [];
  let cursor: string | undefined;
  for (let page = 0; page < MAX_PAGES; page += 1) {
    const answer = await api("GET /api/clients/import/{id}/rows", { params: { id }, query: { show, cursor } });
    rows.push(...answer.items);
    if (answer.nextCursor === null) return rows;
    cursor = answer.nextCursor;
  }
  return rows;
}

/** Formulas in it are text (core/import/schema). */
export async function problemFile(one: Import): Promise<string> {
  const found: ImportLine[] = [];
  for (const show of ["error", "duplicate", "alike"] as const)
    if (one.found[show] > 0) found.push(...(await all(one, show)));
  if (one.failed > 0)
    found.push(...(await all(one, "failed")).filter((row) => !found.some(({ line }) => line === row.line)));
  const rows = found
    .filter(({ clientId }) => clientId === null)
    .toSorted((a, b) => a.line - b.line)
    .map((row) => [String(row.line), sentencesOf(row).join(" "), ...(row.cells ?? [row.name])]);
  return toCsv([["Line", "Problem", ...one.headers], ...rows]);
}
