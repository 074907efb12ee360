import { expect, test } from "vitest";
import { Activity } from "../activity/index.ts";
import { Client } from "../client/index.ts";
import { Email } from "../email/index.ts";
import { someFirm } from "../firm/testing/firm.ts";
import { refusal } from "../invoice/testing/fixture.ts";
import { type StaffActor, useActor, withActor } from "../lib/actor.ts";
import { newId } from "../lib/id.ts";
import { Onboarding } from "../onboarding/index.ts";
import { ALL_NO, lem } from "../onboarding/testing/walk.ts";
import { Review } from "./index.ts";
import { aHit, judged } from "./testing/check.ts";

const firm = await someFirm();
const inFirm = <T>(fn: () => Promise<T>): Promise<T> => withActor(firm, fn);
/** Another person of the firm in force. */
const asOther = <T>(fn: () => Promise<T>, over: Partial<StaffActor> = {}): Promise<T> =>
  withActor({ ...(useActor() as StaffActor), userId: newId("usr"), name: "Ada Ash", ...over }, fn);

const REASON = "Spoke with the client and saw the originals.";
const mails = async (clientId: string) =>
  (await Email.list({ clientId, limit: 100 })).items.map(({ template }) => template).toSorted();
const logged = async (clientId: string) =>
  (await Activity.listForClient(clientId, { limit: 100 })).items.map(({ action }) => action);

test("a referred case is approved by one person once nothing stands against it, with reason, mail and audit", () =>
  inFirm(async () => {
    const hit = aHit();
    const clientId = await judged({ outcome: "pass", amlStatus: "pep", hits: [hit] });
    const before = await Review.fromClient(clientId);
    expect(before).toMatchObject({ status: "pending_approval", suggested: { level: "high" } });
    expect(before.against).toEqual(["Match not dismissed: politically exposed person, Rosa Rowan"]);
    expect(
      await refusal(Review.approve(clientId, { version: before.version, reason: REASON, override: false })),
    ).toMatchObject({ code: "onboarding.override-needed" });
    const { checkId } = before.checks[0]?.hits[0] ?? { checkId: "" };
    const at = { checkId, hitId: hit.id };
    const dismissed = await Review.dismissHit(clientId, at, { reason: "Another year of birth than the member's." });
    expect(dismissed.against).toEqual([]);
    expect(await refusal(Review.dismissHit(clientId, at, { reason: REASON }))).toMatchObject({
      code: "kyc.hit-dismissed",
    });
    const rated = await Review.rate(clientId, { version: dismissed.version, level: "medium", reason: REASON });
    const done = await Review.approve(clientId, { version: rated.version, reason: REASON, override: false });
    expect(done).toMatchObject({
      status: "approved",
      clientStatus: "active",
      decision: { by: firm.userId, reason: REASON },
    });
    expect(done.reviewDueOn).toBe(`${new Date().getUTCFullYear() + 2}${done.decision?.at.slice(4, 10)}`);
    expect(done.history.map(({ kind }) => kind)).toEqual(["approve", "rated", "dismiss-hit"]);
    expect(await mails(clientId)).toEqual(["kyc-approved"]);
    expect(await logged(clientId)).toEqual(
      expect.arrayContaining(["kyc.hit-dismissed", "onboarding.approve", "onboarding.rated"]),
    );
  }));

test("an override needs a second person, never the first again, and may be sent back", () =>
  inFirm(async () => {
    const clientId = await judged({ outcome: "fail" });
    const { version } = await Review.fromClient(clientId);
    const proposed = await Review.approve(clientId, { version, reason: REASON, override: true });
    expect(proposed).toMatchObject({
      status: "pending_second_approval",
      proposed: { against: ["The identity check failed"] },
    });
    expect(await Review.count()).toEqual({ waiting: 1, secondApproval: 1 });
    const second = { version: proposed.version, reason: REASON };
    expect(await refusal(Review.secondApprove(clientId, second))).toMatchObject({ code: "onboarding.same-approver" });
    expect(await refusal(asOther(() => Review.secondApprove(clientId, second), { role: "accountant" }))).toMatchObject({
      code: "actor.permission",
    });
    const back = await asOther(() => Review.sendBack(clientId, { version: proposed.version, reason: REASON }));
    expect(back).toMatchObject({ status: "pending_approval", proposed: null });
    const again = await Review.approve(clientId, { version: back.version, reason: REASON, override: true });
    const done = await asOther(() => Review.secondApprove(clientId, { version: again.version, reason: REASON }));
    expect(done).toMatchObject({ status: "approved", decision: { override: true, byName: "Ada Ash" } });
  }));

test("of two who decide at once one wins, and the other is told who it was", () =>
  inFirm(async () => {
    const clientId = await judged({ outcome: "refer" });
    const { version } = await Review.fromClient(clientId);
    const outcomes = await Promise.allSettled([
      Review.approve(clientId, { version, reason: REASON, override: true }),
      asOther(() => Review.reject(clientId, { version, reason: "The papers do not agree." })),
    ]);
    const lost = outcomes.filter((one) => one.status === "rejected");
    expect(lost).toHaveLength(1);
    expect(lost[0]?.reason).toMatchObject({
      code: "kyc.decided-meanwhile",
      message: expect.stringMatching(
        /^(?:Ada Ash rejected this case|Olive Alder proposed an approval) in the meantime/,
      ),
    });
    expect((await Review.fromClient(clientId)).history).toHaveLength(1);
  }));

