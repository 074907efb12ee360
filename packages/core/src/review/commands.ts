/**
 * What a reviewer does with a case. Each verb: who may, what stands against it, one move of the case with the decision in
 * the same transaction. The mails go with the move (core/onboarding). `version` is the one the reviewer looked at: of two who
 * decide at once one wins, and the other is told who it was.
 */
import { requireStaff, type StaffActor } from "../lib/actor.ts";
import { today } from "../lib/clock.ts";
import { VisibleError } from "../lib/error.ts";
import type { TransactItem } from "../lib/table/transact.ts";
import { type CaseEvent, type CaseItem, loadCase, Onboarding } from "../onboarding/index.ts";
import { reviewDueOn } from "../case/rule/review-due.ts";
import { decisionItem, decisionsOf } from "./decision.ts";
import { checksOf } from "./read/checks.ts";
import { fromClient } from "./read/case.ts";
import { standingAgainst } from "./rule/against.ts";
import { KIND_WORDS } from "./rule/words.ts";
import type { Approve, RateRisk, Reasoned, RequestMore, Review, ReviewDecision } from "./schema.ts";

/** Approves; against what stands against it only with `override`, and then a second person has to agree. */
export async function approve(clientId: string, { version, reason, override }: Approve): Promise<Review> {
  requireStaff("kyc:decide");
  const [{ row }, checks] = await Promise.all([loadCase(clientId), checksOf(clientId)]);
  const against = standingAgainst({ checks, riskAnswers: row.riskAnswers });
  const kind = against.length === 0 ? "approve" : "propose";
  const event = { type: "approve", reason, against, override } as const;
  return decide(clientId, event, version, { kind, reason, details: against });
}

/** Agrees to an override as a second person. */
export async function secondApprove(clientId: string, { version, reason }: Reasoned): Promise<Review> {
  requireStaff("kyc:override");
  const { row } = await loadCase(clientId);
  const details = row.proposed?.against ?? [];
  return decide(clientId, { type: "second-approve", reason }, version, { kind: "second-approve", reason, details });
}

export const sendBack = reasoned("send-back", "kyc:override");
export const reject = reasoned("reject", "kyc:decide");
/** Goes on without the provider. */
export const takeOver = reasoned("take-over", "kyc:decide");

/** Asks the client for more; the message goes into the mail as it is. */
export async function requestMore(clientId: string, { version, message, items }: RequestMore): Promise<Review> {
  requireStaff("kyc:decide");
  const event = { type: "more-asked", message, items } as const;
  return decide(clientId, event, version, { kind: "more-asked", reason: message, details: items });
}

/** Rates the risk; the day of the next review follows from it. */
export async function rate(clientId: string, { version, level, reason }: RateRisk): Promise<Review> {
  requireStaff("kyc:decide");
  const event = { type: "rated", level, reason, reviewDueOn: reviewDueOn(level, today()) } as const;
  return decide(clientId, event, version, { kind: "rated", reason, details: [level] });
}

/** Looks at an approved client again before its day. */
export async function reReview(clientId: string, { version, reason }: Reasoned): Promise<Review> {
  requireStaff("kyc:decide");
  return decide(clientId, { type: "re-review" }, version, { kind: "re-review", reason });
}

type Kind = ReviewDecision["kind"];
type ReasonedEvent = Exclude<Extract<CaseEvent, { reason: string }>["type"] & Kind, "approve" | "rated" | "reopened">;

/** A verb that needs a reason and nothing else. */
function reasoned(type: ReasonedEvent, permission: Parameters<typeof requireStaff>[0]) {
  return async (clientId: string, { version, reason }: Reasoned): Promise<Review> => {
    requireStaff(permission);
    return decide(clientId, { type, reason }, version, { kind: type, reason });
  };
}

/** Moves the case and logs the decision, in one transaction; answers the case as it is now. */
export async function decide(
  clientId: string,
  event: CaseEvent,
  version: number,
  decision: { kind: Kind; reason: string; details?: readonly string[] },
  more: (after: CaseItem) => TransactItem[] = () => [],
): Promise<Review> {
  const actor = requireStaff("kyc:read");
  try {
    await Onboarding.move(clientId, event, {
      version,
      items: (after) => [decisionItem(clientId, decision), ...more(after)],
    });
  } catch (error) {
    throw await sayWho(error, clientId, actor);
  }
  return fromClient(clientId);
}

/** The refusal of who came second, with who was first. */
async function sayWho(error: unknown, clientId: string, { userId }: StaffActor): Promise<unknown> {
  if (!(error instanceof VisibleError) || !/^onboarding\.(?:version-conflict|cannot-)/.test(error.code)) return error;
  const [last] = await decisionsOf(clientId, 1);
  if (!last || last.by === userId) return error;
  return new VisibleError(
    "conflict",
    "kyc.decided-meanwhile",
    `${last.byName} ${KIND_WORDS[last.kind]} in the meantime. Look at the case again.`,
    { extra: { by: last.byName, kind: last.kind, at: last.at } },
  );
}
