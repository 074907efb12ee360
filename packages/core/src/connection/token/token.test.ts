import { advance, connectedFirm, refreshesOf, scenario, ask } from "../testing/world.ts";
import { describe, expect, it } from "vitest";
import { Email } from "../../email/index.ts";
import { member } from "../../firm/testing/firm.ts";
import { withActor } from "../../lib/actor.ts";
import { DAY_MS, withClock } from "../../lib/clock.ts";
import { SealError } from "../../lib/secret/crypto.ts";
import { dueRows } from "../../lib/table/due.ts";
import { xeroConfig } from "../../provider/xero/config.ts";
import { refreshPair } from "../../provider/xero/identity.ts";
import { credentialsOf, openCredentials } from "../credentials.ts";
import type { IntegrationItem } from "../entity.ts";
import {
  callXero,
  Connection,
  getIntegrationSettings,
  refreshAccessToken,
  updateIntegrationCredentials,
  withXeroTokenRefresh,
} from "../index.ts";
import { connectedRow, liveOf } from "../live.ts";
import { TOKEN_QUEUE } from "./due.ts";
import { LEASE_MS, savePair, takeLease } from "./lease.ts";

const later = <T>(ms: number, fn: () => Promise<T>): Promise<T> => withClock(() => Date.now() + ms, fn);
/** A worker that took the lease and, when `asked`, the provider's answer too, and died before it wrote anything. */
async function killed(tenantId: string, asked: boolean): Promise<IntegrationItem> {
  const row = await connectedRow(tenantId);
  expect(await takeLease(row, "dead")).toBe(true);
  if (asked) await refreshPair(xeroConfig(), liveOf(row).refreshToken);
  return row;
}

describe("an expired token", () => {
  it("is refreshed exactly once by fifty workers at once, and all of them get the new pair", async () => {
    const { actor, user } = await connectedFirm(1);
    const before = liveOf(await connectedRow(actor.tenantId));
    const got = await Promise.all(Array.from({ length: 50 }, () => withXeroTokenRefresh(actor.tenantId)));
    expect(await refreshesOf(user)).toEqual({ refreshes: 1, refused: 0 });
    const stored = liveOf(await connectedRow(actor.tenantId));
    expect(stored.accessToken).not.toBe(before.accessToken);
    expect(stored.refreshToken).not.toBe(before.refreshToken);
    expect(new Set(got.map(({ accessToken }) => accessToken))).toEqual(new Set([stored.accessToken]));
    expect(await callXero(actor.tenantId, "background", ask)).toMatch(/^Test /);
  });

  it("is refreshed by the next worker when one was killed before it asked, once its lease has run out", async () => {
    const { actor, user } = await connectedFirm(1);
    await killed(actor.tenantId, false);
    const got = await later(LEASE_MS + 1000, () => withXeroTokenRefresh(actor.tenantId));
    expect(await refreshesOf(user)).toEqual({ refreshes: 1, refused: 0 });
    expect(liveOf(await connectedRow(actor.tenantId))).toEqual(got);
  });

  it("is refreshed within Xero's grace when one was killed between the answer and the write", async () => {
    const { actor, user } = await connectedFirm(1, false);
    await killed(actor.tenantId, true);
    await later(LEASE_MS + 1000, () => withXeroTokenRefresh(actor.tenantId));
    expect(await refreshesOf(user)).toEqual({ refreshes: 2, refused: 0 });
    expect(await callXero(actor.tenantId, "background", ask)).toMatch(/^Test /);
  });

  it("of a worker that was merely slow is stored all the same: it is the only good one", async () => {
    const { actor, user } = await connectedFirm(1);
    const row = await connectedRow(actor.tenantId);
    await takeLease(row, "slow");
    const pair = await refreshPair(xeroConfig(), liveOf(row).refreshToken);
    expect(await later(LEASE_MS + 1000, () => takeLease(row, "next"))).toBe(true);
    expect(await savePair(row, "slow", credentialsOf(pair, row.xeroTenantId))).toBe(true);
    expect((await withXeroTokenRefresh(actor.tenantId)).accessToken).toBe(pair.accessToken);
    expect(await refreshesOf(user)).toEqual({ refreshes: 1, refused: 0 });
  });
});

