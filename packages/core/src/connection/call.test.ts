import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { someFirm } from "../firm/testing/firm.ts";
import type { StaffActor } from "../lib/actor.ts";
import { ProviderError } from "../lib/provider/error.ts";
import { xeroFault } from "../provider/xero/fault.ts";
import { callXero, getIntegrationSettings } from "./index.ts";
import { connectedWith } from "./testing/connected.ts";

/** A token endpoint that rotates strictly: each refresh token is good once. */
let refreshes = 0;
let grant: () => { status: number; body: object };
const server = createServer((_, answer) => {
  refreshes += 1;
  const { status, body } = grant();
  answer.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
});
await new Promise<void>((up) => server.listen(0, "127.0.0.1", up));
const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
Object.assign(process.env, {
  XERO_CLIENT_ID: "client",
  XERO_CLIENT_SECRET: "secret",
  XERO_IDENTITY_URL: url,
  XERO_API_URL: url,
});
afterAll(() => void server.close());

let actor: StaffActor;
beforeEach(async () => {
  actor = await someFirm();
  refreshes = 0;
  grant = () => ({
    status: 200,
    body: {
      access_token: `new-${refreshes}`,
      refresh_token: `r-${refreshes}`,
      expires_in: 1800,
      token_type: "Bearer",
      scope: "offline_access",
    },
  });
});

const expired = () => xeroFault(401, { Detail: "TokenExpired: token expired at 11/23/2026 15:00:00" });

describe("a call", () => {
  it("goes out with the firm's own token and organisation", async () => {
    const xeroTenantId = await connectedWith(actor, { accessToken: "mine" });
    const seen = await callXero(actor.tenantId, "background", (access) => Promise.resolve(access));
    expect(seen).toMatchObject({ accessToken: "mine", xeroTenantId, baseUrl: `${url}/api.xro/2.0` });
    expect(refreshes).toBe(0);
  });

  it("with an expired token is made with the new one, which is stored", async () => {
    await connectedWith(actor, { expiresInS: 1 });
    expect(await callXero(actor.tenantId, "background", (access) => Promise.resolve(access.accessToken))).toBe("new-1");
    expect(await callXero(actor.tenantId, "background", (access) => Promise.resolve(access.accessToken))).toBe("new-1");
    expect(refreshes).toBe(1);
  });

  it("that Xero says is expired is refreshed once and made once more", async () => {
    await connectedWith(actor, { accessToken: "old" });
    const tokens: string[] = [];
    const answer = await callXero(actor.tenantId, "interactive", ({ accessToken }) => {
      tokens.push(accessToken);
      return accessToken === "old" ? Promise.reject(expired()) : Promise.resolve("done");
    });
    expect({ answer, tokens, refreshes }).toEqual({ answer: "done", tokens: ["old", "new-1"], refreshes: 1 });
  });

  it("is not made, and nothing refreshed, for a firm that is not connected", async () => {
    const sent = () => Promise.reject(new Error("sent"));
    await expect(callXero(actor.tenantId, "background", sent)).rejects.toMatchObject({
      kind: "auth",
      details: { untried: true, providerCode: "never-connected" },
    });
  });

  it("to an organisation that was disconnected inside Xero ends the connection, and the next is not made", async () => {
    await connectedWith(actor);
    const refused = () => Promise.reject(xeroFault(403, { Title: "Forbidden", Detail: "AuthenticationUnsuccessful" }));
    await expect(callXero(actor.tenantId, "background", refused)).rejects.toBeInstanceOf(ProviderError);
    expect(await getIntegrationSettings(actor.tenantId, "xero")).toMatchObject({
      state: "disconnected",
      syncStatus: "error",
    });
    await expect(callXero(actor.tenantId, "background", () => Promise.resolve())).rejects.toMatchObject({
      details: { untried: true, providerCode: "disconnected" },
    });
  });
});
