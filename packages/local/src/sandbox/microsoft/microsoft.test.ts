/** The twin refuses what Microsoft refuses, and its tokens verify by its published keys. */
import { createHash } from "node:crypto";
import { createRemoteJWKSet, jwtVerify } from "jose";
import { afterAll, beforeAll, expect, it } from "vitest";
import { PEOPLE } from "./directory.ts";
import { startMicrosoft } from "./index.ts";

const APP = "http://127.0.0.1:3000";
const REDIRECT = `${APP}/api/auth/callback/microsoft`;
const VERIFIER = "v".repeat(43);
const [OLIVIA, , BEA] = PEOPLE;
let twin: Awaited<ReturnType<typeof startMicrosoft>>;

beforeAll(async () => {
  twin = await startMicrosoft({ name: "microsoft", port: 0, dataDir: null, appUrl: APP });
});
afterAll(() => twin.close());

const request = (more: Record<string, string> = {}) => ({
  client_id: twin.env.MICROSOFT_CLIENT_ID,
  response_type: "code",
  redirect_uri: REDIRECT,
  scope: "openid profile email",
  state: "s-1",
  nonce: "n-1",
  code_challenge: createHash("sha256").update(VERIFIER).digest("base64url"),
  code_challenge_method: "S256",
  ...more,
});

const pick = (person: string, more: Record<string, string> = {}, tenant = "common") =>
  fetch(`${twin.url}/${tenant}/oauth2/v2.0/authorize`, {
    method: "POST",
    body: new URLSearchParams({ ...request(more), person }),
    redirect: "manual",
  });

async function codeFor(oid: string): Promise<string> {
  const { searchParams } = new URL(String((await pick(oid)).headers.get("location")));
  expect(searchParams.get("state")).toBe("s-1");
  return String(searchParams.get("code"));
}

async function redeem(code: string, more: Record<string, string> = {}) {
  const answer = await fetch(`${twin.url}/common/oauth2/v2.0/token`, {
    method: "POST",
    body: new URLSearchParams({
      grant_type: "authorization_code",
      code,
      redirect_uri: REDIRECT,
      client_id: twin.env.MICROSOFT_CLIENT_ID,
      client_secret: twin.secrets.MICROSOFT_CLIENT_SECRET,
      code_verifier: VERIFIER,
      ...more,
    }),
  });
  const data = (await answer.json()) as { error?: string; error_codes?: number[]; id_token?: string; scope?: string };
  return { status: answer.status, data };
}

it("gives a token that verifies by its keys and names person, tenant, application and nonce", async () => {
  const { data } = await redeem(await codeFor(String(OLIVIA?.oid)));
  const about = (await (await fetch(`${twin.url}/common/v2.0/.well-known/openid-configuration`)).json()) as {
    jwks_uri: string;
  };
  const { payload, protectedHeader } = await jwtVerify(
    String(data.id_token),
    createRemoteJWKSet(new URL(about.jwks_uri)),
    { audience: twin.env.MICROSOFT_CLIENT_ID, issuer: `${twin.url}/${OLIVIA?.tid}/v2.0` },
  );
  expect(protectedHeader.alg).toBe("RS256");
  expect(payload).toMatchObject({
    oid: OLIVIA?.oid,
    tid: OLIVIA?.tid,
    email: OLIVIA?.email,
    nonce: "n-1",
    xms_edov: true,
  });
  expect(data.scope).toBe("openid profile email");
});

it("redeems a code once, with its own verifier, redirect and secret", async () => {
  const code = await codeFor(String(OLIVIA?.oid));
  for (const [wrong, expected] of [
    [{ code_verifier: "w".repeat(43) }, [400, 501481]],
    [{ redirect_uri: `${REDIRECT}/x` }, [400, 500112]],
    [{ client_secret: "wrong" }, [401, 7000215]],
    [{ client_id: "another" }, [400, 700016]],
    [{ grant_type: "password" }, [400, 70003]],
  ] as const) {
    const { status, data } = await redeem(code, wrong);
    expect([status, data.error_codes?.[0]]).toEqual(expected);
  }
  expect((await redeem(code)).status).toBe(200);
  expect((await redeem(code)).data.error_codes).toEqual([54005]);
});

it("shows a page instead of redirecting where it must not redirect", async () => {
  for (const [person, more, tenant, words] of [
    [String(OLIVIA?.oid), { redirect_uri: "https://evil.example" }, "common", "AADSTS50011"],
    [String(OLIVIA?.oid), { client_id: "another" }, "common", "AADSTS700016"],
    [String(BEA?.oid), {}, String(OLIVIA?.tid), "AADSTS50020"],
    ["nobody", {}, "common", "AADSTS50034"],
  ] as const) {
    const answer = await pick(person, more, tenant);
    expect([answer.status, answer.headers.get("location")]).toEqual([400, null]);
    expect(await answer.text()).toContain(words);
  }
});

it("brings a refusal back with the state", async () => {
  const { searchParams } = new URL(String((await pick("deny")).headers.get("location")));
  expect([searchParams.get("error"), searchParams.get("state")]).toEqual(["access_denied", "s-1"]);
});