it("a token that Xero ended early is refreshed and the call made once more, by four callers with one refresh", async () => {
  const { actor, organisation, user } = await connectedFirm();
  await scenario(organisation, "expire-access");
  // Xero's tokens carry whole seconds: one of this second would count as ended, too.
  await advance(organisation, 2000);
  const answers = await Promise.all(Array.from({ length: 4 }, () => callXero(actor.tenantId, "background", ask)));
  expect(answers).toHaveLength(4);
  expect(await refreshesOf(user)).toEqual({ refreshes: 1, refused: 0 });
});

it("a token that is nearly over serves on while Xero's identity service is down", async () => {
  const { actor, organisation, user } = await connectedFirm(240);
  await scenario(organisation, "incident", { scenarios: [{ status: 503, path: "/connect/token" }] });
  const before = liveOf(await connectedRow(actor.tenantId));
  expect(await withXeroTokenRefresh(actor.tenantId)).toEqual(before);
  await scenario(organisation, "incident", { scenarios: [] });
  expect((await withXeroTokenRefresh(actor.tenantId)).accessToken).not.toBe(before.accessToken);
  expect(await refreshesOf(user)).toEqual({ refreshes: 1, refused: 0 });
});

it("invalid_grant ends the connection, is asked once however often we are called, and mails each manager once", async () => {
  const { actor, user } = await connectedFirm(1);
  const { tenantId } = actor;
  const told = [await member(tenantId, "owner"), await member(tenantId, "admin")];
  await member(tenantId, "viewer");
  await killed(tenantId, true);
  const call = () => later(LEASE_MS + 1000, () => callXero(tenantId, "background", ask));
  const ends = await Promise.allSettled(Array.from({ length: 10 }, call));
  expect(ends.map(({ status }) => status)).toEqual(Array(10).fill("rejected"));
  for (let n = 0; n < 5; n += 1)
    await expect(call()).rejects.toMatchObject({ details: { providerCode: "reauth_required", untried: true } });
  expect(await later(11 * DAY_MS, () => Connection.refreshIdleToken(tenantId))).toBe("not-due");
  expect(await refreshesOf(user)).toEqual({ refreshes: 1, refused: 1 });
  const row = await getIntegrationSettings(tenantId, "xero");
  expect(row).toMatchObject({ state: "reauth_required", syncStatus: "error", enabled: true });
  expect(row).not.toHaveProperty("gsi1pk");
  const { items } = await withActor(actor, () => Email.list({ limit: 25 }));
  expect(items.map(({ to, template }) => `${template} ${to}`).toSorted()).toEqual(
    told.map((to) => `connection-broken ${to}`).toSorted(),
  );
});

it("sealed credentials open for no other firm, and a stale writer does not overwrite a newer pair", async () => {
  const [one, other] = [await connectedFirm(), await connectedFirm()];
  const row = await connectedRow(one.actor.tenantId);
  expect(() => openCredentials(other.actor.tenantId, row.credentials)).toThrow(SealError);
  const { tokenVersion, ...credentials } = await refreshAccessToken(one.actor.tenantId);
  expect(await updateIntegrationCredentials(one.actor.tenantId, "xero", credentials, tokenVersion - 1)).toBe(false);
  expect(await updateIntegrationCredentials(one.actor.tenantId, "xero", credentials, tokenVersion)).toBe(true);
});

it("a token nobody used is due after ten days, is refreshed then, and not again before ten more", async () => {
  const { actor, user } = await connectedFirm();
  const { tenantId } = actor;
  expect(await later(9 * DAY_MS, () => Connection.refreshIdleToken(tenantId))).toBe("not-due");
  const due = await later(10.1 * DAY_MS, () => dueRows(TOKEN_QUEUE, 5000));
  expect(due.filter((row) => row.tenantId === tenantId)).toHaveLength(1);
  expect(await later(10.1 * DAY_MS, () => Connection.refreshIdleToken(tenantId))).toBe("refreshed");
  expect(await later(19 * DAY_MS, () => Connection.refreshIdleToken(tenantId))).toBe("not-due");
  expect(await refreshesOf(user)).toEqual({ refreshes: 1, refused: 0 });
});
