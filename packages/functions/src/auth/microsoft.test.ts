/** Sign-in with Microsoft against the twin of its endpoints, from the button to the session. */
import { randomUUID } from "node:crypto";
import { expect, it } from "vitest";
import { Browser, newFirm } from "./testing/browser.ts";

const authority = (): string => String(process.env.MICROSOFT_AUTHORITY);
const script = (body: object) =>
  fetch(`${authority()}/__script`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });

/** Somebody with a Microsoft account at this address. */
async function person(email: string, claims: Record<string, unknown> = { xms_edov: true }): Promise<string> {
  const oid = randomUUID();
  await script({ person: { oid, email, name: "Olivia at Microsoft", claims } });
  return oid;
}

/** Goes to Microsoft, picks a person (or "deny"), comes back; answers where the browser ends up. */
async function viaMicrosoft(browser: Browser, oid: string, path = "/api/auth/sign-in/social"): Promise<URL> {
  const { data } = await browser.post<{ url: string }>(path, {
    provider: "microsoft",
    callbackURL: "/client-hub",
    errorCallbackURL: "/sign-in",
  });
  const picked = await pick(new URL(data.url), oid);
  const answer = await browser.request("GET", picked.pathname + picked.search);
  return new URL(String(answer.headers.get("location")), String(process.env.APP_URL));
}

async function pick(url: URL, oid: string): Promise<URL> {
  expect((await fetch(url)).status).toBe(200);
  const answer = await fetch(url.origin + url.pathname, {
    method: "POST",
    body: new URLSearchParams([...url.searchParams, ["person", oid]]),
    redirect: "manual",
  });
  return new URL(String(answer.headers.get("location")));
}

it("says that Microsoft is offered", async () => {
  expect((await new Browser().get("/api/auth/methods")).data).toEqual({ microsoft: true });
});

it("asks with PKCE and state, for no more than name and address", async () => {
  const { data } = await new Browser().post<{ url: string }>("/api/auth/sign-in/social", {
    provider: "microsoft",
    callbackURL: "/client-hub",
  });
  const { searchParams } = new URL(data.url);
  expect(Object.fromEntries(searchParams)).toMatchObject({
    response_type: "code",
    code_challenge_method: "S256",
    scope: "openid profile email",
  });
  expect(searchParams.get("state")?.length).toBeGreaterThan(20);
  expect(searchParams.get("redirect_uri")).toBe(`${String(process.env.APP_URL)}/api/auth/callback/microsoft`);
});

it("signs in an account whose address Microsoft has proven, and finds it again by its id, not its address", async () => {
  const { email } = await newFirm();
  const oid = await person(email);
  const browser = new Browser();
  expect((await viaMicrosoft(browser, oid)).pathname).toBe("/client-hub");
  const actor = await browser.staff();
  expect(actor).toMatchObject({ kind: "staff", role: "owner", email, name: "Olivia Alder" });
  const again = new Browser();
  await viaMicrosoft(again, oid);
  expect((await again.staff())?.userId).toBe(actor?.userId);
});

it("does not let in by an address that Microsoft has not proven", async () => {
  const { email } = await newFirm();
  const browser = new Browser();
  const end = await viaMicrosoft(browser, await person(email, {}));
  expect([end.pathname, end.searchParams.get("error")]).toEqual(["/sign-in", "account_not_linked"]);
  expect(await browser.staff()).toBeNull();
});

it("links a proven address when its owner asks, and an unproven one not even then", async () => {
  const { owner, email } = await newFirm();
  const refused = await viaMicrosoft(owner, await person(email, {}), "/api/auth/link-social");
  expect([refused.pathname, refused.searchParams.get("error")]).toEqual(["/sign-in", "unable_to_link_account"]);
  const oid = await person(email);
  expect((await viaMicrosoft(owner, oid, "/api/auth/link-social")).pathname).toBe("/client-hub");
  const browser = new Browser();
  await viaMicrosoft(browser, oid);
  expect(await browser.staff()).toMatchObject({ email });
  const { data } = await owner.get<{ providerId: string }[]>("/api/auth/list-accounts");
  expect(data.map((account) => account.providerId).toSorted()).toEqual(["credential", "microsoft"]);
});

it("makes no account for a stranger", async () => {
  const browser = new Browser();
  const end = await viaMicrosoft(browser, await person(`${randomUUID()}@stranger.example`));
  expect([end.pathname, end.searchParams.get("error")]).toEqual(["/sign-in", "signup_disabled"]);
  expect(browser.cookies.has("better-auth.session_token")).toBe(false);
});

it("comes back to the sign-in page when consent is refused", async () => {
  const browser = new Browser();
  const end = await viaMicrosoft(browser, "deny");
  expect([end.pathname, end.searchParams.get("error")]).toEqual(["/sign-in", "access_denied"]);
});

it.each([
  ["another application", { aud: "somebody-else" }],
  ["an issuer that is not the token's tenant", { iss: "https://evil.example/v2.0" }],
  ["a token that has ended", { exp: 1_000_000 }],
  ["no lasting id of the person", { oid: "" }],
])("refuses a token for %s", async (_what, claims) => {
  const { email } = await newFirm();
  const oid = await person(email);
  await script({ claims });
  const browser = new Browser();
  const end = await viaMicrosoft(browser, oid);
  expect(end.searchParams.get("error")).toBe("unable_to_get_user_info");
  expect(await browser.staff()).toBeNull();
});

it("refuses a callback with a foreign state, a used code, and another browser's", async () => {
  const { email } = await newFirm();
  const oid = await person(email);
  const browser = new Browser();
  const { data } = await browser.post<{ url: string }>("/api/auth/sign-in/social", {
    provider: "microsoft",
    callbackURL: "/client-hub",
    errorCallbackURL: "/sign-in",
  });
  const back = await pick(new URL(data.url), oid);
  const forged = new URL(back);
  forged.searchParams.set("state", "forged");
  const thief = new Browser();
  for (const [who, url] of [
    [browser, forged],
    [thief, back],
  ] as const) {
    await who.request("GET", url.pathname + url.search);
    expect(await who.staff()).toBeNull();
  }
});

it("lets in nobody of another tenant when the firm's own is configured", async () => {
  const { microsoftPerson } = await import("../../../core/src/auth/microsoft.ts");
  const config = { clientId: "app", clientSecret: "s", tenantId: "tenant-a", authority: "https://login.example" };
  const token = (tid: string) =>
    `x.${Buffer.from(JSON.stringify({ aud: "app", iss: `https://login.example/${tid}/v2.0`, tid, oid: "1", exp: 2_000_000_000 })).toString("base64url")}.x`;
  expect(microsoftPerson(config, token("tenant-a"), Date.now())).not.toBeNull();
  expect(microsoftPerson(config, token("tenant-b"), Date.now())).toBeNull();
  const consumers = "9188040d-6c67-4c5b-b112-36a304b66dad";
  expect(microsoftPerson({ ...config, tenantId: "organizations" }, token(consumers), Date.now())).toBeNull();
  expect(microsoftPerson({ ...config, tenantId: "consumers" }, token("tenant-a"), Date.now())).toBeNull();
  expect(microsoftPerson({ ...config, tenantId: "consumers" }, token(consumers), Date.now())).not.toBeNull();
});
