import { createHmac } from "node:crypto";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { advance, createClock, install } from "../../clock.ts";
import { startLemVerify } from "./index.ts";

interface Hook {
  body: Record<string, unknown>;
  raw: string;
  header: (name: string) => string;
}
let product: Server;
let hooks: Hook[] = [];
let answers: number[] = [];
let lem: Awaited<ReturnType<typeof startLemVerify>>;
let webhookUrl: string;
let uninstall: () => void;

beforeAll(async () => {
  uninstall = install(createClock());
  product = createServer((req, res) => {
    const chunks: Buffer[] = [];
    req.on("data", (chunk: Buffer) => chunks.push(chunk));
    req.on("end", () => {
      const raw = Buffer.concat(chunks).toString();
      hooks.push({
        raw,
        body: JSON.parse(raw) as Record<string, unknown>,
        header: (name) => String(req.headers[name] ?? ""),
      });
      res.writeHead(answers.shift() ?? 200).end();
    });
  });
  await new Promise<void>((resolve) => product.listen(0, "127.0.0.1", resolve));
  const appUrl = `http://127.0.0.1:${(product.address() as AddressInfo).port}`;
  webhookUrl = `${appUrl}/api/webhooks/lemverify`;
  lem = await startLemVerify({ name: "lem-verify", port: 0, dataDir: null, appUrl, log: () => undefined });
});
beforeEach(() => {
  hooks = [];
  answers = [];
});
afterAll(async () => {
  await lem.close();
  product.close();
  uninstall();
});

const wanted = {
  clientReference: "kyc_1",
  redirectUrl: "https://hub.example/client-portal/onboarding/complete",
  requiredDocuments: ["passport", "driving_licence"],
  amlChecks: true,
};
const ask = async (path: string, body?: object, headers: Record<string, string> = {}) => {
  const answer = await fetch(lem.url + path, {
    method: body ? "POST" : "GET",
    headers: {
      authorization: `Bearer ${lem.secrets.LEMVERIFY_API_KEY}`,
      "x-lem-key": lem.secrets.LEMVERIFY_API_KEY,
      ...headers,
    },
    ...(body ? { body: JSON.stringify(body) } : {}),
    redirect: "manual",
  });
  const text = await answer.text();
  return { status: answer.status, headers: answer.headers, json: text.startsWith("{") ? JSON.parse(text) : text };
};
const scenario = (body: object) => ask("/__scenario", body);
const session = async () => (await ask("/v1/sessions", wanted)).json as { id: string; url: string; expiresAt: string };
const combination = async () =>
  (await ask(`/api/v1/${lem.env.LEMVERIFY_ACCOUNT_ID}/combination`, { clientRef: "kyc_2", amlRequired: true }))
    .json as { id: string; url: string };
async function told(count: number): Promise<void> {
  for (let tries = 0; tries < 200 && hooks.length < count; tries += 1) await sleep(10);
  expect(hooks).toHaveLength(count);
}
const later = (ms: number) => {
  advance(ms);
};

it("makes a session, plays it on the hosted page, sends the person back, and tells a signed result (reference)", async () => {
  const made = await session();
  expect(made).toEqual({
    id: expect.stringMatching(/^vs_/),
    url: `${lem.url}/verify/${made.id}`,
    expiresAt: expect.any(String),
  });
  expect((await ask(`/v1/verifications/${made.id}`)).json).toMatchObject({ status: "pending", outcome: null });
  const form = new URLSearchParams({
    play: "fail",
    type: "passport",
    number: "TEST123456",
    expiryDate: "2031-01-01",
    forename: "Ann",
    surname: "Other",
    dateOfBirth: "1980-01-01",
  });
  const finished = await fetch(made.url, { method: "POST", body: form, redirect: "manual" });
  expect([finished.status, finished.headers.get("location")]).toEqual([303, wanted.redirectUrl]);
  later(1000);
  await told(1);
  expect(hooks[0]?.body).toMatchObject({
    id: expect.stringMatching(/^evt_/),
    type: "verification.completed",
    data: {
      id: made.id,
      status: "completed",
      outcome: "pass",
      document: { type: "passport", verified: true, number: "TEST123456" },
      biometrics: { facematchScore: 98.5, livenessScore: 99.2 },
      aml: { status: "clear", pepMatch: false, sanctionsMatch: false, watchlistMatch: false },
      person: { forename: "John", surname: "Smith", dateOfBirth: "1990-01-01" },
    },
  });
  const signature = hooks[0]?.header("lemverify-signature") ?? "";
  const t = /^t=(\d+),v1=/.exec(signature)?.[1];
  const mac = createHmac("sha256", lem.webhookSecret).update(`${t}.${hooks[0]?.raw}`).digest("hex");
  expect(signature).toBe(`t=${t},v1=${mac}`);
});

it("speaks the published wire: key and account, signed result under HMAC-SHA1, no FAIL, an alert for each hit", async () => {
  const made = await combination();
  await scenario({ lem: "finish", check: made.id, play: "fail" });
  later(1000);
  await told(1);
  const { id, friendlyId, type, result } = (hooks[0]?.body ?? {}) as Record<string, string>;
  expect([id, friendlyId, type, result]).toEqual([made.id, "kyc_2", "COMBINATION", "REFER"]);
  expect(hooks[0]?.header("x-lemverify-signature")).toBe(
    createHmac("sha1", lem.webhookSecret).update(`${webhookUrl}${id}${friendlyId}${type}${result}`).digest("base64"),
  );
  const aml = await combination();
  await scenario({ lem: "finish", check: aml.id, play: "aml" });
  later(1000);
  await told(4);
  expect(hooks.slice(1).map(({ body }) => body.result)).toEqual(["PASSED", "ALERT", "ALERT"]);
});

