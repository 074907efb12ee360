import fc from "fast-check";
import { expect, it } from "vitest";
import { isCleanAnswers, isCleanResult } from "../../onboarding/index.ts";
import { decide } from "../../case/rule/machine.ts";
import type { CaseState } from "../../case/rule/event.ts";
import type { Verification } from "../../provider/lem-verify/verification.ts";
import type { VerificationItem } from "../entity.ts";
import { checksOf } from "./checks.ts";
import { mergeAlert, mergeResult } from "./merge.ts";
import { isSomebodyElse } from "./person.ts";
import { stateOf } from "./state.ts";

const AT = "2026-06-01T12:00:00.000Z";
const pending: VerificationItem = {
  tenantId: "ten_1",
  clientId: "cli_1",
  id: "kyc_1",
  clientName: "Rowan",
  version: 1,
  wire: "reference",
  mode: "live",
  costPence: 100,
  attempt: 1,
  faceConsent: { by: "usr_1", byName: "Rosa", at: AT, wording: "1" },
  status: "pending",
  providerId: "vs_1",
  hits: [],
  events: [],
  files: [],
  filesState: "none",
  refreshTries: 0,
  filesTries: 0,
  createdAt: AT,
  updatedAt: AT,
};
const clean: Verification = {
  id: "vs_1",
  status: "completed",
  outcome: "pass",
  document: { type: "passport", verified: true, number: "533380006", expiryDate: "2031-01-01", issuingCountry: "GB" },
  biometrics: { facematchScore: 98.5, livenessScore: 99.2 },
  aml: { status: "clear", pepMatch: false, sanctionsMatch: false, watchlistMatch: false, adverseMediaMatch: false },
  hits: [],
  person: { forename: "Rosa", surname: "Rowan", dateOfBirth: "1980-01-01", address: null },
  clientReference: "kyc_1",
  errorCode: null,
  reason: null,
  processedAt: AT,
};
const found = (said: Verification) => checksOf(mergeResult(pending, said, AT).row, "2026-06-01");

it("a result without a blemish is clean, and so is the reference's sample, which says nothing of adverse media", () => {
  expect(isCleanResult(found(clean))).toBe(true);
  expect(
    isCleanResult(found({ ...clean, aml: { ...clean.aml, adverseMediaMatch: null } as Verification["aml"] })),
  ).toBe(true);
});

/** Mostly the first, which is clean: so that most runs have one or two blemishes, and some none. */
const oneOf = <T>(clean: T, ...others: T[]) =>
  fc.oneof({ weight: 14, arbitrary: fc.constant(clean) }, { weight: 1, arbitrary: fc.constantFrom(clean, ...others) });
const anything = fc.record({
  outcome: oneOf<Verification["outcome"]>("pass", "refer", "fail", null),
  verified: oneOf(true, false),
  expiryDate: oneOf("2031-01-01", "2026-06-01", "2026-05-31", null),
  number: oneOf("533380006", "TEST123456"),
  face: oneOf(98.5, 80, 79.9, 0, null),
  liveness: oneOf(99.2, 80, 79.9, null),
  aml: oneOf<"clear" | "match" | "pep" | null>("clear", "match", "pep", null),
  flags: fc.tuple(...([0, 1, 2, 3] as const).map(() => oneOf(false, true))),
  hit: oneOf(null, "pep", "sanctions", "watchlist", "adverse-media"),
  answers: fc.tuple(...([0, 1, 2] as const).map(() => oneOf(false, true))),
  alert: oneOf(undefined, AT),
});

