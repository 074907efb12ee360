import { expect, it } from "vitest";
import { Client } from "../client/index.ts";
import { Email } from "../email/index.ts";
import { someFirm } from "../firm/testing/firm.ts";
import { withActor } from "../lib/actor.ts";
import { newId } from "../lib/id.ts";
import { SyncRow } from "../outbox/record.ts";
import { Onboarding } from "./index.ts";
import { loadCase } from "./read.ts";
import { aClient, lem, result, ROSA, rosa, submitted } from "./testing/walk.ts";

const inFirm = async <T>(fn: () => Promise<T>): Promise<T> => withActor(await someFirm(), fn);
const mailsTo = async (clientId: string) => {
  const { items } = await Email.list({ clientId, limit: 100 });
  return items.map(({ template }) => template).toSorted();
};
const caught = (run: Promise<unknown>) =>
  run.then(
    () => null,
    (error: { code?: string }) => error.code,
  );

it("a clean result that comes five times at once approves once: one mail, an active client, its contact due for Xero", () =>
  inFirm(async () => {
    const clientId = await submitted("kyc_1");
    const { tenantId } = (await loadCase(clientId)).row;
    const key = { tenantId, kind: "contact", id: clientId } as const;
    const before = await SyncRow.get(key).go({ consistent: true });
    const outcomes = await Promise.all(Array.from({ length: 5 }, () => result(clientId, "kyc_1")));
    expect(outcomes.filter(({ moved }) => moved)).toHaveLength(1);
    expect(await mailsTo(clientId)).toEqual(["kyc-approved"]);
    expect(await Client.fromId(clientId)).toMatchObject({ status: "active" });
    const after = await SyncRow.get(key).go({ consistent: true });
    expect(after.data?.generation).toBe((before.data?.generation ?? 0) + 1);
    expect((await loadCase(clientId)).row).toMatchObject({ status: "approved", decision: { by: null } });
  }));

it("of two reviewers who decide at once one decides, and the other is told to look again", () =>
  inFirm(async () => {
    const clientId = await submitted("kyc_1");
    const { row } = await result(clientId, "kyc_1", { outcome: "refer" });
    const at = { version: row.version };
    const outcomes = await Promise.all([
      caught(Onboarding.move(clientId, { type: "approve", reason: "in order", against: [] }, at)),
      caught(Onboarding.move(clientId, { type: "reject", reason: "papers do not agree" }, at)),
    ]);
    expect(outcomes).toHaveLength(2);
    expect(new Set(outcomes)).toEqual(new Set([null, "onboarding.version-conflict"]));
    const { status } = (await loadCase(clientId)).row;
    expect(await mailsTo(clientId)).toEqual([status === "approved" ? "kyc-approved" : "kyc-rejected"]);
    expect(await Client.fromId(clientId)).toMatchObject({ status: status === "approved" ? "active" : "inactive" });
  }));

it("a move waits for nobody else's change of the client, and loses none", () =>
  inFirm(async () => {
    const clientId = await submitted("kyc_1");
    const { version } = await Client.fromId(clientId);
    await Promise.all([
      result(clientId, "kyc_1"),
      Client.update(clientId, { version, notes: "prefers email" }).catch(() => null),
    ]);
    expect(await Client.fromId(clientId)).toMatchObject({ status: "active" });
  }));

it("staff hear of an alert once; the client stays active and hears nothing", () =>
  inFirm(async () => {
    const clientId = await submitted("kyc_1");
    await result(clientId, "kyc_1");
    const alert = () => withActor(lem(), () => Onboarding.move(clientId, { type: "alert", verificationId: "kyc_1" }));
    await Promise.all([alert(), alert()]);
    expect((await loadCase(clientId)).row).toMatchObject({ status: "pending_approval", review: 1 });
    expect(await Client.fromId(clientId)).toMatchObject({ status: "active" });
    const { items } = await Email.list({ clientId, limit: 100 });
    expect(items.filter(({ to }) => to === ROSA.email).map(({ template }) => template)).toEqual(["kyc-approved"]);
  }));

it("another firm's case, and another client's for a person of the portal, is not there", async () => {
  const clientId = await inFirm(aClient);
  await inFirm(async () => {
    const own = await aClient();
    const reject = () => Onboarding.move(clientId, { type: "reject", reason: "not ours to reject" });
    expect(await caught(reject())).toBe("client.not-found");
    for (const other of [clientId, newId("cli"), await aClient()])
      expect(await caught(withActor(rosa(own), () => Onboarding.move(other, { type: "started" })))).toBe(
        "client.not-found",
      );
  });
});

it("an invitation to an active client from before asks nobody to onboard", () =>
  inFirm(async () => {
    const { id } = await Client.create({ type: "other", name: "Old Oak", status: "active" });
    await Onboarding.invite(id, ROSA, []);
    expect((await loadCase(id)).isStored).toBe(false);
    const prospect = await Client.create({ type: "other", name: "New Oak", status: "prospect" });
    await Onboarding.invite(prospect.id, ROSA, []);
    expect((await loadCase(prospect.id)).row).toMatchObject({
      status: "pending_questionnaire",
      inviteeName: ROSA.name,
    });
  }));
