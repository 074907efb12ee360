/** The keys of a case that follow from what it holds: when it next needs the clock, and where the queue by risk has it. Pure. */
import { DAY_MS } from "../../lib/clock.ts";
import { dueKeys } from "../../lib/table/due.ts";
import type { CaseItem } from "../entity.ts";
import { riskOf } from "./risk.ts";
import { type RiskLevel, WAITS_FOR_CLIENT } from "./status.ts";

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

/** The gravest first, as the index sorts them. */
export const RISK_KEYS: Readonly<Record<RiskLevel, string>> = { high: "1", medium: "2", low: "3" };

export const riskKeyOf = (state: Parameters<typeof riskOf>[0]): string => RISK_KEYS[riskOf(state).level];

/** The row with its place in the queue by risk, and on the due index or without one there. */
export function withKeys(row: CaseItem): CaseItem {
  const { gsi2pk: _, gsi2sk: __, ...rest } = row;
  const plain = { ...rest, riskKey: riskKeyOf(row) };
  const at = dueAt(row);
  return at === null ? plain : { ...plain, ...dueKeys(ONBOARDING_QUEUE, at, row.id) };
}
