/** Writing a proposal only when it is still the version that was read. */
import { activity } from "../activity/index.ts";
import type { ActivityAction } from "../activity/schema.ts";
import { VisibleError } from "../lib/error.ts";
import { settled } from "../lib/idempotency.ts";
import { rowChange } from "../lib/table/row-change.ts";
import { transact, type TransactItem, write } from "../lib/table/transact.ts";
import { type ProposalItem, ProposalRow, WordsRow } from "./entity.ts";
import { fromId } from "./read/queries.ts";
import { load, loadSent } from "./read/load.ts";
import { type Changed, differences } from "./rule/change.ts";
import { toProposal, type Whole } from "./rule/view.ts";
import type { Proposal } from "./schema.ts";

/** Somebody else was faster. Thrown inside a transaction; `conflict` turns it into what the person sees. */
export class VersionPassed extends VisibleError {
  constructor() {
    super("conflict", "proposal.version-conflict", "Somebody else changed this proposal in the meantime. Try again.");
  }
}

/** The same refusal with the record as it is now, so that the person can compare. */
export const conflict = async (id: string): Promise<VisibleError> =>
  new VisibleError(
    "conflict",
    "proposal.version-conflict",
    "Somebody else changed this proposal in the meantime. Look at the newer one and apply your change again.",
    { extra: { current: await fromId(id) } },
  );

/** The proposal with all that was sent, when it still is at the version the person looked at. Four requests. */
export async function readAt(id: string, version: number): Promise<Whole> {
  const [written, sent] = await Promise.all([load(id), loadSent(id)]);
  if (written.row.version !== version) throw await conflict(id);
  return { ...written, ...sent };
}

const FIXED = new Set(["tenantId", "id", "number", "clientId", "createdAt", "createdBy"]);

/** The update from `before` to `after`, on the condition that the row still has `before`'s version. */
export function updateRow(before: ProposalItem, after: ProposalItem): TransactItem {
  const { tenantId, id } = before;
  const { set, gone } = rowChange(before, after, FIXED);
  const patch = ProposalRow.patch({ tenantId, id }).set(set);
  const update =
    gone.length > 0 ? patch.remove(gone as Parameters<ReturnType<typeof ProposalRow.patch>["remove"]>[0]) : patch;
  return write(
    update.where((row, is) => is.eq(row.version, before.version)),
    () => new VersionPassed(),
  );
}

export const putWords = ({ row, words }: Changed): TransactItem =>
  write(WordsRow.put({ tenantId: row.tenantId, proposalId: row.id, version: row.wordsVersion, words: { ...words } }));

interface What {
  action: ActivityAction;
  summary: string;
  /** Writes that belong to the same change. */
  more?: readonly TransactItem[];
}

/** Saves a change of staff with its audit row; refuses with the newer record when somebody was faster. */
export async function save(before: Whole, after: Whole, { action, summary, more = [] }: What): Promise<Proposal> {
  const answer = toProposal(after);
  try {
    await transact([
      updateRow(before.row, after.row),
      ...(after.words === before.words ? [] : [putWords(after)]),
      ...more,
      about(after.row, { action, summary, changes: differences(before, after) }),
      ...settled(answer),
    ]);
  } catch (error) {
    if (error instanceof VersionPassed) throw await conflict(before.row.id);
    throw error;
  }
  return answer;
}

/** An audit row about a proposal, on its client's timeline. */
export const about = (
  { id, clientId }: Pick<ProposalItem, "id" | "clientId">,
  entry: Pick<Parameters<typeof activity>[0], "action" | "summary" | "changes">,
): TransactItem => activity({ entityType: "proposal", entityId: id, clientId, ...entry });
