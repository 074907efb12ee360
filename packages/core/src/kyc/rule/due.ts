/** When a check needs the clock next, and what for. Pure. */
import { DAY_MS, HOUR_MS, MINUTE_MS } from "../../lib/clock.ts";
import { dueKeys } from "../../lib/table/due.ts";
import type { VerificationItem } from "../entity.ts";

export const KYC_QUEUE = "kyc";

/** Nobody told us for so long: we ask (the provider sends nothing while the account has no credit). */
export const POLL_AFTER_MS = DAY_MS;
/** The provider deletes results and files after 7 days. */
export const PROVIDER_KEEPS_MS = 7 * DAY_MS;
/** Nightly, whether a result changed without a word. */
export const RECONCILE_EVERY_MS = DAY_MS;
/** Between looks whether a person decided, so that who was approved is watched. */
export const WATCH_EVERY_MS = HOUR_MS;
/** Nobody decides later than this; the re-review begins with a check of its own. */
export const WATCH_FOR_MS = 90 * DAY_MS;

const BACKOFF_MS = [MINUTE_MS, 5 * MINUTE_MS, 15 * MINUTE_MS, HOUR_MS, 4 * HOUR_MS];
/** How long to wait after the `tries`th failure, from 0. */
export const backoffMs = (tries: number): number => BACKOFF_MS[Math.min(tries, BACKOFF_MS.length - 1)] ?? HOUR_MS;

/** ISO; null when nothing is to be done. */
export const dueAt = ({ refreshAt, filesAt, monitorAt }: VerificationItem): string | null =>
  [refreshAt, filesAt, monitorAt].flatMap((at) => at ?? []).toSorted()[0] ?? null;

/** The row with its place on the due index, or without one. */
export function withDue(row: VerificationItem): VerificationItem {
  const { gsi2pk: _, gsi2sk: __, ...plain } = row;
  const at = dueAt(row);
  return at === null ? plain : { ...plain, ...dueKeys(KYC_QUEUE, at, row.id) };
}
