import { createHash } from "node:crypto";
import { afterAll, beforeAll, expect, it } from "vitest";
import { callAs, type Started, startTwin } from "../testing/xero.ts";
import type { Wire } from "../query/where.ts";

let twin: Started;
beforeAll(async () => {
  twin = await startTwin();
});
afterAll(() => twin.xero.close());

const VERIFIER = "v".repeat(43);
const CHALLENGE = createHash("sha256").update(VERIFIER).digest("base64url");
const SCOPE = "offline_access accounting.contacts";

const asked = (over: Record<string, string> = {}): Record<string, string> => ({
  response_type: "code",
  client_id: twin.xero.env.XERO_CLIENT_ID,
  redirect_uri: twin.xero.env.XERO_REDIRECT_URI,
  scope: SCOPE,
  state: "s1",
  code_challenge: CHALLENGE,
  code_challenge_method: "S256",
  ...over,
});
const page = (over: Record<string, string> = {}): Promise<Response> =>
  fetch(`${twin.xero.env.XERO_AUTHORIZE_URL}?${new URLSearchParams(asked(over)).toString()}`);

/** Presses a button of the authorise page as its own form says; answers where one is sent. */
async function consent(answer: "allow" | "deny", names: readonly string[], over: Record<string, string> = {}) {
  const html = await (await page(over)).text();
  const form = new URLSearchParams(asked(over));
  form.set("answer", answer);
  form.set("user", /<option value="([^"]+)">Olivia/.exec(html)?.[1] ?? "");
  for (const name of names) form.append("organisation", new RegExp(`value="([^"]+)"> ${name}`).exec(html)?.[1] ?? "");
  const sent = await fetch(twin.xero.env.XERO_AUTHORIZE_URL, { method: "POST", body: form, redirect: "manual" });
  return { status: sent.status, to: new URL(sent.headers.get("location") ?? "http://nowhere.example") };
}

async function token(form: Record<string, string>, secret = twin.xero.secrets.XERO_CLIENT_SECRET) {
  const basic = Buffer.from(`${twin.xero.env.XERO_CLIENT_ID}:${secret}`).toString("base64");
  const answer = await fetch(`${twin.xero.url}/connect/token`, {
    method: "POST",
    headers: { authorization: `Basic ${basic}` },
    body: new URLSearchParams(form),
  });
  return { status: answer.status, body: (await answer.json()) as Wire };
}
const exchange = (code: string, over: Record<string, string> = {}, secret?: string) =>
  token(
    {
      grant_type: "authorization_code",
      code,
      redirect_uri: twin.xero.env.XERO_REDIRECT_URI,
      code_verifier: VERIFIER,
      ...over,
    },
    secret,
  );
const refresh = (refreshToken: unknown) => token({ grant_type: "refresh_token", refresh_token: String(refreshToken) });
const codeOf = async (names = ["Birch"]): Promise<string> =>
  (await consent("allow", names)).to.searchParams.get("code") ?? "";
const refused = { status: 400, body: { error: "invalid_grant" } };

it("a consent for two organisations gives a code, tokens, and the connections of that very consent", async () => {
  const { to } = await consent("allow", ["Alder", "Cedar"]);
  expect(`${to.origin}${to.pathname}?state=${to.searchParams.get("state") ?? ""}`).toBe(
    `${twin.xero.env.XERO_REDIRECT_URI}?state=s1`,
  );
  const { body } = await exchange(to.searchParams.get("code") ?? "");
  expect(body).toMatchObject({ expires_in: 1800, token_type: "Bearer", scope: SCOPE });
  const claims = JSON.parse(Buffer.from(String(body.access_token).split(".")[1] ?? "", "base64url").toString()) as Wire;
  const event = String(claims.authentication_event_id);
  const headers = { authorization: `Bearer ${String(body.access_token)}` };
  const connections = await fetch(`${twin.xero.url}/connections?authEventId=${event}`, { headers });
  const granted = (await connections.json()) as Wire[];
  expect(granted.map((one) => String(one.tenantName)).toSorted()).toEqual(["Alder & Co (demo)", "Cedar Starter"]);
  const id = String(granted[0]?.id);
  expect((await fetch(`${twin.xero.url}/connections/${id}`, { method: "DELETE", headers })).status).toBe(204);
  expect(
    (await callAs(twin.xero.url, String(granted[0]?.tenantId), String(body.access_token))("GET", "/Contacts")).status,
  ).toBe(403);
});

it("refusing sends access_denied back; no organisation chosen sends nobody anywhere", async () => {
  const { to } = await consent("deny", []);
  expect([to.searchParams.get("error"), to.searchParams.get("state")]).toEqual(["access_denied", "s1"]);
  expect((await consent("allow", [])).status).toBe(400);
});

it("an unknown client, another redirect address and a broad scope never leave Xero's page", async () => {
  for (const over of [
    { client_id: "x" },
    { redirect_uri: "https://evil.example" },
    { scope: "accounting.transactions" },
  ])
    expect((await page(over)).status).toBe(400);
});

