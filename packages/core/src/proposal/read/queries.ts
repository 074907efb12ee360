import { requireStaff, tenantId } from "../../lib/actor.ts";
import { today } from "../../lib/clock.ts";
import { type Page, readPage } from "../../lib/page.ts";
import { mergedPage } from "../../lib/table/merge.ts";
import { ProposalRow, type ProposalItem } from "../entity.ts";
import { isOpen, OPEN_STATES } from "../rule/state.ts";
import { toProposal, toSummary } from "../rule/view.ts";
import type { Proposal, ProposalQuery, ProposalStatus, ProposalSummary } from "../schema.ts";
import { load, loadSent } from "./load.ts";

/**
 * The firm's proposals, newest first; of one client, newest first; or of one status, by the day until which they are valid
 * (open ones soonest first, the rest latest first). One request; for `expired` three. Never more with more proposals.
 */
export async function list(query: ProposalQuery): Promise<Page<ProposalSummary>> {
  requireStaff("proposal:read");
  const { status } = query;
  const page = status === "expired" ? await expired(query) : await plain({ ...query, status });
  return { ...page, items: page.items.map(toSummary) };
}

function plain(
  query: ProposalQuery & { status: Exclude<ProposalStatus, "expired"> | undefined },
): Promise<Page<ProposalItem>> {
  const { rows, order } = query.status
    ? ofState(query.status)
    : {
        rows: query.clientId
          ? ProposalRow.query.byClient({ tenantId: tenantId(), clientId: query.clientId })
          : ProposalRow.query.byId({ tenantId: tenantId() }),
        order: "desc" as const,
      };
  return readPage(() => rows.go({ order, limit: query.limit, cursor: query.cursor ?? null }));
}

/** Open ones whose last day has passed are shown, and listed, as `expired`. */
function ofState(state: Exclude<ProposalStatus, "expired">) {
  const rows = ProposalRow.query.byState({ tenantId: tenantId(), state });
  return isOpen(state)
    ? { rows: rows.gte({ validUntilOn: today() }), order: "asc" as const }
    : { rows, order: "desc" as const };
}

/** Those written down as expired, and the open ones that the worker has not come to yet. */
function expired(query: ProposalQuery): Promise<Page<ProposalItem>> {
  return mergedPage<ProposalItem>(query, {
    place: ({ validUntilOn, id }) => `${validUntilOn}#${id}`,
    form: /^\d{4}-\d{2}-\d{2}#pro_[0-9A-Z]{26}$/,
    order: "desc",
    read: (after, limit) => {
      const [day, id = ""] = after?.split("#") ?? [];
      const from = { validUntilOn: "0", id: "" };
      const [all, past] =
        day === undefined
          ? [
              { validUntilOn: "9", id: "" },
              { validUntilOn: today(), id: "" },
            ]
          : [
              { validUntilOn: day, id },
              { validUntilOn: day, id },
            ];
      const of = (state: ProposalItem["state"], to: typeof all) =>
        ProposalRow.query.byState({ tenantId: tenantId(), state }).between(from, to).go({ order: "desc", limit });
      return [of("expired", all), ...OPEN_STATES.map((state) => of(state, past))];
    },
  });
}

/** One proposal with its words, its versions and its signature. Four requests. */
export async function fromId(id: string): Promise<Proposal> {
  requireStaff("proposal:read");
  const [written, sent] = await Promise.all([load(id), loadSent(id)]);
  return toProposal({ ...written, ...sent });
}
