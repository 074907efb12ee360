import { expect, test } from "vitest";
import { Client } from "../../client/index.ts";
import { Email } from "../../email/index.ts";
import { someFirm } from "../../firm/testing/firm.ts";
import { Invitation } from "../../invitation/index.ts";
import { refusal } from "../../invoice/testing/fixture.ts";
import { withActor } from "../../lib/actor.ts";
import { DAY_MS, withClock } from "../../lib/clock.ts";
import { newId } from "../../lib/id.ts";
import { Onboarding } from "../../onboarding/index.ts";
import { ALL_NO, result, ROSA, rosa } from "../../onboarding/testing/walk.ts";
import { Review } from "../../review/index.ts";
import { aHit, judged, someCheck } from "../../review/testing/check.ts";
import { Evidence } from "../index.ts";
import { recordsOf } from "../records.ts";
import { work } from "../work.ts";

const firm = await someFirm();
const inFirm = <T>(fn: () => Promise<T>): Promise<T> => withActor(firm, fn);
const asWorker = (id: string) =>
  withActor({ kind: "system", name: "evidence-worker", tenantId: firm.tenantId }, () => work(id));
const REASON = "They came back with new papers.";
const clockOf = (clientId: string) => clientId.replace("cli_", "ret_");
const mailsOf = async (clientId: string) =>
  (await Email.list({ clientId, limit: 100 })).items.map(({ template }) => template).toSorted();
const versionOf = async (clientId: string) => (await Review.fromClient(clientId)).version;
const end = async (clientId: string) =>
  Evidence.endRelationship(clientId, {
    version: await versionOf(clientId),
    reason: "They moved to another accountant.",
  });
const reopen = async (clientId: string) =>
  Evidence.reopen(clientId, { version: await versionOf(clientId), reason: REASON, ...ROSA });

/** Answers and is checked again, all in order. */
async function clean(clientId: string): Promise<void> {
  const id = newId("kyc");
  await withActor(rosa(clientId), async () => {
    await Onboarding.move(clientId, { type: "started" });
    await Onboarding.move(clientId, { type: "submitted", riskAnswers: ALL_NO });
    await Onboarding.move(clientId, { type: "verifying", verificationId: id });
  });
  await someCheck(clientId, { id });
  await result(clientId, id);
}

test("a rejected client who returns gets a new case with the old file, and what was found before still stands", () =>
  inFirm(async () => {
    const clientId = await judged({ amlStatus: "pep", hits: [aHit()] });
    const reason = "A politically exposed person, and no papers.";
    await Review.reject(clientId, { version: await versionOf(clientId), reason });
    const opened = await reopen(clientId);
    expect(opened).toMatchObject({ status: "pending_questionnaire", clientStatus: "onboarding", decision: null });
    expect(opened.history.map(({ kind }) => kind)).toEqual(["reopened", "reject"]);
    expect(await mailsOf(clientId)).toEqual(["kyc-rejected", "onboarding-invitation"]);
    expect(JSON.stringify(await Email.list({ clientId, limit: 100 }))).not.toContain("new papers");

    await clean(clientId);
    const review = await Review.fromClient(clientId);
    expect(review).toMatchObject({ status: "pending_approval", unsettled: [expect.anything(), expect.anything()] });
    expect(review.checks).toHaveLength(2);
    expect(review.against).toEqual(["Match not dismissed: politically exposed person, Rosa Rowan"]);
    const approve = { version: review.version, reason: REASON, override: false };
    expect(await refusal(Review.approve(clientId, approve))).toMatchObject({ code: "onboarding.override-needed" });
  }));

test("a client who left and returns keeps the evidence, whose clock begins anew with the next end", () =>
  inFirm(async () => {
    const clientId = await judged();
    const { relationshipEndedAt } = await end(clientId);
    expect(await reopen(clientId)).toMatchObject({ status: "pending_questionnaire", relationshipEndedAt: null });
    expect(await Evidence.fromClient(clientId)).toMatchObject({ purgeAt: null, certificate: null });
    const afterwards = Date.parse(relationshipEndedAt ?? "") + 6 * 365 * DAY_MS;
    expect(
      await withClock(
        () => afterwards,
        () => asWorker(clockOf(clientId)),
      ),
    ).toBe("not due");
    expect(await recordsOf(clientId, "checks")).toHaveLength(1);
    await clean(clientId);
    expect(await Review.fromClient(clientId)).toMatchObject({ status: "pending_approval", against: [] });
    await withClock(
      () => afterwards,
      () => end(clientId),
    );
    const { purgeAt } = await Evidence.fromClient(clientId);
    expect(Date.parse(purgeAt ?? "")).toBeGreaterThan(afterwards + 5 * 365 * DAY_MS);
  }));

test("who returns after the evidence was deleted keeps its certificate through the next relationship, and no other clock", () =>
  inFirm(async () => {
    const clientId = await judged();
    await end(clientId);
    const { purgeAt } = await Evidence.fromClient(clientId);
    const later = () => Date.parse(purgeAt ?? "") + DAY_MS;
    expect(await withClock(later, () => asWorker(clockOf(clientId)))).toBe("purged");
    const { certificate } = await Evidence.fromClient(clientId);
    await withClock(later, async () => {
      await reopen(clientId);
      expect(await Evidence.fromClient(clientId)).toMatchObject({ certificate: null, earlier: [certificate] });
      await end(clientId);
      expect(await Evidence.fromClient(clientId)).toMatchObject({ certificate: null, earlier: [certificate] });
    });
  }));

test("a client from before is asked to onboard once, stays active, and only the own firm's", () =>
  inFirm(async () => {
    const { id } = await Client.create({ type: "other", name: "Old Oak", status: "active" });
    const ask = () => Invitation.startOnboarding({ clientId: id, version: 1, ...ROSA });
    expect(await refusal(withActor(await someFirm(), ask))).toMatchObject({ code: "client.not-found" });
    expect((await refusal(Evidence.reopen(id, { version: 1, reason: REASON, ...ROSA }))).code).toBe(
      "onboarding.cannot-reopened",
    );
    const answers = await Promise.allSettled([ask(), ask()]);
    expect(answers.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(await refusal(ask())).toMatchObject({ code: "onboarding.cannot-start" });
    expect(await mailsOf(id)).toEqual(["onboarding-invitation"]);
    expect(await Client.fromId(id)).toMatchObject({ status: "active" });
    expect(await Onboarding.ofClient(id)).toMatchObject({
      status: "pending_questionnaire",
      exists: true,
      inviteeEmail: ROSA.email,
    });
    expect((await withActor(rosa(id), () => Onboarding.forPortal({}))).stage).toBe("answer");
  }));