test("asking for more and rejecting each write what they say, once, and keep the reason out of the mail", () =>
  inFirm(async () => {
    const clientId = await judged({ outcome: "refer" });
    const { version, mail } = await Review.fromClient(clientId);
    expect(mail).toMatchObject({ to: "rosa@rowan.example", firmName: "Alder & Co" });
    const asked = await Review.requestMore(clientId, {
      version,
      message: "The photo of the passport is blurred. Please take it again.",
      items: ["document"],
    });
    expect(asked).toMatchObject({ status: "pending_questionnaire", more: { items: ["document"] } });
    const rejected = await Review.reject(clientId, {
      version: asked.version,
      reason: "Suspected forgery, see file note.",
    });
    expect(rejected).toMatchObject({ status: "rejected", clientStatus: "inactive" });
    expect(rejected.history.map(({ kind }) => kind)).toEqual(["reject", "more-asked"]);
    expect(await mails(clientId)).toEqual(["kyc-more", "kyc-rejected"]);
    expect(JSON.stringify(await Email.list({ clientId, limit: 100 }))).not.toContain("forgery");
    expect(JSON.stringify(await Activity.listForClient(clientId, { limit: 100 }))).not.toContain("forgery");
  }));

test("an alert after approval puts the client back into the queue, where it stays active until somebody decides", () =>
  inFirm(async () => {
    const clientId = await judged();
    expect(await Review.fromClient(clientId)).toMatchObject({
      status: "approved",
      decision: { by: null },
      risk: { level: "low" },
      reviewDueOn: expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
    });
    const { id } = (await Review.fromClient(clientId)).checks[0] ?? { id: "" };
    await withActor(lem(), () => Onboarding.move(clientId, { type: "alert", verificationId: id }));
    const { items } = await Review.list({ status: "pending_approval", sort: "age", limit: 100 });
    expect(items.find((item) => item.clientId === clientId)).toMatchObject({
      flags: ["Monitoring alert", "Reviewed before"],
      risk: { level: "high", rated: false },
    });
    expect(await Client.fromId(clientId)).toMatchObject({ status: "active" });
    const { version } = await Review.fromClient(clientId);
    const done = await Review.approve(clientId, { version, reason: REASON, override: false });
    expect(done).toMatchObject({ status: "approved", alertAt: null });
    expect(await mails(clientId)).toEqual(["kyc-approved"]);
  }));

test("the queue is by age or by risk, of one risk when asked, each case on exactly one page, and counted", async () =>
  withActor(await someFirm(), async () => {
    const referred = await judged({ outcome: "refer" });
    const pep = await judged({ outcome: "refer" }, { ...ALL_NO, pep: true });
    const match = await judged({ outcome: "pass", amlStatus: "match", hits: [aHit()] });
    const rated = await judged({ outcome: "fail" });
    const { version } = await Review.fromClient(rated);
    await Review.rate(rated, { version, level: "low", reason: REASON });
    const ids = async (sort: "age" | "risk", limit: number, risk?: "high" | "low") => {
      const [found, asked] = [new Array<string>(), { status: "pending_approval", sort, limit, risk } as const];
      let cursor: string | undefined;
      do {
        const page = await Review.list({ ...asked, cursor });
        expect(page.items.length).toBeLessThanOrEqual(limit);
        found.push(...page.items.map(({ clientId }) => clientId));
        cursor = page.nextCursor ?? undefined;
      } while (cursor);
      return found;
    };
    for (const limit of [1, 3, 10]) {
      expect(await ids("age", limit)).toEqual([referred, pep, match, rated]);
      expect(await ids("risk", limit)).toEqual([pep, match, referred, rated]);
      expect(await ids("age", limit, "high")).toEqual([pep, match]);
      expect(await ids("risk", limit, "low")).toEqual([rated]);
    }
    expect(await Review.count()).toEqual({ waiting: 4, secondApproval: 0 });
    const one = { count: 1, hasMore: false };
    expect(await Review.counts({ status: "pending_approval" })).toEqual({
      high: { count: 2, hasMore: false },
      medium: one,
      low: one,
    });
    const { nextCursor } = await Review.list({ status: "pending_approval", sort: "risk", limit: 1 });
    const elsewhere = { status: "pending_approval", sort: "age", limit: 1, cursor: nextCursor ?? "" } as const;
    expect(await refusal(Review.list(elsewhere))).toMatchObject({ code: "cursor.invalid" });
  }));

test("a match with a sanctions list is dismissed by nobody who may not override", () =>
  inFirm(async () => {
    const hit = aHit({ type: "sanctions" });
    const clientId = await judged({ amlStatus: "match", hits: [hit] });
    const { checks } = await Review.fromClient(clientId);
    const at = { checkId: checks[0]?.id ?? "", hitId: hit.id };
    expect(
      await refusal(asOther(() => Review.dismissHit(clientId, at, { reason: REASON }), { role: "accountant" })),
    ).toMatchObject({ code: "actor.permission" });
    expect(await refusal(Review.dismissHit(clientId, { ...at, hitId: "hit_other" }, { reason: REASON }))).toMatchObject(
      {
        kind: "not-found",
      },
    );
    expect((await Review.dismissHit(clientId, at, { reason: REASON })).against).toEqual([]);
  }));

test("another firm's case is not there, and a viewer sees none", () =>
  inFirm(async () => {
    const clientId = await judged({ outcome: "refer" });
    const other = await someFirm();
    expect(await refusal(withActor(other, () => Review.fromClient(clientId)))).toMatchObject({ kind: "not-found" });
    expect(
      await refusal(withActor(other, () => Review.reject(clientId, { version: 1, reason: "Not ours at all." }))),
    ).toMatchObject({ kind: "not-found" });
    expect(await refusal(asOther(() => Review.fromClient(clientId), { role: "viewer" }))).toMatchObject({
      code: "actor.permission",
    });
  }));
