import { describe, expect, test } from "vitest";
import { can, next, PROPOSAL_EVENTS, PROPOSAL_STATES, type ProposalState, stateOn } from "./state.ts";

const TODAY = "2026-11-25";
const facts = (state: ProposalState, validUntilOn = TODAY) => ({ number: "PROP-0007", state, validUntilOn });

/** Every state × event, written out again: the table may not change by accident. */
const LEADS: Record<ProposalState, Record<(typeof PROPOSAL_EVENTS)[number], ProposalState | null>> = {
  draft: { edit: "draft", send: "sent", remind: null, view: null, sign: null, decline: null, expire: "expired" },
  sent: {
    edit: "draft",
    send: null,
    remind: "sent",
    view: "viewed",
    sign: "signed",
    decline: "declined",
    expire: "expired",
  },
  viewed: {
    edit: "draft",
    send: null,
    remind: "viewed",
    view: "viewed",
    sign: "signed",
    decline: "declined",
    expire: "expired",
  },
  signed: { edit: null, send: null, remind: null, view: "signed", sign: null, decline: null, expire: null },
  declined: { edit: "draft", send: null, remind: null, view: "declined", sign: null, decline: null, expire: null },
  expired: { edit: "draft", send: null, remind: null, view: "expired", sign: null, decline: null, expire: null },
};

describe.each(PROPOSAL_STATES)("%s", (state) => {
  test.each(PROPOSAL_EVENTS)(
    "%s leads where the table says, or is refused in words that name the proposal",
    (event) => {
      const to = LEADS[state][event];
      expect(can(state, event)).toBe(to !== null);
      if (to !== null) expect(next(facts(state), event, TODAY)).toBe(to);
      else
        expect(() => next(facts(state), event, TODAY)).toThrow(
          expect.objectContaining({
            code: expect.stringMatching(new RegExp(`^proposal\\.(cannot-${event}|expired)$`)),
            message: expect.stringMatching(/PROP-0007/),
          }),
        );
    },
  );
});

test("an open one can be signed on its last day and not on the day after, written down or not; a signed one never expires", () => {
  for (const state of ["sent", "viewed"] as const) {
    expect(next(facts(state), "sign", TODAY)).toBe("signed");
    expect(() => next(facts(state, "2026-11-24"), "sign", TODAY)).toThrow(
      expect.objectContaining({ kind: "gone", code: "proposal.expired" }),
    );
  }
  for (const state of PROPOSAL_STATES)
    expect(stateOn(facts(state, "2020-01-01"), TODAY)).toBe(["sent", "viewed"].includes(state) ? "expired" : state);
});
