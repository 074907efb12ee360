import { expect, it } from "vitest";
import { Client } from "../client/index.ts";
import { Email } from "../email/index.ts";
import { someFirm } from "../firm/testing/firm.ts";
import { tenantId, withActor } from "../lib/actor.ts";
import { DAY_MS, now, withClock } from "../lib/clock.ts";
import { dueRows } from "../lib/table/due.ts";
import { work } from "./due.ts";
import { Onboarding } from "./index.ts";
import { loadCase } from "./read.ts";
import { aClient, result, ROSA, rosa, submitted } from "./testing/walk.ts";

const START = Date.parse("2026-11-24T09:00:00.000Z");
const inFirm = async <T>(fn: () => Promise<T>): Promise<T> =>
  withActor(await someFirm(), () => withClock(() => START, fn));
const onDay = <T>(days: number, fn: () => Promise<T>): Promise<T> => withClock(() => START + days * DAY_MS, fn);
/** What the sweep finds of this firm, worked as the worker does. */
const swept = async () => {
  const found = (await dueRows("onboarding", 1000)).filter((row) => row.tenantId === tenantId());
  const system = { kind: "system", name: "onboarding-worker", tenantId: tenantId() } as const;
  return withActor(system, () => Promise.all(found.flatMap(({ id }) => [work(id), work(id)])));
};
const reminders = async (clientId: string) => {
  const { items } = await Email.list({ clientId, limit: 100 });
  return items.filter(({ template }) => template === "onboarding-reminder").map(({ to }) => to);
};

it("a client who was invited is reminded three times, once each, and never again", () =>
  inFirm(async () => {
    const clientId = await aClient();
    expect(await onDay(30, swept)).toEqual([]);
    await Onboarding.invite(clientId, ROSA, []);
    expect(await onDay(2.9, swept)).toEqual([]);
    for (const [n, day] of [3, 7, 12].entries()) {
      expect((await onDay(day, swept)).filter((done) => done === "reminded")).toHaveLength(1);
      expect(await onDay(day, () => reminders(clientId))).toHaveLength(n + 1);
    }
    expect(await onDay(400, swept)).toEqual([]);
    expect(await reminders(clientId)).toEqual([ROSA.email, ROSA.email, ROSA.email]);
  }));

it("reminders stop when the client has done its part, and begin anew when more is asked", () =>
  inFirm(async () => {
    const clientId = await submitted("kyc_1");
    await result(clientId, "kyc_1", { outcome: "refer" });
    expect(await onDay(30, swept)).toEqual([]);
    await onDay(31, () =>
      Onboarding.move(clientId, { type: "more-asked", message: "Your address", items: ["answers"] }),
    );
    expect(await onDay(33, swept)).toEqual([]);
    expect(await onDay(34, swept)).toContain("reminded");
    await onDay(35, () => Onboarding.move(clientId, { type: "reject", reason: "did not answer" }));
    expect(await onDay(60, swept)).toEqual([]);
  }));

it("an approved case comes up for its re-review on the day, and the client stays active and hears nothing", () =>
  inFirm(async () => {
    const clientId = await submitted("kyc_1");
    await Onboarding.move(clientId, {
      type: "rated",
      level: "high",
      reason: "many countries",
      reviewDueOn: "2027-11-24",
    });
    await result(clientId, "kyc_1");
    expect(await onDay(364, swept)).toEqual([]);
    expect(await onDay(365.1, swept)).toContain("re-review");
    expect((await loadCase(clientId)).row).toMatchObject({ status: "pending_approval", review: 1 });
    expect(await Client.fromId(clientId)).toMatchObject({ status: "active" });
    expect((await withActor(rosa(clientId), () => Onboarding.forPortal({}))).stage).toBe("approved");
    expect(now()).toBe(START);
    expect(await reminders(clientId)).toEqual([]);
  }));
