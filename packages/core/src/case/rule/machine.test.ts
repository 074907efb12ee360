import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Actor } from "../../lib/actor.ts";
import { VisibleError } from "../../lib/error.ts";
import { isCleanAnswers, isCleanResult, isFlagged } from "./clean.ts";
import { CASE_EVENTS, type CaseEvent, type CaseEventType, type CaseState, type Checks } from "./event.ts";
import { decide } from "./machine.ts";
import { CASE_STATUSES, type CaseStatus, MORE_ITEMS } from "./status.ts";

const AT = "2026-11-24T09:00:00.000Z";
const NO_FLAG = { pep: false, sanctions: false, watchlist: false, adverseMedia: false };
const CLEAN: Checks = { outcome: "pass", document: true, face: true, liveness: true, aml: NO_FLAG };
const ALL_NO = { pep: false, highRiskCountry: false, cashIntensive: false };

const staff = (role: "owner" | "admin" | "accountant" | "viewer"): Actor => ({
  kind: "staff",
  tenantId: "org",
  userId: `usr_${role}`,
  name: role,
  email: `${role}@alder.example`,
  role,
});
const ACTORS = {
  owner: staff("owner"),
  admin: staff("admin"),
  accountant: staff("accountant"),
  viewer: staff("viewer"),
  portal: { kind: "portal", tenantId: "org", userId: "usr_c", name: "Rosa", email: "r@r.example", clientIds: ["c"] },
  provider: { kind: "provider", provider: "lemverify", tenantId: "org" },
  system: { kind: "system", name: "onboarding", tenantId: "org" },
} as const satisfies Record<string, Actor>;

/** A case as it is on its way: clean, submitted, the check begun; decided where the status says so. */
const caseOf = (status: CaseStatus, over: Partial<CaseState> = {}): CaseState => ({
  status,
  since: "2026-11-01T09:00:00.000Z",
  attempts: 1,
  review: 0,
  reminders: 0,
  submittedAt: "2026-11-02T09:00:00.000Z",
  verificationId: "kyc_1",
  riskAnswers: ALL_NO,
  ...(["pending_approval", "pending_second_approval", "approved", "rejected"].includes(status)
    ? { result: { id: "kyc_1", clean: true, failed: false, flagged: false, at: AT } }
    : {}),
  ...(status === "pending_second_approval"
    ? { proposed: { by: "usr_other", byName: "Other", at: AT, reason: "known to us", against: ["A hit"] } }
    : {}),
  ...(status === "approved" ? { welcomedAt: AT } : {}),
  ...over,
});

const EVENT: { [T in CaseEventType]: Extract<CaseEvent, { type: T }> } = {
  invited: { type: "invited", name: "Rosa Rowan", email: "rosa@rowan.example" },
  started: { type: "started" },
  submitted: { type: "submitted", riskAnswers: ALL_NO },
  verifying: { type: "verifying", verificationId: "kyc_2" },
  result: { type: "result", verificationId: "kyc_1", checks: CLEAN },
  alert: { type: "alert", verificationId: "kyc_1" },
  approve: { type: "approve", reason: "all in order", against: [] },
  "second-approve": { type: "second-approve", reason: "seen and agreed" },
  "send-back": { type: "send-back", reason: "look again" },
  reject: { type: "reject", reason: "documents do not agree" },
  "more-asked": { type: "more-asked", message: "A sharper photo, please", items: ["document"] },
  "other-way": { type: "other-way", way: "in-person", note: "mornings" },
  identified: { type: "identified", checkId: "kyc_3", clean: true, flagged: false },
  "take-over": { type: "take-over", reason: "no camera" },
  reopened: { type: "reopened", reason: "new papers came", name: "Rosa Rowan", email: "rosa@rowan.example" },
  "re-review": { type: "re-review" },
  ended: { type: "ended", reason: "moved away" },
  rated: { type: "rated", level: "low", reason: "local shop", reviewDueOn: "2028-11-24" },
  held: { type: "held", reason: "court case" },
  released: { type: "released", reason: "court case over" },
  assigned: { type: "assigned", to: "usr_owner" },
  reminded: { type: "reminded" },
};

