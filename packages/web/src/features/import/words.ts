import type { Tone } from "../../ui/status/badge.tsx";
import type { Import, ImportLine } from "./queries.ts";

export const STATUS_WORDS: Record<Import["status"], { label: string; tone: Tone }> = {
  uploading: { label: "Not uploaded", tone: "neutral" },
  checking: { label: "Checking", tone: "accent" },
  mapping: { label: "Columns to match", tone: "warn" },
  ready: { label: "To be confirmed", tone: "warn" },
  importing: { label: "Importing", tone: "accent" },
  done: { label: "Imported", tone: "good" },
  refused: { label: "Not possible", tone: "bad" },
  cancelled: { label: "Cancelled", tone: "neutral" },
};

export const STATE_WORDS: Record<ImportLine["state"], { label: string; tone: Tone }> = {
  ready: { label: "Ready", tone: "good" },
  error: { label: "Error", tone: "bad" },
  duplicate: { label: "Duplicate", tone: "warn" },
  alike: { label: "Same name and email", tone: "warn" },
};

const BY = { "company-number": "company number", code: "client code", "name-and-email": "name and email" };

/** What is to be said of a row, in sentences. */
export function sentencesOf(row: ImportLine): string[] {
  if (row.failure) return [row.failure];
  if (row.duplicateOf) return [`Same ${BY[row.duplicateOf.by]} as ${row.duplicateOf.label}.`];
  return row.errors.map(({ column, message }) => `${column || "The row"} ${message}.`);
}

export const count = (n: number, one: string, many = `${one}s`): string =>
  `${n.toLocaleString("en-GB")} ${n === 1 ? one : many}`;
