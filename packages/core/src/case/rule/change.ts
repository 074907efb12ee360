/** The fields of a case after an event. Pure. */
import type { Actor } from "../../lib/actor.ts";
import { dayOf } from "../../lib/text/day.ts";
import { isCleanResult, isFlagged, standing } from "./clean.ts";
import type { CaseEvent, CaseState, Decision, Proposed, Said } from "./event.ts";
import { reviewDueOn } from "./review-due.ts";
import { type CaseStatus, WAITS_FOR_CLIENT } from "./status.ts";

interface Moment {
  to: CaseStatus;
  by: Actor;
  at: string;
}

const author = (by: Actor): { by: string; byName: string } =>
  by.kind === "staff" || by.kind === "portal" ? { by: by.userId, byName: by.name } : { by: by.kind, byName: "" };

const said = (reason: string, { by, at }: Moment): Said => ({ reason: reason.trim(), ...author(by), at });

/** The state with what the event says; the status is the machine's to set. */
export function fieldsAfter(before: CaseState, event: CaseEvent, moment: Moment): CaseState {
  const after = changed(before, event, moment);
  const turned = before.status !== moment.to && WAITS_FOR_CLIENT.has(moment.to);
  return turned ? { ...after, reminders: 0, remindedAt: undefined } : after;
}

function changed(state: CaseState, event: CaseEvent, moment: Moment): CaseState {
  const { to, by, at } = moment;
  switch (event.type) {
    case "invited":
      if (isOver(state)) return state;
      return { ...state, invitedAt: at, inviteeName: event.name, inviteeEmail: event.email };
    case "started":
      return { ...state, startedAt: state.startedAt ?? at };
    case "submitted":
      return to === state.status
        ? state
        : { ...state, submittedAt: at, riskAnswers: event.riskAnswers, more: undefined };
    case "verifying":
      return { ...state, verificationId: event.verificationId, attempts: state.attempts + 1 };
    case "result":
      return withResult(state, event, moment);
    case "alert":
      return openForAlert(state, to, at);
    case "approve":
      return approvedBy(state, event, moment);
    case "second-approve":
      return decided(state, {
        ...approval(by, at, event.reason),
        override: true,
        first: state.proposed ?? null,
      });
    case "send-back":
      return { ...state, proposed: undefined };
    case "reject":
      return decided(state, { ...approval(by, at, event.reason), kind: "rejected" });
    case "more-asked": {
      const again = event.items.includes("verification") ? UNPROVEN : {};
      const more = { message: event.message.trim(), items: [...event.items], ...author(by), at };
      return { ...state, ...again, more, proposed: undefined, attempts: 0 };
    }
    case "other-way":
      return { ...state, otherWay: { way: event.way, note: event.note.trim(), ...author(by), at } };
    case "identified":
      return {
        ...(event.flagged ? withFlag(state, at) : state),
        verificationId: event.checkId,
        result: { id: event.checkId, clean: event.clean, failed: false, flagged: event.flagged, at },
      };
    case "reopened":
      return newCase(state, event, at);
    case "re-review":
      return { ...fresh(state), reviewDueOn: undefined };
    case "ended":
      return { ...state, proposed: undefined, relationshipEndedAt: at };
    case "rated":
      return { ...state, risk: { level: event.level, ...said(event.reason, moment) }, reviewDueOn: event.reviewDueOn };
    case "held":
      return { ...state, legalHold: said(event.reason, moment) };
    case "released":
      return { ...state, legalHold: undefined };
    case "assigned":
      return { ...state, assignedTo: event.to ?? undefined };
    case "reminded":
      return { ...state, reminders: state.reminders + 1, remindedAt: at };
    case "take-over":
      return state;
  }
}

/** Who they are is to be proven anew, by whichever way. */
const UNPROVEN = { result: undefined, verificationId: undefined, otherWay: undefined };