/** Columns in the order of `CASE_STATUSES`; `=` stays, `x` refuses, otherwise the first letters of the status. */
const SHORT = { NS: 0, PQ: 1, IP: 2, PV: 3, PA: 4, P2: 5, AP: 6, RE: 7, CL: 8 } as const;
const MATRIX: Record<CaseEventType, string> = {
  //                NS PQ IP PV PA P2 AP RE CL
  invited: "         PQ = = = = = = = =",
  started: "         IP IP = x x x x x x",
  submitted: "       x PV PV = = = x x x",
  verifying: "       x x x = x x x x x",
  result: "          = = = AP = = = = =",
  alert: "           = = = = = PA PA = =",
  approve: "         x x x x AP x x x x",
  "second-approve": "x x x x x AP x x x",
  "send-back": "     x x x x x PA x x x",
  reject: "          x RE RE RE RE RE x x x",
  "more-asked": "    x x x PQ PQ PQ x x x",
  "other-way": "     x x x PA x x x x x",
  identified: "      x x x PA = x x x x",
  "take-over": "     x x x PA x x x x x",
  reopened: "        x x x x x x x PQ PQ",
  "re-review": "     x x x x x x PA x x",
  ended: "           CL CL CL CL CL CL CL CL x",
  rated: "           = = = = = = = x x",
  held: "            = = = = = = = = =",
  released: "        = = = = = = = = =",
  assigned: "        = = = = = = = x x",
  reminded: "        x = = = x x x x x",
};
const DECIDERS = ["owner", "admin", "accountant"];
const SENIOR = ["owner", "admin"];
const MAY: Record<CaseEventType, readonly string[]> = {
  invited: ["owner", "admin", "accountant", "system"],
  started: ["portal"],
  submitted: ["portal"],
  verifying: ["portal", "system"],
  result: ["provider", "system"],
  alert: ["provider", "system"],
  approve: DECIDERS,
  "second-approve": SENIOR,
  "send-back": SENIOR,
  reject: DECIDERS,
  "more-asked": DECIDERS,
  "other-way": ["portal"],
  identified: DECIDERS,
  "take-over": DECIDERS,
  reopened: DECIDERS,
  "re-review": [...DECIDERS, "system"],
  ended: DECIDERS,
  rated: DECIDERS,
  held: SENIOR,
  released: SENIOR,
  assigned: DECIDERS,
  reminded: ["system"],
};
/** What a move brings with it, by event and where it led. */
const BRINGS: Record<string, string[]> = {
  "result AP": ["client active", "mail kyc-approved"],
  "approve AP": ["client active", "mail kyc-approved"],
  "second-approve AP": ["client active", "mail kyc-approved"],
  "reject RE": ["client inactive", "mail kyc-rejected"],
  "more-asked PQ": ["mail kyc-more"],
  "ended CL": ["client inactive"],
  "reopened PQ": ["client onboarding"],
  "alert PA": ["alert-staff"],
  "other-way PA": ["mail kyc-other-way", "other-way-staff"],
  "reminded =": ["mail onboarding-reminder"],
};

const statusOf = (cell: string, from: CaseStatus): CaseStatus =>
  cell === "=" ? from : (CASE_STATUSES[SHORT[cell as keyof typeof SHORT]] ?? from);
const refusal = (run: () => unknown): string => {
  try {
    run();
  } catch (error) {
    if (error instanceof VisibleError) return error.code;
    throw error;
  }
  return "none";
};

