/** The review queue: the cases of one status, the longest waiting or the highest risk first. */
import { requireStaff, tenantId } from "../../lib/actor.ts";
import { type Page, readPage } from "../../lib/page.ts";
import { type CaseItem, CaseRow } from "../../case/entity.ts";
import { RISK_KEYS } from "../../case/rule/due.ts";
import { riskOf } from "../../case/rule/risk.ts";
import type { CaseStatus, RiskLevel } from "../../onboarding/schema.ts";
import type { ReviewCount, ReviewCounts, ReviewCountsQuery, ReviewQuery, ReviewSummary } from "../schema.ts";

const ofRisk = (status: CaseStatus, risk: RiskLevel) =>
  CaseRow.query.byRisk({ tenantId: tenantId(), status }).begins({ riskKey: RISK_KEYS[risk] });

/** One request. Of one risk both orders are the same. */
export async function list({ status, risk, sort, limit, cursor }: ReviewQuery): Promise<Page<ReviewSummary>> {
  requireStaff("kyc:read");
  const { byRisk, byStatus } = CaseRow.query;
  const [of, asked] = [{ tenantId: tenantId(), status }, { order: "asc", limit, cursor: cursor ?? null } as const];
  const page = await readPage(() => {
    if (risk !== undefined) return ofRisk(status, risk).go(asked);
    return sort === "risk" ? byRisk(of).go(asked) : byStatus(of).go(asked);
  });
  return { ...page, items: page.items.map(toSummary) };
}

/** Nobody counts further than this. */
const MOST = 100;

/** How many cases of a status there are of each risk; at most 100 of each are counted. Three requests, at once. */
export async function counts({ status }: ReviewCountsQuery): Promise<ReviewCounts> {
  requireStaff("kyc:read");
  const of = async (risk: RiskLevel) => {
    const { data } = await ofRisk(status, risk).go({ limit: MOST + 1, attributes: ["clientId"] });
    return { count: Math.min(data.length, MOST), hasMore: data.length > MOST };
  };
  const [high, medium, low] = await Promise.all([of("high"), of("medium"), of("low")]);
  return { high, medium, low };
}

/** How many cases wait for somebody of the firm; at most 100 are counted. Two requests. */
export async function count(): Promise<ReviewCount> {
  requireStaff("kyc:read");
  const of = async (status: CaseStatus): Promise<number> => {
    const { data } = await CaseRow.query
      .byStatus({ tenantId: tenantId(), status })
      .go({ limit: MOST, attributes: ["clientId"] });
    return data.length;
  };
  const [first, secondApproval] = await Promise.all([of("pending_approval"), of("pending_second_approval")]);
  return { waiting: Math.min(MOST, first + secondApproval), secondApproval };
}

/** What the case itself knows, without its checks: enough to say what to look at first. */
function toSummary(row: CaseItem): ReviewSummary {
  const { clientId, clientName, status, since, review, assignedTo, reviewDueOn } = row;
  return {
    clientId,
    clientName,
    status,
    since,
    risk: riskOf(row),
    flags: flagsOf(row),
    assignedTo: assignedTo ?? null,
    review,
    reviewDueOn: reviewDueOn ?? null,
  };
}

const flagsOf = ({ riskAnswers, result, proposed, review, legalHold, ...row }: CaseItem): string[] => [
  ...(row.alertAt === undefined ? [] : ["Monitoring alert"]),
  ...(row.reopenedAt === undefined ? [] : ["Returning client"]),
  ...(row.flaggedAt === undefined || result?.flagged ? [] : ["Match found before"]),
  ...(proposed === undefined ? [] : [`Override proposed by ${proposed.byName}`]),
  ...(row.otherWay === undefined ? [] : ["Asked for a check without a camera"]),
  ...(result === undefined ? ["No identity check"] : result.clean ? [] : ["Identity check not clean"]),
  ...(riskAnswers?.pep ? ["Politically exposed person declared"] : []),
  ...(riskAnswers?.highRiskCountry ? ["High-risk country declared"] : []),
  ...(riskAnswers?.cashIntensive ? ["Cash-intensive business"] : []),
  ...(review > 0 ? ["Reviewed before"] : []),
  ...(legalHold === undefined ? [] : ["Legal hold"]),
];
