/** When evidence is deleted. MLR 2017 reg. 40(3): five years from the end of the business relationship; reg. 40(5): then it must go. Pure. */
import { DAY_MS } from "../../lib/clock.ts";

const YEARS = 5;

/** A day after the fifth anniversary of `endedAt`, ISO: never a day too early. 29 February becomes 1 March. */
export function purgeAtAfter(endedAt: string): string {
  const end = new Date(endedAt);
  end.setUTCFullYear(end.getUTCFullYear() + YEARS);
  return new Date(end.getTime() + DAY_MS).toISOString();
}

/** How long before it the firm is told, and lists what will go. */
export const NOTICE_MS = 30 * DAY_MS;

/** When the firm is told, ISO: time enough to set a legal hold. */
export const noticeAtBefore = (purgeAt: string): string => new Date(Date.parse(purgeAt) - NOTICE_MS).toISOString();

/** The place of a clock in the firm's list of what will be deleted, until it is. */
export const listKeys = (tenantId: string, purgeAt: string, clientId: string) => ({
  gsi1pk: `t#${tenantId}#retention`,
  gsi1sk: `${purgeAt}#${clientId}`,
});

/** A client has one clock, so its id is the client's: a nudge leads to both. */
export const retentionId = (clientId: string): string => clientId.replace(/^cli_/, "ret_");
export const clientOf = (id: string): string => id.replace(/^ret_/, "cli_");