describe.each(CASE_EVENTS)("%s", (type) => {
  const cells = MATRIX[type].trim().split(/\s+/);
  it.each(CASE_STATUSES.map((status, n) => [status, cells[n] ?? ""] as const))(
    "from %s leads to %s for whoever may, and nowhere for the others",
    (status, cell) => {
      for (const [who, actor] of Object.entries(ACTORS)) {
        const run = () => decide(caseOf(status), EVENT[type], actor, AT);
        if (!MAY[type].includes(who)) {
          expect([who, refusal(run)]).toEqual([
            who,
            expect.stringMatching(/^(actor\.permission|onboarding\.not-yours)$/),
          ]);
        } else if (cell === "x") {
          expect([who, refusal(run)]).toEqual([who, `onboarding.cannot-${type}`]);
        } else {
          const { to, effects } = run();
          expect([who, to.status]).toEqual([who, statusOf(cell, status)]);
          expect(to.since).toBe(to.status === status ? caseOf(status).since : AT);
          const brought = effects.map((effect) =>
            effect.kind === "mail"
              ? `mail ${effect.template}`
              : effect.kind === "client-status"
                ? `client ${effect.to}`
                : effect.kind,
          );
          const expected = BRINGS[`${type} ${cell}`] ?? (type === "alert" && to.alertAt ? ["alert-staff"] : []);
          expect(brought).toEqual(expected);
        }
      }
    },
  );
});

const isOver = ({ status }: CaseState): boolean => status === "rejected" || status === "closed";

const flag = fc.boolean();
const checks = fc.record({
  outcome: fc.constantFrom("pass", "refer", "fail", "exhausted" as const),
  document: flag,
  face: flag,
  liveness: flag,
  aml: fc.record({ pep: flag, sanctions: flag, watchlist: flag, adverseMedia: flag }),
});
const answers = fc.record({ pep: flag, highRiskCountry: flag, cashIntensive: flag });
const anyEvent: fc.Arbitrary<CaseEvent> = fc.oneof(
  ...Object.values(EVENT).map((event) => fc.constant(event)),
  checks.map((found): CaseEvent => ({ type: "result", verificationId: "kyc_1", checks: found })),
  answers.map((riskAnswers): CaseEvent => ({ type: "submitted", riskAnswers })),
  fc.constantFrom<CaseEvent>(
    { type: "verifying", verificationId: "kyc_1" },
    { type: "result", verificationId: "kyc_0", checks: { ...CLEAN, aml: { ...NO_FLAG, pep: true } } },
    { type: "approve", reason: "known to us", against: ["A hit"], override: true },
    { type: "more-asked", message: "Once more", items: [...MORE_ITEMS] },
  ),
);

it("no case is ever approved without a person unless the check begun last and every answer are clean, whatever happens in whatever order", () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(anyEvent, fc.constantFrom(...Object.values(ACTORS))), { maxLength: 30 }), (steps) => {
      let state: CaseState = { status: "not_started", since: AT, attempts: 0, review: 0, reminders: 0 };
      // What only a person may settle, whatever case it is from: a match, an alert, a rejection, a return.
      let unsettled = false;
      for (const [event, actor] of steps) {
        let next: CaseState;
        try {
          next = decide(state, event, actor, AT).to;
        } catch (error) {
          if (!(error instanceof VisibleError)) throw error;
          continue;
        }
        if (next.status === "approved" && state.status !== "approved") {
          if (actor.kind === "staff") expect(next.decision?.by).toBe(actor.userId);
          else {
            expect(
              event.type === "result" && isCleanResult(event.checks) && event.verificationId === state.verificationId,
            ).toBe(true);
            expect(isCleanAnswers(state.riskAnswers) && state.alertAt === undefined).toBe(true);
            expect(unsettled).toBe(false);
          }
          unsettled = false;
        }
        // Only an alert or the re-review takes away what was decided, and only a person what a person rejected.
        if (state.status === "approved" && next.status !== "approved")
          expect(["alert", "re-review", "ended"]).toContain(event.type);
        if (isOver(state) && !isOver(next)) expect([actor.kind, event.type]).toEqual(["staff", "reopened"]);
        if (["alert", "reject", "reopened"].includes(event.type)) unsettled = true;
        if (event.type === "result" && isFlagged(event.checks) && next !== state)
          unsettled ||= next.status !== "approved";
        state = next;
      }
    }),
    { numRuns: 400 },
  );
});

