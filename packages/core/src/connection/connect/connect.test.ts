import { ask, atXero, connect, connectedFirm, consent, newOrganisation, scenario, state } from "../testing/world.ts";
import { describe, expect, it } from "vitest";
import { Activity } from "../../activity/index.ts";
import { Email } from "../../email/index.ts";
import { member } from "../../firm/testing/firm.ts";
import { someFirm } from "../../firm/testing/firm.ts";
import { type StaffActor, withActor } from "../../lib/actor.ts";
import { MINUTE_MS, withClock } from "../../lib/clock.ts";
import { newId } from "../../lib/id.ts";
import { captureLog } from "../../lib/log.ts";
import { connectedFirms } from "../connected.ts";
import { callXero, Connection, getIntegrationSettings, tenantOfOrganisation } from "../index.ts";
import { connectedRow, liveOf } from "../live.ts";
import { XERO_SCOPES } from "../schema.ts";
import { STATE_MS } from "./kept.ts";

const SUCCESS = "/client-hub/settings/integrations?success=xero";
const CHOICE = "/client-hub/settings/integrations/xero/organisation";
const back = (actor: StaffActor, query: Record<string, string>) => withActor(actor, () => Connection.callback(query));
const read = (actor: StaffActor) => withActor(actor, () => Connection.read());
const disconnect = (actor: StaffActor) => withActor(actor, () => Connection.disconnect());
const atXeroNow = async (organisation: string) =>
  (await state()).connections.filter((one) => one.organisationId === organisation).length;
const everyFirm = async (): Promise<string[]> => {
  const found: string[] = [];
  for (let cursor: string | null | undefined; cursor !== null;) {
    const page = await connectedFirms(cursor);
    found.push(...page.tenantIds);
    cursor = page.nextCursor;
  }
  return found;
};

describe("a consent", () => {
  it("connects the firm: one row as the reference has it, with sealed credentials, and no token anywhere else", async () => {
    const logged: string[] = [];
    const stop = captureLog((line) => logged.push(line));
    const [actor, organisation] = [await someFirm(), await newOrganisation()];
    expect(await read(actor)).toMatchObject({ state: null, missing: [], details: null });
    expect(await connect(actor, [organisation])).toBe(SUCCESS);
    stop();
    const row = await connectedRow(actor.tenantId);
    expect(row).toMatchObject({
      integrationType: "xero",
      enabled: true,
      syncStatus: "connected",
      config: { syncFrequency: "daily", autoSync: false },
      xeroTenantId: organisation,
      connectedByName: actor.name,
    });
    const { tokenVersion: _, ...credentials } = liveOf(row);
    expect(Object.keys(credentials).toSorted()).toEqual(
      ["accessToken", "expiresAt", "refreshToken", "scope", "selectedTenantId", "tokenType"].toSorted(),
    );
    const view = await read(actor);
    expect(view).toMatchObject({ state: "connected", mode: "test", details: { connectedBy: actor.name } });
    expect(view.details?.scopes.every(({ granted }) => granted)).toBe(true);
    const seen = JSON.stringify([{ ...row, credentials: "" }, view, logged]);
    for (const secret of [credentials.accessToken, credentials.refreshToken]) expect(seen).not.toContain(secret);
    expect(await tenantOfOrganisation(organisation)).toBe(actor.tenantId);
    expect(await everyFirm()).toContain(actor.tenantId);
    expect(await callXero(actor.tenantId, "interactive", ask)).toMatch(/^Test /);
    expect((await read(actor)).details?.limits).toMatchObject({ minute: { used: 1 }, day: { remaining: 4999 } });
  });

  it("is asked with PKCE, every scope and a state of its own", async () => {
    const actor = await someFirm();
    const [one, two] = await withActor(actor, () => Promise.all([Connection.authorize(), Connection.authorize()]));
    const query = Object.fromEntries(new URL(one ?? "").searchParams);
    expect(query).toMatchObject({ response_type: "code", code_challenge_method: "S256" });
    expect(query.code_challenge).toMatch(/^[\w-]{43}$/);
    expect(query.scope?.split(" ")).toEqual(XERO_SCOPES.map(({ scope }) => scope));
    expect(new URL(two ?? "").searchParams.get("state")).not.toBe(query.state);
  });

  it("is worth nothing with a state that is missing, unknown, another's, too old or used; a stranger's try spends nothing", async () => {
    const [actor, organisation] = [await someFirm(), await newOrganisation()];
    const colleague: StaffActor = { ...actor, userId: newId("usr") };
    const stranger = await someFirm();
    const { state: known = "", code = "" } = await consent(actor, [organisation]);
    const invalid = { code: "xero.state-invalid" };
    await expect(back(actor, { code })).rejects.toMatchObject(invalid);
    await expect(back(actor, { code, state: "" })).rejects.toMatchObject(invalid);
    await expect(back(actor, { code, state: `${known}x` })).rejects.toMatchObject(invalid);
    await expect(back(colleague, { code, state: known })).rejects.toMatchObject(invalid);
    await expect(back(stranger, { code, state: known })).rejects.toMatchObject(invalid);
    await expect(back({ ...actor, tenantId: stranger.tenantId }, { code, state: known })).rejects.toMatchObject(
      invalid,
    );
    expect(await back(actor, { code, state: known })).toBe(SUCCESS);
    await expect(back(actor, { code, state: known })).rejects.toMatchObject(invalid);
    expect(await getIntegrationSettings(stranger.tenantId, "xero")).toBeNull();
    const old = await consent(actor, [organisation]);
    await expect(
      withClock(
        () => Date.now() + STATE_MS,
        () => back(actor, old),
      ),
    ).rejects.toMatchObject(invalid);
  });

  it.each([
    ["denied", { error: "access_denied" }, "xero.access-denied"],
    ["refused in other words", { error: "<script>" }, "xero.refused"],
    ["without a code", {}, "xero.code-missing"],
    ["with a code that is none", { code: "none" }, "xero.refused"],
  ])("that comes back %s connects nothing and says so", async (_, query, code) => {
    const actor = await someFirm();
    const url = new URL(await withActor(actor, () => Connection.authorize()));
    const known = url.searchParams.get("state") ?? "";
    await expect(back(actor, { ...query, state: known })).rejects.toMatchObject({ code });
    expect(await getIntegrationSettings(actor.tenantId, "xero")).toBeNull();
    if (code === "xero.access-denied")
      await expect(
        back(actor, await atXero(await withActor(actor, () => Connection.authorize()), "deny")),
      ).rejects.toMatchObject({ code });
  });

  it("without an organisation connects nothing", async () => {
    const [actor, organisation] = [await someFirm(), await newOrganisation()];
    const query = await consent(actor, [organisation]);
    await scenario(organisation, "disconnect");
    await expect(back(actor, query)).rejects.toMatchObject({ code: "xero.no-organisation" });
  });
});

