import { loadClient } from "../client/index.ts";
import { requireStaff } from "../lib/actor.ts";
import { dayAfter, nowIso, today } from "../lib/clock.ts";
import { VisibleError } from "../lib/error.ts";
import { newId } from "../lib/id.ts";
import { settled } from "../lib/idempotency.ts";
import { numberOf, type Sequence, takeNumber, withNextNumber } from "../lib/table/sequence.ts";
import { transact, write } from "../lib/table/transact.ts";
import { type ProposalItem, ProposalRow } from "./entity.ts";
import { checkValidUntil, toLines, totals } from "./rule/change.ts";
import { toProposal } from "./rule/view.ts";
import { about, putWords } from "./save.ts";
import { type Proposal, ProposalCreate, type ProposalCreateInput } from "./schema.ts";

/** Proposals are numbered without gaps, per firm: `PROP-0001`, `PROP-0002`, … */
export const PROPOSAL_NUMBER: Sequence = { record: "proposal", prefix: "PROP" };

const VALID_DAYS = 30;

/** A client of the firm that can be offered something. Errors: `client.not-found`, `proposal.client-archived`. One request. */
export async function offerable(clientId: string) {
  const client = await loadClient(clientId);
  if (client.status !== "archived") return client;
  throw new VisibleError(
    "conflict",
    "proposal.client-archived",
    "This client is archived. Restore the client before making it an offer.",
    { fields: [{ path: "clientId", message: "is archived" }] },
  );
}

/**
 * Makes a draft with the firm's next number. Row, words, number, uniqueness and audit row are one transaction: three
 * requests when no other process makes one at the same moment. Errors: `client.not-found`, `proposal.client-archived`,
 * `proposal.too-large`, `proposal.valid-until-past`, `proposal.busy`.
 */
export async function create(input: ProposalCreateInput): Promise<Proposal> {
  const { tenantId, userId } = requireStaff("proposal:write");
  const typed = ProposalCreate.parse(input);
  const validUntilOn = typed.validUntilOn ?? dayAfter(today(), VALID_DAYS);
  checkValidUntil(validUntilOn, today());
  const client = await offerable(typed.clientId);
  const words = {
    ...(typed.introduction ? { introduction: typed.introduction } : {}),
    ...(typed.terms ? { terms: typed.terms } : {}),
    lines: toLines(typed.lines, [], () => newId("lin")),
  };
  const sums = totals(words.lines);
  return withNextNumber(PROPOSAL_NUMBER, tenantId, async (n) => {
    const at = nowIso();
    const row: ProposalItem = {
      tenantId,
      id: newId("pro"),
      number: numberOf(PROPOSAL_NUMBER, n),
      clientId: client.id,
      clientName: client.name,
      title: typed.title,
      state: "draft",
      validUntilOn,
      ...sums,
      wordsVersion: 1,
      sentVersion: 0,
      offeredVersion: 0,
      version: 1,
      createdAt: at,
      updatedAt: at,
      createdBy: userId,
    };
    const answer = toProposal({ row, words, versions: [], signature: null });
    await transact([
      ...takeNumber(PROPOSAL_NUMBER, tenantId, n, row.id),
      write(ProposalRow.create(row)),
      putWords({ row, words }),
      about(row, { action: "proposal.created", summary: `Proposal ${row.number} drafted: ${row.title}` }),
      ...settled(answer),
    ]);
    return answer;
  });
}
