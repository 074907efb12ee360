/** What can happen to a case, who may make it happen, and what it holds. */
import type { Actor } from "../../lib/actor.ts";
import type { CaseStatus, MoreItem, OtherWay, RiskLevel } from "./status.ts";

/** The client's own answers that a person has to look at when one of them is yes (R3). */
export interface RiskAnswers {
  pep: boolean;
  highRiskCountry: boolean;
  cashIntensive: boolean;
}

/** What an identity check found. `exhausted`: no attempts are left, so that a person takes over. */
export interface Checks {
  outcome: "pass" | "refer" | "fail" | "exhausted";
  document: boolean;
  face: boolean;
  liveness: boolean;
  /** A flag is true when something was found. */
  aml: { pep: boolean; sanctions: boolean; watchlist: boolean; adverseMedia: boolean };
}

/** A result as the case remembers it; the whole of it is core/kyc's. */
export interface CaseResult {
  id: string;
  clean: boolean;
  /** The provider says that it failed. */
  failed: boolean;
  /** Somebody of this name is on a list. */
  flagged: boolean;
  at: string;
}

/** `by` is null for the machine's own approval. `first` is who proposed an override. */
export interface Decision {
  kind: "approved" | "rejected";
  by: string | null;
  byName: string | null;
  at: string;
  reason: string | null;
  override: boolean;
  first: Proposed | null;
}

export interface Proposed {
  by: string;
  byName: string;
  at: string;
  reason: string;
  /** What stood against it, in words. */
  against: string[];
}

export interface More {
  message: string;
  items: MoreItem[];
  by: string;
  byName: string;
  at: string;
}

export interface Said {
  reason: string;
  by: string;
  byName: string;
  at: string;
}

/** The client asked to prove who they are without the face check. `note`: what the firm should know, in their words. */
export interface AskedOtherWay {
  way: OtherWay;
  note: string;
  by: string;
  byName: string;
  at: string;
}

/** The parts of a case that events change. */
export interface CaseState {
  status: CaseStatus;
  /** Since when it has this status. */
  since: string;
  invitedAt?: string | undefined;
  inviteeName?: string | undefined;
  inviteeEmail?: string | undefined;
  startedAt?: string | undefined;
  submittedAt?: string | undefined;
  verificationId?: string | undefined;
  attempts: number;
  result?: CaseResult | undefined;
  riskAnswers?: RiskAnswers | undefined;
  risk?: (Said & { level: RiskLevel }) | undefined;
  reviewDueOn?: string | undefined;
  more?: More | undefined;
  otherWay?: AskedOtherWay | undefined;
  proposed?: Proposed | undefined;
  decision?: Decision | undefined;
  /** A monitoring alert nobody has decided on yet. */
  alertAt?: string | undefined;
  /** Since when something stands that only a person may settle: a match of any check, of whatever case. */
  flaggedAt?: string | undefined;
  /** When a client who was rejected, or had left, got this new case; until a person approves. */
  reopenedAt?: string | undefined;
  /** When the client was told that it is approved: that mail goes once. */
  welcomedAt?: string | undefined;
  /** Counts reviews and new cases after the first. */
  review: number;
  /** Reminders since the client last had to do something new. */
  reminders: number;
  remindedAt?: string | undefined;
  relationshipEndedAt?: string | undefined;
  legalHold?: Said | undefined;
  assignedTo?: string | undefined;
}

export type CaseEvent =
  | { type: "invited"; name: string; email: string }
  | { type: "started" }
  | { type: "submitted"; riskAnswers: RiskAnswers }
  /** An identity check was begun: counts an attempt. */
  | { type: "verifying"; verificationId: string }
  | { type: "result"; verificationId: string; checks: Checks }
  | { type: "alert"; verificationId: string }
  /** `against`: what stands against an approval, in words; then it needs `override` and a second person. */
  | { type: "approve"; reason: string; against: readonly string[]; override?: boolean }
  | { type: "second-approve"; reason: string }
  | { type: "send-back"; reason: string }
  | { type: "reject"; reason: string }
  | { type: "more-asked"; message: string; items: readonly MoreItem[] }
  /** The client takes the way without a camera: from now on the firm has to do something. */
  | { type: "other-way"; way: OtherWay; note: string }
  /** A person of the firm saw documents, originals or certified copies, and screened the name. */
  | { type: "identified"; checkId: string; clean: boolean; flagged: boolean }
  /** A person goes on without the provider: no camera, or a result that never comes. */
  | { type: "take-over"; reason: string }
  /** A new case for a client who was rejected or has left. The person named is invited to answer. */
  | { type: "reopened"; reason: string; name: string; email: string }
  | { type: "re-review" }
  | { type: "ended"; reason: string }
  | { type: "rated"; level: RiskLevel; reason: string; reviewDueOn: string }
  | { type: "held"; reason: string }
  | { type: "released"; reason: string }
  | { type: "assigned"; to: string | null }
  | { type: "reminded" };
export type CaseEventType = CaseEvent["type"];
export const CASE_EVENTS = [
  "invited",
  "started",
  "submitted",
  "verifying",
  "result",
  "alert",
  "approve",
  "second-approve",
  "send-back",
  "reject",
  "more-asked",
  "other-way",
  "identified",
  "take-over",
  "reopened",
  "re-review",
  "ended",
  "rated",
  "held",
  "released",
  "assigned",
  "reminded",
] as const satisfies readonly CaseEventType[];

/** What a move brings with it, in its own transaction. */
export type Effect =
  | { kind: "mail"; template: "kyc-approved" | "kyc-rejected" | "kyc-more" | "kyc-other-way" | "onboarding-reminder" }
  /** To the firm's owners and whoever the case is assigned to. */
  | { kind: "alert-staff" | "other-way-staff" }
  /** `active` also makes the contact due for Xero. */
  | { kind: "client-status"; to: "active" | "inactive" | "onboarding" };

/** `moved`: the status or a field changed. `effects` are done in the order given. */
export interface Verdict {
  to: CaseState;
  effects: Effect[];
  moved: boolean;
}

/** Who may cause an event, and from where it leads where. */
export interface Rule<E extends CaseEvent> {
  by: readonly Actor["kind"][];
  permission?: "kyc:decide" | "kyc:override" | "client:write" | "client:archive" | "invitation:send";
  /** Where it leads; `stay` changes no status but may change fields. A status that is not here refuses. */
  from: Partial<Record<CaseStatus, CaseStatus | "stay" | ((state: CaseState, event: E) => CaseStatus)>>;
}