describe("an organisation", () => {
  it("is chosen when there are several, once and by whoever consented; the others are let go at Xero", async () => {
    const actor = await someFirm();
    const [mine, other] = [await newOrganisation(), await newOrganisation()];
    expect(await connect(actor, [mine, other])).toBe(CHOICE);
    expect(await getIntegrationSettings(actor.tenantId, "xero")).toBeNull();
    const colleague: StaffActor = { ...actor, userId: newId("usr") };
    expect(await withActor(colleague, () => Connection.choices())).toEqual([]);
    const choices = await withActor(actor, () => Connection.choices());
    expect(choices.map(({ refusal }) => refusal)).toEqual([null, null]);
    expect(JSON.stringify(choices)).not.toMatch(/oken/);
    await expect(withActor(actor, () => Connection.choose("none"))).rejects.toMatchObject({ kind: "not-found" });
    const chosen = choices[0]?.connectionId ?? "";
    await withActor(actor, () => Connection.choose(chosen));
    const { xeroTenantId } = await connectedRow(actor.tenantId);
    expect([mine, other]).toContain(xeroTenantId);
    const unused = xeroTenantId === mine ? other : mine;
    expect([await atXeroNow(xeroTenantId), await atXeroNow(unused)]).toEqual([1, 0]);
    await expect(withActor(actor, () => Connection.choose(chosen))).rejects.toMatchObject({ code: "xero.choice-gone" });
  });

  it("belongs to one firm: another's is refused, alone and among several", async () => {
    const [first, organisation] = [await someFirm(), await newOrganisation()];
    await connect(first, [organisation]);
    const second = await someFirm();
    await expect(connect(second, [organisation])).rejects.toMatchObject({ code: "xero.organisation-taken" });
    await connect(second, [organisation, await newOrganisation()]);
    const taken = (await withActor(second, () => Connection.choices())).find(({ refusal }) => refusal === "taken");
    await expect(withActor(second, () => Connection.choose(taken?.connectionId ?? ""))).rejects.toMatchObject({
      code: "xero.organisation-taken",
    });
    expect(await tenantOfOrganisation(organisation)).toBe(first.tenantId);
    expect(await atXeroNow(organisation)).toBe(1);
    expect(await callXero(first.tenantId, "background", ask)).toMatch(/^Test /);
  });

  it("is the same at every reconnect: a wrong one changes nothing, and is let go at Xero", async () => {
    const [actor, organisation, wrong] = [await someFirm(), await newOrganisation(), await newOrganisation()];
    await connect(actor, [organisation]);
    await expect(connect(actor, [wrong])).rejects.toMatchObject({ code: "xero.wrong-organisation" });
    expect(await connectedRow(actor.tenantId)).toMatchObject({ xeroTenantId: organisation, state: "connected" });
    expect(await atXeroNow(wrong)).toBe(0);
    expect(await callXero(actor.tenantId, "background", ask)).toMatch(/^Test /);
  });
});

