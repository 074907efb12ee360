/** The questionnaire as a client's own person reads it. */
import { Firm } from "../firm/index.ts";
import { requirePortal } from "../lib/actor.ts";
import { notFound } from "../lib/error.ts";
import { loadAnswers, loadSuggestions } from "./answer/read.ts";
import { toSections } from "./answer/view.ts";
import type { CaseItem } from "../case/entity.ts";
import type { PortalOnboarding, PortalOnboardingQuery, PortalStage } from "./schema.ts";

/** The client asked for, when it is one of the person's own; without one their first. */
export function portalClient({ clientId }: PortalOnboardingQuery): string {
  const { clientIds } = requirePortal();
  const id = clientId ?? clientIds[0];
  if (id === undefined || !clientIds.includes(id)) throw notFound("client");
  return id;
}

/** A review of somebody who is a client already shows as approved. */
export function stageOf({ status, decision }: Pick<CaseItem, "status" | "decision">): PortalStage {
  switch (status) {
    case "not_started":
    case "pending_questionnaire":
    case "in_progress":
      return "answer";
    case "pending_verification":
      return "verify";
    case "pending_approval":
    case "pending_second_approval":
      return decision?.kind === "approved" ? "approved" : "review";
    case "approved":
      return "approved";
    case "rejected":
      return "not_approved";
    case "closed":
      return "closed";
  }
}

/** Every question that is asked, with answer or suggestion. Five requests. */
export async function forPortal(query: PortalOnboardingQuery): Promise<PortalOnboarding> {
  const { tenantId } = requirePortal();
  const clientId = portalClient(query);
  const answered = await loadAnswers(clientId);
  const [firm, suggestions] = await Promise.all([Firm.fromId(tenantId), loadSuggestions(answered)]);
  const { client, row, isStored } = answered;
  const isOver = !isStored && client.status !== "onboarding" && client.status !== "prospect";
  return {
    clientId,
    clientName: client.name,
    firmName: firm.name,
    // A client from before there were cases has nothing to answer.
    stage: isOver ? "approved" : stageOf(row),
    sections: isOver ? [] : toSections(answered.sections, answered.rows, suggestions),
    more: row.more ? { message: row.more.message, items: row.more.items, at: row.more.at } : null,
    submittedAt: row.submittedAt ?? null,
    reference: row.id,
  };
}