it("a code is good once, with its verifier, its redirect address and the app's secret", async () => {
  expect(await exchange(await codeOf(), { code_verifier: "w".repeat(43) })).toEqual(refused);
  expect(await exchange(await codeOf(), { code_verifier: "" })).toEqual(refused);
  expect(await exchange(await codeOf(), { redirect_uri: "https://evil.example" })).toEqual(refused);
  expect((await exchange(await codeOf(), {}, "wrong")).body).toEqual({ error: "invalid_client" });
  const code = await codeOf();
  expect((await exchange(code)).status).toBe(200);
  expect(await exchange(code)).toEqual(refused);
});

it("a replaced refresh token works for thirty more minutes, and never again after", async () => {
  const { refreshToken, clock } = await twin.caller({ clock: { frozen: "2026-11-25T10:00:00Z" } });
  const first = await refresh(refreshToken);
  await clock({ advanceMs: 30 * 60_000 });
  const retried = await refresh(refreshToken);
  expect([first.status, retried.status]).toEqual([200, 200]);
  await clock({ advanceMs: 1000 });
  expect(await refresh(refreshToken)).toEqual(refused);
  // The answer that got lost gave a token, too: it lost its place to the retry's.
  await clock({ advanceMs: 30 * 60_000 });
  expect(await refresh(first.body.refresh_token)).toEqual(refused);
  expect((await refresh(retried.body.refresh_token)).status).toBe(200);
});

it("with strict rotation a refresh token is good exactly once", async () => {
  const { refreshToken, user, organisationId } = await twin.caller({}, { strictRotation: true });
  const answers = await Promise.all([1, 2, 3].map(() => refresh(refreshToken)));
  expect(answers.map((one) => one.status).toSorted((a, b) => a - b)).toEqual([200, 400, 400]);
  const { users } = await twin.state(organisationId);
  expect(users.find((one) => one.id === user)).toMatchObject({ refreshes: 1 });
});

it("a refresh token unused for sixty days is dead", async () => {
  const { refreshToken, clock } = await twin.caller();
  await clock({ advanceMs: 60 * 24 * 60 * 60_000 + 60_000 });
  expect(await refresh(refreshToken)).toEqual(refused);
});

it("an access token dies after thirty minutes, and a refreshed one works at once", async () => {
  const { call, clock, refreshToken, organisationId, script } = await twin.caller();
  await clock({ advanceMs: 30 * 60_000 });
  const late = await call("GET", "/Contacts");
  expect([late.status, late.body.Detail]).toEqual([
    401,
    expect.stringMatching(/^TokenExpired: token expired at \d\d\/\d\d\/\d{4} /),
  ]);
  await script({ xero: "expire-access" });
  const { body } = await refresh(refreshToken);
  const fresh = callAs(twin.xero.url, organisationId, String(body.access_token));
  expect((await fresh("GET", "/Contacts")).status).toBe(200);
});

it("disconnected inside Xero, calls are 403 while refreshing still works; revoking ends both", async () => {
  const { call, script, refreshToken } = await twin.caller();
  await script({ xero: "disconnect" });
  const shut = await call("GET", "/Contacts");
  expect([shut.status, shut.body.Detail]).toEqual([403, "AuthenticationUnsuccessful"]);
  const { body } = await refresh(refreshToken);
  const basic = Buffer.from(`${twin.xero.env.XERO_CLIENT_ID}:${twin.xero.secrets.XERO_CLIENT_SECRET}`).toString(
    "base64",
  );
  const revoked = await fetch(`${twin.xero.url}/connect/revocation`, {
    method: "POST",
    headers: { authorization: `Basic ${basic}` },
    body: new URLSearchParams({ token: String(body.refresh_token) }),
  });
  expect([revoked.status, await revoked.text()]).toEqual([200, ""]);
  expect(await refresh(body.refresh_token)).toEqual(refused);
});

it("a scope lets one do what it says and no more", async () => {
  const { call } = await twin.caller({}, { scope: "offline_access accounting.contacts.read" });
  expect((await call("GET", "/Contacts")).status).toBe(200);
  expect((await call("PUT", "/Contacts", { Name: "Ash" })).body.Detail).toBe("AuthorizationUnsuccessful");
  expect((await call("GET", "/Invoices")).status).toBe(401);
});

it("a token that we did not sign, and somebody else's organisation, are refused", async () => {
  const [mine, theirs] = [await twin.caller(), await twin.caller()];
  const forged = `${mine.accessToken.slice(0, -4)}AAAA`;
  expect((await callAs(twin.xero.url, mine.organisationId, forged)("GET", "/Contacts")).status).toBe(401);
  expect((await callAs(twin.xero.url, theirs.organisationId, mine.accessToken)("GET", "/Contacts")).status).toBe(403);
});