it.each([
  ["a check that is not the one begun last", { verificationId: "kyc_2" }, CLEAN, "pending_verification"],
  ["an alert that is open", { alertAt: AT }, CLEAN, "pending_approval"],
  [
    "an adverse-media flag inside a pass",
    {},
    { ...CLEAN, aml: { ...NO_FLAG, adverseMedia: true } },
    "pending_approval",
  ],
  ["a failed face match inside a pass", {}, { ...CLEAN, face: false }, "pending_approval"],
  ["attempts used up", {}, { ...CLEAN, outcome: "exhausted" }, "pending_approval"],
  ["a PEP by the client's own word", { riskAnswers: { ...ALL_NO, pep: true } }, CLEAN, "pending_approval"],
  ["answers that are missing", { riskAnswers: undefined }, CLEAN, "pending_approval"],
  ["a match of an earlier check", { flaggedAt: AT }, CLEAN, "pending_approval"],
  ["a return after a rejection or an end", { reopenedAt: AT }, CLEAN, "pending_approval"],
] as const)("%s keeps a pass from approving by itself", (_, over, found, status) => {
  const event = { type: "result", verificationId: "kyc_1", checks: found } as const;
  expect(decide(caseOf("pending_verification", over), event, ACTORS.provider, AT).to.status).toBe(status);
});

it("what stands against an approval needs the reviewer to mean it, and a second person who is not the first", () => {
  const state = caseOf("pending_approval");
  const approve = { type: "approve", reason: "known to us", against: ["A sanctions hit"] } as const;
  expect(refusal(() => decide(state, approve, ACTORS.owner, AT))).toBe("onboarding.override-needed");
  const { to, effects } = decide(state, { ...approve, override: true }, ACTORS.owner, AT);
  expect([to.status, effects]).toEqual(["pending_second_approval", []]);
  expect(to.proposed).toMatchObject({ by: "usr_owner", against: ["A sanctions hit"] });
  expect(refusal(() => decide(to, EVENT["second-approve"], ACTORS.owner, AT))).toBe("onboarding.same-approver");
  const agreed = decide(to, EVENT["second-approve"], ACTORS.admin, AT).to;
  expect(agreed.decision).toMatchObject({ override: true, by: "usr_admin", first: { by: "usr_owner" } });
});

it("without a result of an identity check every approval needs a second person", () => {
  const { to } = decide(caseOf("pending_verification"), EVENT["take-over"], ACTORS.accountant, AT);
  expect(refusal(() => decide(to, EVENT.approve, ACTORS.owner, AT))).toBe("onboarding.override-needed");
  expect(decide(to, { ...EVENT.approve, override: true }, ACTORS.owner, AT).to.status).toBe("pending_second_approval");
});

it("a client who answers once more after a result waits for a person, and for a new check when that was asked", () => {
  const ask = (items: CaseEvent & { type: "more-asked" }) =>
    decide(decide(caseOf("pending_approval"), items, ACTORS.owner, AT).to, EVENT.submitted, ACTORS.portal, AT).to;
  expect(ask({ type: "more-asked", message: "Your address", items: ["answers"] }).status).toBe("pending_approval");
  const again = ask({ type: "more-asked", message: "Again", items: ["verification"] });
  expect([again.status, again.result]).toEqual(["pending_verification", undefined]);
  expect(decide(again, EVENT.result, ACTORS.provider, AT).to.status).toBe("pending_verification");
});

it("a client is told of its approval once, however often it is reviewed", () => {
  const reopened = decide(caseOf("approved"), EVENT.alert, ACTORS.provider, AT).to;
  expect(reopened.review).toBe(1);
  const { effects } = decide(reopened, EVENT.approve, ACTORS.owner, AT);
  expect(effects).toEqual([{ kind: "client-status", to: "active" }]);
  expect(decide(reopened, EVENT.alert, ACTORS.provider, AT).effects).toEqual([]);
});

