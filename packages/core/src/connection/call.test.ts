import { ask, connectedFirm, scenario, state } from "./testing/world.ts";
import { describe, expect, it } from "vitest";
import { someFirm } from "../firm/testing/firm.ts";
import { withActor } from "../lib/actor.ts";
import { MINUTE_MS, withClock } from "../lib/clock.ts";
import { callXero, Connection } from "./index.ts";

const failing = (organisation: string, ...scenarios: object[]) => scenario(organisation, "incident", { scenarios });
const calls = async (): Promise<number> =>
  (await state()).seen.filter(({ path }) => path.includes("Organisation")).length;

describe("a call", () => {
  it("is not made for a firm that is not connected", async () => {
    const before = await calls();
    const { tenantId } = await someFirm();
    await expect(callXero(tenantId, "background", ask)).rejects.toMatchObject({
      kind: "auth",
      details: { untried: true, providerCode: "never-connected" },
    });
    expect(await calls()).toBe(before);
  });

  it("that Xero refuses for the limit stops all calls of the organisation for as long as Xero says, and no other's", async () => {
    const [{ actor, organisation }, other] = [await connectedFirm(), await connectedFirm()];
    await failing(organisation, { status: 429, retryAfterS: 30, times: 1 });
    const refused = { kind: "rate-limit", details: { retryAfterMs: 30_000 } };
    await expect(callXero(actor.tenantId, "interactive", ask)).rejects.toMatchObject(refused);
    const before = await calls();
    await expect(callXero(actor.tenantId, "interactive", ask)).rejects.toMatchObject({
      kind: "rate-limit",
      details: { untried: true },
    });
    expect(await calls()).toBe(before);
    expect(await callXero(other.actor.tenantId, "background", ask)).toMatch(/^Test /);
    const later = () => Date.now() + 30_001;
    expect(await withClock(later, () => callXero(actor.tenantId, "background", ask))).toMatch(/^Test /);
  });

  it("is not made after five failures in a row, for five minutes, and other organisations do not notice", async () => {
    const [{ actor, organisation }, other] = [await connectedFirm(), await connectedFirm()];
    await failing(organisation, { status: 503 });
    for (let n = 0; n < 5; n += 1)
      await expect(callXero(actor.tenantId, "background", ask)).rejects.toMatchObject({ kind: "unavailable" });
    await failing(organisation);
    await expect(callXero(actor.tenantId, "background", ask)).rejects.toMatchObject({
      details: { providerCode: "circuit-open", untried: true },
    });
    const { details } = await withActor(actor, () => Connection.read());
    expect(details?.circuit).toMatchObject({ state: "open", failures: 5 });
    expect(await callXero(other.actor.tenantId, "background", ask)).toMatch(/^Test /);
    const later = () => Date.now() + 5 * MINUTE_MS + 1000;
    expect(await withClock(later, () => callXero(actor.tenantId, "background", ask))).toMatch(/^Test /);
  });

  it("of the background leaves the last tenth of the day to people", async () => {
    const { actor, organisation } = await connectedFirm();
    await scenario(organisation, "day-left", { left: 90 });
    expect(await callXero(actor.tenantId, "background", ask)).toMatch(/^Test /);
    await expect(callXero(actor.tenantId, "background", ask)).rejects.toMatchObject({
      kind: "rate-limit",
      details: { untried: true },
    });
    expect(await callXero(actor.tenantId, "interactive", ask)).toMatch(/^Test /);
  });

  it("never goes beyond sixty a minute and five at once, and Xero never has to say so", async () => {
    const { actor, organisation } = await connectedFirm();
    let waited = 0;
    for (let round = 0; round < 14; round += 1) {
      const outcomes = await Promise.allSettled(
        Array.from({ length: 6 }, () => callXero(actor.tenantId, "interactive", ask)),
      );
      waited += outcomes.filter(({ status }) => status === "rejected").length;
    }
    expect(waited).toBeGreaterThan(14);
    const { organisations } = await state(organisation);
    expect(organisations[0]?.limited).toEqual({});
  });
});