it("keeps files behind addresses that live five minutes, and results for seven days", async () => {
  const made = await combination();
  await scenario({ lem: "finish", check: made.id, play: "pass" });
  later(1000);
  await told(1);
  const at = `/integrations/v1/webhooks/${lem.env.LEMVERIFY_ACCOUNT_ID}/document/${made.id}/url`;
  const { report, documentFront } = (await ask(at)).json as Record<string, string>;
  const head = async (url = "") => {
    const answer = await fetch(url);
    return [answer.status, (await answer.text()).slice(0, 4)];
  };
  expect(await head(report)).toEqual([200, "%PDF"]);
  expect((await head(documentFront))[0]).toBe(200);
  later(5 * 60_000 + 1);
  expect((await head(report))[0]).toBe(403);
  later(7 * 24 * 60 * 60_000);
  expect((await ask(at)).json).toMatchObject({ type: "verification_not_found" });
});

it("watches a person from then on, and tells an alert only of who is watched", async () => {
  const made = await session();
  await scenario({ lem: "finish", check: made.id, play: "pass" });
  later(1000);
  await told(1);
  expect((await scenario({ lem: "alert", check: made.id, type: "pep" })).status).toBe(409);
  expect((await ask(`/v1/verifications/${made.id}/monitor`, {})).json).toEqual({ id: expect.stringMatching(/^mon_/) });
  await scenario({ lem: "alert", check: made.id, type: "pep" });
  await told(2);
  expect(hooks[1]?.body).toMatchObject({
    type: "verification.alert",
    data: { aml: { status: "pep", pepMatch: true } },
  });
});

it("ends a session that nobody finished, and says so by its page, its API and an event", async () => {
  const made = await session();
  later(24 * 60 * 60_000 + 1);
  expect((await ask(`/v1/verifications/${made.id}`)).json).toMatchObject({
    status: "failed",
    error: { code: "session_expired" },
  });
  await told(1);
  expect(hooks[0]?.body).toMatchObject({ type: "verification.failed" });
  expect(await (await fetch(made.url)).text()).toContain("This session has expired");
});

it("repeats three times with growing waits what was not answered 2xx, then gives up", async () => {
  answers = [500, 503, 500, 404, 500];
  const made = await session();
  await scenario({ lem: "finish", check: made.id, play: "refer" });
  for (const [ms, count] of [
    [1000, 1],
    [2000, 2],
    [4000, 3],
    [8000, 4],
  ] as const) {
    later(ms);
    await told(count);
    await sleep(60);
  }
  later(60_000);
  await sleep(120);
  expect(hooks).toHaveLength(4);
  expect(new Set(hooks.map(({ body }) => body.id)).size).toBe(1);
});

it.each(["duplicate", "reversed", "forged", "none"] as const)("tells webhooks %s for one check alone", async (mode) => {
  const made = await session();
  await scenario({ lem: "webhooks", mode, check: made.id });
  await scenario({ lem: "finish", check: made.id, play: "refer-then-pass" });
  later(3000);
  await told({ duplicate: 6, reversed: 2, forged: 4, none: 0 }[mode]);
  const outcomes = hooks.map(({ body }) => (body.data as { outcome: string }).outcome);
  expect(outcomes.at(-1)).toBe({ duplicate: "pass", reversed: "refer", forged: "pass", none: undefined }[mode]);
  if (mode === "none") expect((await ask(`/v1/verifications/${made.id}`)).json).toMatchObject({ outcome: "pass" });
});

it.each<[string, () => ReturnType<typeof ask>, number, object]>([
  [
    "a wrong key",
    () => ask("/v1/sessions", wanted, { authorization: "Bearer lv_test_no" }),
    401,
    { error: { code: "invalid_api_key" } },
  ],
  ["an unknown id", () => ask("/v1/verifications/vs_no"), 404, { error: { code: "verification_not_found" } }],
  [
    "no redirect",
    () => ask("/v1/sessions", { ...wanted, redirectUrl: "x" }),
    422,
    { error: { code: "invalid_request" } },
  ],
  [
    "a wrong key (published)",
    () => ask(`/api/v1/${lem.env.LEMVERIFY_ACCOUNT_ID}/combination`, {}, { "x-lem-key": "no" }),
    401,
    { type: "unauthorized" },
  ],
  [
    "another account (published)",
    () => ask("/api/v1/acc-no/combination", { clientRef: "x" }),
    401,
    { type: "unauthorized" },
  ],
  [
    "no clientRef (published)",
    () => ask(`/api/v1/${lem.env.LEMVERIFY_ACCOUNT_ID}/combination`, {}),
    400,
    { type: "bad_request" },
  ],
])("refuses %s in the documented words", async (_, call, status, body) => {
  const answer = await call();
  expect(answer.status).toBe(status);
  expect(answer.json).toMatchObject(body);
});

it("without credit the published wire says unauthorized; over 100 requests a minute the reference's says when to come back", async () => {
  await scenario({ lem: "balance", left: 0 });
  expect((await combination()) as object).toMatchObject({ type: "unauthorized" });
  await scenario({ lem: "balance", left: 10 });
  await scenario({ lem: "used", requests: 100 });
  const answer = await ask("/v1/sessions", wanted);
  expect([answer.status, answer.headers.get("retry-after")]).toEqual([429, "60"]);
  await scenario({ lem: "used", requests: 0 });
});