it("an alert takes back what was decided without knowing of it: the machine's own rating and a proposed override", () => {
  const said = { reason: "Clean", byName: "", at: AT };
  const proposed = { by: "usr_owner", byName: "Olive", at: AT, reason: "known to us", against: [] };
  const alerted = (by: string) =>
    decide(
      caseOf("pending_second_approval", { proposed, risk: { level: "low", by, ...said } }),
      EVENT.alert,
      ACTORS.provider,
      AT,
    ).to;
  expect(alerted("system")).toMatchObject({ status: "pending_approval", review: 0, alertAt: AT });
  expect([alerted("system").proposed, alerted("system").risk]).toEqual([undefined, undefined]);
  expect(alerted("usr_owner").risk).toMatchObject({ level: "low" });
});

it("a rejection says why in ten characters at least", () => {
  const state = caseOf("pending_approval");
  expect(refusal(() => decide(state, { type: "reject", reason: "  no way  " }, ACTORS.owner, AT))).toBe(
    "onboarding.reason-short",
  );
});

/** Opened anew, answered and checked without a fault. */
const returned = (from: CaseState): CaseState => {
  const steps: [CaseEvent, Actor][] = [
    [EVENT.reopened, ACTORS.owner],
    [EVENT.started, ACTORS.portal],
    [EVENT.submitted, ACTORS.portal],
    [{ type: "verifying", verificationId: "kyc_9" }, ACTORS.portal],
    [{ type: "result", verificationId: "kyc_9", checks: CLEAN }, ACTORS.provider],
  ];
  return steps.reduce((state, [event, by]) => decide(state, event, by, AT).to, from);
};

it("a match does not go away by asking for another check, and is settled by an approval alone", () => {
  const pep: CaseEvent = { ...EVENT.result, checks: { ...CLEAN, aml: { ...NO_FLAG, pep: true } } };
  const again: CaseEvent = { type: "more-asked", message: "Once more", items: ["verification"] };
  const steps: [CaseEvent, Actor][] = [
    [pep, ACTORS.provider],
    [again, ACTORS.owner],
    [EVENT.submitted, ACTORS.portal],
    [EVENT.verifying, ACTORS.portal],
    [{ type: "result", verificationId: "kyc_2", checks: CLEAN }, ACTORS.provider],
  ];
  const state = steps.reduce((at, [event, by]) => decide(at, event, by, AT).to, caseOf("pending_verification"));
  expect([state.status, state.result?.clean]).toEqual(["pending_approval", true]);
  expect(decide(state, EVENT.approve, ACTORS.owner, AT).to).toMatchObject({ status: "approved", flaggedAt: undefined });
});

it("a new case begins with nothing of the one before, and a person decides however clean it is", () => {
  const left = decide(caseOf("approved"), EVENT.ended, ACTORS.owner, AT).to;
  const rejected = decide(caseOf("pending_approval"), EVENT.reject, ACTORS.owner, AT).to;
  for (const over of [left, rejected]) {
    const opened = decide(over, EVENT.reopened, ACTORS.owner, AT).to;
    expect(opened).toMatchObject({ status: "pending_questionnaire", attempts: 0, inviteeName: "Rosa Rowan" });
    const { decision, result, verificationId, submittedAt, relationshipEndedAt } = opened;
    expect([decision, result, verificationId, submittedAt, relationshipEndedAt]).toEqual(Array(5).fill(undefined));
    const state = returned(over);
    expect([state.status, state.review]).toEqual(["pending_approval", over.review + 1]);
    const done = decide(state, EVENT.approve, ACTORS.owner, AT).to;
    expect([done.status, done.reopenedAt, done.flaggedAt]).toEqual(["approved", undefined, undefined]);
  }
});

it("a match reported after the case was over is told to nobody, and remembered when the client returns", () => {
  const left = decide(caseOf("approved"), EVENT.ended, ACTORS.owner, AT).to;
  const { to, effects } = decide(left, EVENT.alert, ACTORS.provider, AT);
  expect([to.status, effects]).toEqual(["closed", []]);
  expect(decide(to, EVENT.reopened, ACTORS.owner, AT).to.flaggedAt).toBe(AT);
});
