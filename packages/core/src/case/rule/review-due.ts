/** When an approved client is looked at again, by its risk. Pure; safe for the browser. */
import type { RiskLevel } from "./status.ts";

/**
 * Months until then. The law names none (MLR 2017 reg. 28(11) asks for up-to-date documents, reg. 33 for more where the risk
 * is high); a year for high risk is what supervisors' guidance and other products use, two and three follow from it.
 */
export const REVIEW_MONTHS: Readonly<Record<RiskLevel, number>> = { high: 12, medium: 24, low: 36 };

/** The day, `YYYY-MM-DD`; the last of the month when the month is shorter. `from` is a day. */
export function reviewDueOn(level: RiskLevel, from: string): string {
  const [year = 0, month = 1, day = 1] = from.split("-").map(Number);
  const months = month - 1 + REVIEW_MONTHS[level];
  const last = new Date(Date.UTC(year, months + 1, 0)).getUTCDate();
  return new Date(Date.UTC(year, months, Math.min(day, last))).toISOString().slice(0, 10);
}
