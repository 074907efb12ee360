/**
 * The life of a proposal, as a table: state × event → state. Pure. What is shown may differ in one thing: an offer whose
 * last day has passed is `expired` by the clock, before the worker has written it down. A signed one never expires.
 */
import { VisibleError } from "../../lib/error.ts";

export const PROPOSAL_STATES = ["draft", "sent", "viewed", "signed", "declined", "expired"] as const;
export type ProposalState = (typeof PROPOSAL_STATES)[number];

/** `edit` of something that was sent begins the next version; `expire` is the firm's or the clock's; the client's are `view`, `sign`, `decline`. */
export const PROPOSAL_EVENTS = ["edit", "send", "remind", "view", "sign", "decline", "expire"] as const;
export type ProposalEvent = (typeof PROPOSAL_EVENTS)[number];

/** Before the client and waiting for an answer. */
export const OPEN_STATES = ["sent", "viewed"] as const satisfies readonly ProposalState[];

const TABLE: Readonly<Record<ProposalState, Partial<Record<ProposalEvent, ProposalState>>>> = {
  draft: { edit: "draft", send: "sent", expire: "expired" },
  sent: { edit: "draft", remind: "sent", view: "viewed", sign: "signed", decline: "declined", expire: "expired" },
  viewed: { edit: "draft", remind: "viewed", view: "viewed", sign: "signed", decline: "declined", expire: "expired" },
  signed: { view: "signed" },
  declined: { edit: "draft", view: "declined" },
  expired: { edit: "draft", view: "expired" },
};

/** What the machine looks at. */
export interface Facts {
  number: string;
  state: ProposalState;
  /** The last day on which it can be signed. */
  validUntilOn: string;
}

/** What it is on a day: valid until the 30th means expired from the 31st on, in London. */
export const stateOn = ({ state, validUntilOn }: Omit<Facts, "number">, on: string): ProposalState =>
  isOpen(state) && validUntilOn < on ? "expired" : state;

export const isOpen = (state: ProposalState): boolean => (OPEN_STATES as readonly ProposalState[]).includes(state);

/** Where `event` leads on the day `on`. Throws `proposal.cannot-<event>` in words when it leads nowhere; `proposal.expired` when it is too late. */
export function next(facts: Facts, event: ProposalEvent, on: string): ProposalState {
  const state = stateOn(facts, on);
  const to = TABLE[state][event];
  if (to !== undefined) return to;
  if (state === "expired" && (event === "sign" || event === "decline" || event === "remind"))
    throw new VisibleError("gone", "proposal.expired", why(facts.number, state, event));
  throw new VisibleError("conflict", `proposal.cannot-${event}`, why(facts.number, state, event));
}

/** Whether the event is possible, for a page that offers only what works. */
export const can = (state: ProposalState, event: ProposalEvent): boolean => TABLE[state][event] !== undefined;

function why(number: string, state: ProposalState, event: ProposalEvent): string {
  if (state === "signed") return `${number} is signed and cannot change any more.`;
  if (state === "draft" && event === "sign") return `${number} is being revised and cannot be signed right now.`;
  if (state === "draft" && event === "decline") return `${number} is being revised; a new version will follow.`;
  if (state === "draft") return `${number} is a draft. Send it first.`;
  if (event === "send") return `${number} was sent already. Change it to send a new version.`;
  if (state === "declined" && event === "expire") return `${number} was declined already.`;
  if (state === "declined") return `${number} was declined. A new version can be sent.`;
  if (event === "expire") return `${number} has expired already.`;
  return `${number} has expired. Ask for a new version.`;
}