const approval = (by: Actor, at: string, reason: string): Decision => ({
  kind: "approved",
  ...author(by),
  at,
  reason: reason.trim(),
  override: false,
  first: null,
});

/** A review of its own: what was asked and tried before counts no more. */
const fresh = (state: CaseState): CaseState => ({
  ...state,
  review: state.review + 1,
  proposed: undefined,
  more: undefined,
  attempts: 0,
});

/** Nothing of the case before counts for it, and nothing that was found then is forgotten: a person decides. */
const newCase = (
  state: CaseState,
  { name, email }: Extract<CaseEvent, { type: "reopened" }>,
  at: string,
): CaseState => ({
  ...fresh(state),
  ...UNPROVEN,
  decision: undefined,
  startedAt: undefined,
  submittedAt: undefined,
  relationshipEndedAt: undefined,
  reopenedAt: at,
  invitedAt: at,
  inviteeName: name,
  inviteeEmail: email,
});

const withFlag = (state: CaseState, at: string): CaseState => ({ ...state, flaggedAt: state.flaggedAt ?? at });

const decided = (state: CaseState, decision: Decision): CaseState => {
  const after = { ...state, decision, proposed: undefined, more: undefined, alertAt: undefined };
  if (decision.kind === "rejected") return after;
  return { ...after, flaggedAt: undefined, reopenedAt: undefined, ...settled(state, decision) };
};

/** An approval holds until the next review; without a rating it is the machine's own "nothing found", or medium. */
function settled({ risk, welcomedAt }: CaseState, { by, at }: Decision): Partial<CaseState> {
  const rated = by === null ? { level: "low" as const, ...CLEAN_BY_ITSELF, at } : undefined;
  return {
    risk: risk ?? rated,
    reviewDueOn: reviewDueOn(risk?.level ?? rated?.level ?? "medium", dayOf(at)),
    welcomedAt: welcomedAt ?? at,
  };
}
const CLEAN_BY_ITSELF = { reason: "Every check and every answer is clean.", by: "system", byName: "" };

/** A person has decided, or nothing is left to decide. */
const isOver = ({ status }: CaseState): boolean =>
  status === "approved" || status === "rejected" || status === "closed";

/** Only the check that was begun last counts, and its first result: of the rest only a match is remembered here. */
function withResult(before: CaseState, event: Extract<CaseEvent, { type: "result" }>, { to, at }: Moment): CaseState {
  const isKnown = before.result?.id === event.verificationId;
  const state = isFlagged(event.checks) && !isKnown ? withFlag(before, at) : before;
  if (state.verificationId !== event.verificationId || state.result !== undefined || isOver(state)) return state;
  const { verificationId: id, checks } = event;
  const found = { clean: isCleanResult(checks), failed: checks.outcome === "fail", flagged: isFlagged(checks) };
  const after = { ...state, result: { id, ...found, at } };
  if (to !== "approved") return after;
  return decided(after, { kind: "approved", by: null, byName: null, at, reason: null, override: false, first: null });
}

/**
 * An alert that is open already tells nobody twice; one about somebody who is no client tells nobody, until they return.
 * "Nothing found" is no rating any more; a person's own stands.
 */
function openForAlert(state: CaseState, to: CaseStatus, at: string): CaseState {
  if (state.status === "rejected" || state.status === "closed") return withFlag(state, at);
  const risk = state.risk?.by === "system" ? undefined : state.risk;
  const flagged = { ...state, risk, proposed: undefined, alertAt: state.alertAt ?? at };
  return state.status === "approved" && to !== state.status ? { ...flagged, review: state.review + 1 } : flagged;
}

function approvedBy(state: CaseState, event: Extract<CaseEvent, { type: "approve" }>, moment: Moment): CaseState {
  if (moment.to === "approved") return decided(state, approval(moment.by, moment.at, event.reason));
  const proposed: Proposed = { ...said(event.reason, moment), against: standing(state, event.against) };
  return { ...state, proposed };
}
