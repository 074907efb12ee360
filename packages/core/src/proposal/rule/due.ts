/** What has to happen later with a proposal, as keys of the due index: its document first, then its expiry. Pure. */
import { DAY_MS } from "../../lib/clock.ts";
import { dueKeys } from "../../lib/table/due.ts";
import type { ProposalItem } from "../entity.ts";
import { isOpen } from "./state.ts";

/** The queue whose worker makes the documents and lets offers expire. */
export const QUEUE = "proposal";

/** The first moment at which a day is over in London, or an hour later in summer: what is shown goes by the day itself. */
const endOf = (day: string): string => new Date(Date.parse(`${day}T00:00:00Z`) + DAY_MS).toISOString();

/** The row with the index keys that its state asks for, and no others. */
export function withDue(row: ProposalItem): ProposalItem {
  const { gsi2pk: _, gsi2sk: __, ...rest } = row;
  if (row.printAt !== undefined) return { ...rest, ...dueKeys(QUEUE, row.printAt, row.id) };
  if (isOpen(row.state)) return { ...rest, ...dueKeys(QUEUE, endOf(row.validUntilOn), row.id) };
  return rest;
}
