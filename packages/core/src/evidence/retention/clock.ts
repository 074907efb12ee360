/** When evidence is deleted. MLR 2017 reg. 40(3): five years from the end of the business relationship; reg. 40(5): then it must go. Pure. */
import { DAY_MS } from "../../lib/clock.ts";

const YEARS = 5;

/** A day after the fifth anniversary of `endedAt`, ISO: never a day too early. 29 February becomes 1 March. */
export function purgeAtAfter(endedAt: string): string {
  const end = new Date(endedAt);
  end.setUTCFullYear(end.getUTCFullYear() + YEARS);
  return new Date(end.getTime() + DAY_MS).toISOString();
}

/** A client has one clock, so its id is the client's: a nudge leads to both. */
export const retentionId = (clientId: string): string => clientId.replace(/^cli_/, "ret_");
export const clientOf = (id: string): string => id.replace(/^ret_/, "cli_");