it("R3: no path to approved with any flag, failed check or risky answer, whatever the provider says", () => {
  let approved = 0;
  fc.assert(
    fc.property(anything, (x) => {
      const [pepMatch, sanctionsMatch, watchlistMatch, adverseMediaMatch] = x.flags;
      const said: Verification = {
        ...clean,
        outcome: x.outcome,
        document: {
          type: "passport",
          verified: x.verified,
          number: x.number,
          expiryDate: x.expiryDate,
          issuingCountry: null,
        },
        biometrics:
          x.face === null || x.liveness === null ? null : { facematchScore: x.face, livenessScore: x.liveness },
        aml: x.aml && {
          status: x.aml,
          pepMatch: pepMatch ?? false,
          sanctionsMatch: sanctionsMatch ?? false,
          watchlistMatch: watchlistMatch ?? false,
          adverseMediaMatch: adverseMediaMatch ?? false,
        },
        hits: x.hit === null ? [] : [{ id: "h", type: x.hit as "pep", name: "X", detail: "" }],
      };
      const [pep, highRiskCountry, cashIntensive] = x.answers;
      const riskAnswers = {
        pep: pep ?? true,
        highRiskCountry: highRiskCountry ?? true,
        cashIntensive: cashIntensive ?? true,
      };
      const spotless =
        x.outcome === "pass" &&
        x.verified &&
        (x.expiryDate ?? "") >= "2026-06-01" &&
        x.number !== "TEST123456" &&
        (x.face ?? 0) >= 80 &&
        (x.liveness ?? 0) >= 80 &&
        x.aml === "clear" &&
        !x.flags.includes(true) &&
        x.hit === null &&
        !x.answers.includes(true) &&
        x.alert === undefined;
      const before: CaseState = {
        status: "pending_verification",
        since: AT,
        verificationId: "kyc_1",
        attempts: 1,
        riskAnswers,
        review: 0,
        reminders: 0,
        ...(x.alert === undefined ? {} : { alertAt: x.alert }),
      };
      const checks = found(said);
      const by = { kind: "provider", provider: "lemverify", tenantId: "ten_1" } as const;
      const { to } = decide(before, { type: "result", verificationId: "kyc_1", checks }, by, AT);
      expect(to.status === "approved").toBe(spotless);
      expect(isCleanResult(checks) && isCleanAnswers(riskAnswers) && x.alert === undefined).toBe(spotless);
      if (spotless) approved += 1;
    }),
    { numRuns: 2000, seed: 5 },
  );
  expect(approved).toBeGreaterThan(100);
});

it("a document of somebody else is told from one that is written otherwise", () => {
  const rosa = { given: "ROSA MARIA", family: "ROWAN-ØSTBY", dateOfBirth: "1980-01-02", address: null };
  const told = { given: "Rosa", family: "Rowan Oestby", dateOfBirth: "1980-01-02" };
  expect(isSomebodyElse(rosa, told)).toBe(false);
  expect(isSomebodyElse(rosa, { ...told, given: "Robert" })).toBe(true);
  expect(isSomebodyElse(rosa, { ...told, dateOfBirth: "1981-01-02" })).toBe(true);
  expect(isSomebodyElse({ ...rosa, dateOfBirth: null }, { ...told, given: undefined })).toBe(false);
  expect(isSomebodyElse(undefined, told)).toBe(false);
});

it("a status that says more than its flags is for a person", () => {
  const aml = {
    status: "match",
    pepMatch: false,
    sanctionsMatch: false,
    watchlistMatch: false,
    adverseMediaMatch: null,
  } as const;
  expect(found({ ...clean, aml }).aml).toMatchObject({ adverseMedia: true });
  expect(found({ ...clean, aml: { ...aml, adverseMediaMatch: false } }).aml).toMatchObject({ watchlist: true });
  const hit = { id: "h", type: "pep", name: "X", detail: "" } as const;
  expect(mergeResult(pending, { ...clean, hits: [hit] }, AT).row.amlStatus).toBe("pep");
});

it("older, equal and late words change nothing; a newer, worse one is an alert, a newer, better one only a change", () => {
  const first = mergeResult(pending, clean, AT);
  expect(first.news).toBe("result");
  const at = (processedAt: string, over: Partial<Verification> = {}) =>
    mergeResult(first.row, { ...clean, ...over, processedAt }, AT);
  expect(at(AT).news).toBe("none");
  expect(at("2026-05-31T00:00:00.000Z", { outcome: "fail" }).row).toBe(first.row);
  expect(at("2026-06-02T00:00:00.000Z", { outcome: "refer" })).toMatchObject({
    news: "alert",
    row: { outcome: "refer" },
  });
  expect(at("2026-06-02T00:00:00.000Z", { status: "failed" }).news).toBe("none");
  const referred = mergeResult(pending, { ...clean, outcome: "refer" }, AT).row;
  expect(mergeResult(referred, { ...clean, processedAt: "2026-06-02T00:00:00.000Z" }, AT)).toMatchObject({
    news: "changed",
    row: { outcome: "pass" },
  });
  const hit = { id: "h", type: "pep", name: "X", detail: "" } as const;
  const alerted = mergeAlert(first.row, [hit, hit], AT);
  expect(alerted).toMatchObject({ news: "alert", row: { hits: [{ id: "h" }], amlStatus: "pep" } });
  const dismissed = {
    ...alerted.row,
    hits: [{ ...hit, at: AT, dismissed: { by: "usr_1", byName: "O", at: AT, reason: "Another X" } }],
  };
  expect(mergeAlert(dismissed, [hit], AT).news).toBe("none");
  expect(mergeAlert(pending, [hit], AT).news).toBe("changed");
});

it("a client is told the same of a referral, a failure and a name on a list", () => {
  const states = ["refer", "fail", "pass"].map((outcome) =>
    stateOf({ status: "pending_approval" }, { ...pending, status: "completed", outcome: outcome as "fail" }, AT),
  );
  expect(states).toEqual(["review", "review", "review"]);
});
