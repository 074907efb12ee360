/** When a case next needs the clock: a reminder, or the day of its re-review. Pure. */
import { DAY_MS } from "../../lib/clock.ts";
import { dueKeys } from "../../lib/table/due.ts";
import type { CaseItem } from "../entity.ts";
import { WAITS_FOR_CLIENT } from "./status.ts";

export const ONBOARDING_QUEUE = "onboarding";

/** Days after a case began to wait for the client on which it is reminded; then never again. */
export const REMIND_AFTER_DAYS = [3, 7, 12] as const;

/** The instant, ISO; null when there is nothing to wait for. */
export function dueAt({ status, since, reminders, reviewDueOn, invitedAt }: CaseItem): string | null {
  if (status === "approved") return reviewDueOn === undefined ? null : `${reviewDueOn}T06:00:00.000Z`;
  const days = REMIND_AFTER_DAYS[reminders];
  if (!WAITS_FOR_CLIENT.has(status) || days === undefined || invitedAt === undefined) return null;
  return new Date(Date.parse(since) + days * DAY_MS).toISOString();
}

/** The row with its place on the due index, or without one. */
export function withDue(row: CaseItem): CaseItem {
  const { gsi2pk: _, gsi2sk: __, ...plain } = row;
  const at = dueAt(row);
  return at === null ? plain : { ...plain, ...dueKeys(ONBOARDING_QUEUE, at, row.id) };
}
