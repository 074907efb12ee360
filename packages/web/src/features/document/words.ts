/** The words of documents: folders, retention, sizes. */
import type { DocumentKind, DocumentSummary } from "@practice-hub/core/document/schema";

export const KIND_WORDS: Record<DocumentKind, string> = {
  client: "Client documents",
  kyc: "Identity evidence",
  proposal: "Proposals",
  invoice: "Invoices",
};

/** One of a folder. */
export const KIND_WORD: Record<DocumentKind, string> = {
  client: "Client document",
  kyc: "Identity evidence",
  proposal: "Proposal",
  invoice: "Invoice",
};

export const RETENTION_WORDS: Record<DocumentSummary["retention"], string> = {
  "until-deleted": "Until somebody deletes it",
  "relationship-and-5-years": "Five years after the client has left (MLR 2017, reg. 40)",
  "6-years": "Six years, as a record of the firm",
};

/** `1536` → `1.5 KB`. */
export function size(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`;
  const [value, unit] = bytes < 1024 * 1024 ? [bytes / 1024, "KB"] : [bytes / (1024 * 1024), "MB"];
  return `${value < 10 ? value.toFixed(1).replace(/\.0$/, "") : Math.round(value)} ${unit}`;
}
