/** What a client's own people see: proposals of theirs that were sent, and nothing of what is being written. */
import { loadClient } from "../../client/index.ts";
import { requirePortal } from "../../lib/actor.ts";
import { nowIso, today } from "../../lib/clock.ts";
import { notFound } from "../../lib/error.ts";
import { type Page, readPage } from "../../lib/page.ts";
import { transact } from "../../lib/table/transact.ts";
import { type ProposalItem, ProposalRow } from "../entity.ts";
import { loadRow, loadVersion } from "../read/load.ts";
import { moved } from "../rule/change.ts";
import { stateOn } from "../rule/state.ts";
import { toPortalProposal, toPortalSummary } from "../rule/view.ts";
import { about, updateRow, VersionPassed } from "../save.ts";
import type { PortalProposal, PortalProposalQuery, PortalProposalSummary } from "../schema.ts";

/**
 * One client's proposals, newest first; without `clientId` those of the first client. One request. What was not sent yet is
 * passed over, so that a page may be shorter than asked, or empty with a cursor.
 */
export async function listForPortal(query: PortalProposalQuery): Promise<Page<PortalProposalSummary>> {
  const { tenantId, clientIds } = requirePortal();
  const clientId = query.clientId ?? clientIds[0];
  if (clientId === undefined) return { items: [], nextCursor: null };
  if (!clientIds.includes(clientId)) throw notFound("client");
  const page = await readPage(() =>
    ProposalRow.query
      .byClient({ tenantId, clientId })
      .where((row, is) => is.gt(row.offeredVersion, 0))
      .go({ order: "desc", limit: query.limit, cursor: query.cursor ?? null }),
  );
  return { ...page, items: page.items.map(toPortalSummary) };
}

/** The row, for its client's own people, once they were sent it; 404 for everybody else. One request. */
export async function loadForPortal(id: string): Promise<ProposalItem> {
  const { clientIds } = requirePortal();
  const row = await loadRow(id);
  if (!clientIds.includes(row.clientId) || row.offeredVersion === 0) throw notFound("proposal");
  return row;
}

/** The version before the client as it is now. Five requests. */
export async function current(row: ProposalItem): Promise<PortalProposal> {
  const [sent, client] = await Promise.all([loadVersion(row, row.sentVersion), loadClient(row.clientId)]);
  return toPortalProposal(sent, client.status === "onboarding");
}

/**
 * The version before the client; the first time somebody opens it, it is `viewed`. Six requests, two more the first time.
 * Opening never fails because of others who change the proposal at the same moment.
 */
export async function open(id: string): Promise<PortalProposal> {
  return current(await viewed(await loadForPortal(id)));
}

async function viewed(row: ProposalItem): Promise<ProposalItem> {
  if (stateOn(row, today()) !== "sent" || row.printing !== undefined) return row;
  const { name } = requirePortal();
  const at = nowIso();
  const after = moved(row, "view", { at, on: today() }, { viewedAt: at });
  try {
    await transact([
      updateRow(row, after),
      about(row, { action: "proposal.viewed", summary: `${name} opened proposal ${row.number}` }),
    ]);
    return after;
  } catch (error) {
    if (error instanceof VersionPassed) return loadForPortal(row.id);
    throw error;
  }
}