describe("an ended connection", () => {
  it("by the firm is ended at Xero too, keeps no token, and the same row goes on after a reconnect", async () => {
    const [actor, organisation] = [await someFirm(), await newOrganisation()];
    await connect(actor, [organisation]);
    const before = await connectedRow(actor.tenantId);
    await withActor(actor, () => Connection.update({ version: 1, autoSync: true }));
    await disconnect(actor);
    await disconnect(actor);
    expect(await atXeroNow(organisation)).toBe(0);
    const ended = await getIntegrationSettings(actor.tenantId, "xero");
    expect(ended).toMatchObject({ state: "disconnected", enabled: false, xeroTenantId: organisation });
    expect(ended?.credentials).toBeUndefined();
    expect(await tenantOfOrganisation(organisation)).toBeNull();
    expect(await everyFirm()).not.toContain(actor.tenantId);
    expect((await read(actor)).details).toMatchObject({ endedByFirm: true, reason: null });
    expect(await connect(actor, [organisation])).toBe(SUCCESS);
    const after = await connectedRow(actor.tenantId);
    expect(after).toMatchObject({ id: before.id, createdAt: before.createdAt, config: { autoSync: true } });
    const { items } = await withActor(actor, () => Activity.list({ limit: 10 }));
    expect(items.map(({ action }) => action).toReversed()).toEqual([
      "integration.connected",
      "integration.updated",
      "integration.disconnected",
      "integration.connected",
    ]);
  });

  it("does not take other firms' connections of the same Xero user with it", async () => {
    const [one, two] = [await someFirm(), await someFirm()];
    const [mine, theirs] = [await newOrganisation(), await newOrganisation()];
    await connect(one, [mine]);
    await connect(two, [theirs]);
    await disconnect(one);
    expect([await atXeroNow(mine), await atXeroNow(theirs)]).toEqual([0, 1]);
    expect(await callXero(two.tenantId, "background", ask)).toMatch(/^Test /);
  });

  it("inside Xero is noticed with the next call, told once to those who can mend it, and mended by a reconnect", async () => {
    const { actor, organisation } = await connectedFirm();
    const [to, row] = [await member(actor.tenantId, "owner"), await connectedRow(actor.tenantId)];
    await scenario(organisation, "disconnect");
    const calls = await Promise.allSettled(
      Array.from({ length: 4 }, () => callXero(actor.tenantId, "background", ask)),
    );
    expect(calls.every(({ status }) => status === "rejected")).toBe(true);
    const view = await read(actor);
    expect(view).toMatchObject({ state: "disconnected", details: { endedByFirm: false } });
    expect(view.details?.reason).toContain("ended inside Xero");
    const { items } = await withActor(actor, () => Email.list({ limit: 25 }));
    expect(items.map((mail) => [mail.to, mail.template])).toEqual([[to, "connection-broken"]]);
    expect(await connect(actor, [organisation])).toBe(SUCCESS);
    expect((await connectedRow(actor.tenantId)).id).toBe(row.id);
    expect(await callXero(actor.tenantId, "background", ask)).toMatch(/^Test /);
  });

  it("is not ended while Xero does not answer, and the firm is told that nothing was changed", async () => {
    const { actor, organisation } = await connectedFirm(1);
    await scenario(organisation, "incident", { scenarios: [{ status: 503, path: "/connect/token" }] });
    await expect(disconnect(actor)).rejects.toMatchObject({ code: "xero.unavailable" });
    expect(await connectedRow(actor.tenantId)).toMatchObject({ enabled: true });
    await scenario(organisation, "incident", { scenarios: [] });
    await withClock(
      () => Date.now() + 6 * MINUTE_MS,
      () => disconnect(actor),
    );
    expect(await atXeroNow(organisation)).toBe(0);
  });
});
