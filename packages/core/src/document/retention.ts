/**
 * What may not be deleted yet. MLR 2017 reg. 40: copies of identity evidence are kept until five years after the business
 * relationship ended. Here it ends when the client is archived.
 */
import { loadClient } from "../client/index.ts";
import { nowIso } from "../lib/clock.ts";
import { VisibleError } from "../lib/error.ts";
import type { DocumentItem } from "./entity.ts";

const YEARS = 5;

/** The same moment `YEARS` later; 29 February becomes 1 March. */
function fiveYearsAfter(at: string): string {
  const end = new Date(at);
  end.setUTCFullYear(end.getUTCFullYear() + YEARS);
  return end.toISOString();
}

/** Refuses, `document.retained`, to delete KYC evidence before its time. One request for KYC evidence, else none. */
export async function requireRemovable({ kind, clientId }: DocumentItem): Promise<void> {
  if (kind !== "kyc") return;
  const { archivedAt } = await loadClient(clientId);
  const keepUntil = archivedAt === undefined ? null : fiveYearsAfter(archivedAt);
  if (keepUntil !== null && keepUntil <= nowIso()) return;
  throw new VisibleError(
    "conflict",
    "document.retained",
    keepUntil === null
      ? "Identity evidence must be kept until five years after the client has left. This client is not archived."
      : `Identity evidence must be kept until five years after the client has left: until ${keepUntil.slice(0, 10)}.`,
    { extra: { keepUntil } },
  );
}
