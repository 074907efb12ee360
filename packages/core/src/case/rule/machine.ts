/** What an event does to a case: the new state and what has to happen with it, or a refusal in words. Pure. */
import type { Actor } from "../../lib/actor.ts";
import { VisibleError } from "../../lib/error.ts";
import { can } from "../../lib/permission.ts";
import { fieldsAfter } from "./change.ts";
import { standing } from "./clean.ts";
import type { CaseEvent, CaseState, Effect, Rule, Verdict } from "./event.ts";
import type { CaseStatus } from "./status.ts";
import { RULES } from "./table.ts";

const STATUS_WORDS: Readonly<Record<CaseStatus, string>> = {
  not_started: "has not been started",
  pending_questionnaire: "waits for the client's answers",
  in_progress: "is being answered by the client",
  pending_verification: "waits for the identity check",
  pending_approval: "waits for a decision",
  pending_second_approval: "waits for a second approval",
  approved: "is approved",
  rejected: "was rejected",
  closed: "is closed",
};

/** Shortest reason of a rejection, as the reference has it. */
export const MIN_REASON = 10;

/**
 * Errors: `actor.staff-only`, `actor.permission`, `onboarding.cannot-<event>` (409), `onboarding.override-needed` (with
 * `against`), `onboarding.same-approver`, `onboarding.reason-short`.
 */
export function decide(state: CaseState, event: CaseEvent, by: Actor, at: string): Verdict {
  const rule = RULES[event.type] as Rule<CaseEvent>;
  requireAllowed(rule, by);
  const leads = rule.from[state.status];
  if (leads === undefined) throw cannot(state.status, event.type);
  requireSound(state, event, by);
  const to = leads === "stay" ? state.status : typeof leads === "string" ? leads : leads(state, event);
  requireOverride(state, event, to);
  const changed = fieldsAfter(state, event, { to, by, at });
  const after = to === state.status ? changed : { ...changed, status: to, since: at };
  return { to: after, effects: effectsOf(state, event, after), moved: JSON.stringify(after) !== JSON.stringify(state) };
}

function requireAllowed({ by: kinds, permission }: Rule<CaseEvent>, by: Actor): void {
  if (!kinds.includes(by.kind))
    throw new VisibleError("forbidden", "onboarding.not-yours", "This is not for you to do.");
  if (by.kind === "staff" && permission && !can(by.role, permission))
    throw new VisibleError(
      "forbidden",
      "actor.permission",
      `Your role (${by.role}) cannot do this. Ask an owner or admin of your firm.`,
    );
}

const cannot = (status: CaseStatus, event: string) =>
  new VisibleError(
    "conflict",
    `onboarding.cannot-${event}`,
    `This cannot be done now: the onboarding ${STATUS_WORDS[status]}.`,
    { extra: { status } },
  );

function requireSound(state: CaseState, event: CaseEvent, by: Actor): void {
  if (event.type === "reject" && event.reason.trim().length < MIN_REASON)
    throw new VisibleError(
      "invalid",
      "onboarding.reason-short",
      `Give a reason of at least ${MIN_REASON} characters.`,
      {
        fields: [{ path: "reason", message: `must be at least ${MIN_REASON} characters` }],
      },
    );
  if (event.type === "second-approve" && by.kind === "staff" && state.proposed?.by === by.userId)
    throw new VisibleError(
      "forbidden",
      "onboarding.same-approver",
      "You proposed this approval yourself. Somebody else has to give the second one.",
    );
}

/** An approval against what was found is never slipped in: the reviewer says that they mean it. */
function requireOverride(state: CaseState, event: CaseEvent, to: CaseStatus): void {
  if (event.type !== "approve" || to !== "pending_second_approval" || event.override) return;
  throw new VisibleError(
    "conflict",
    "onboarding.override-needed",
    "Something stands against this approval. Resolve it, or approve all the same with a second person's approval.",
    { extra: { against: standing(state, event.against) } },
  );
}

function effectsOf(before: CaseState, event: CaseEvent, after: CaseState): Effect[] {
  if (event.type === "alert") return after.alertAt === before.alertAt ? [] : [{ kind: "alert-staff" }];
  if (event.type === "reminded") return [{ kind: "mail", template: "onboarding-reminder" }];
  if (event.type === "other-way") return [{ kind: "mail", template: "kyc-other-way" }, { kind: "other-way-staff" }];
  if (after.status === before.status) return [];
  if (event.type === "reopened") return [{ kind: "client-status", to: "onboarding" }];
  if (event.type === "more-asked") return [{ kind: "mail", template: "kyc-more" }];
  if (after.status === "closed") return [{ kind: "client-status", to: "inactive" }];
  if (after.status === "rejected")
    return [
      { kind: "client-status", to: "inactive" },
      { kind: "mail", template: "kyc-rejected" },
    ];
  if (after.status !== "approved") return [];
  const isFirst = before.welcomedAt === undefined;
  return [
    { kind: "client-status", to: "active" },
    ...(isFirst ? [{ kind: "mail", template: "kyc-approved" } as const] : []),
  ];
}
