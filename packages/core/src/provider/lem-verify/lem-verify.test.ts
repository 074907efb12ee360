import { createHmac } from "node:crypto";
import { inspect } from "node:util";
import { afterAll, beforeEach, expect, it } from "vitest";
import type { Scenario } from "../../../../local/src/sandbox/kit.ts";
import { withClock } from "../../lib/clock.ts";
import { breakerState } from "../../lib/provider/breaker.ts";
import { ProviderError } from "../../lib/provider/error.ts";
import { keyRefusal, lemVerifyConfig } from "./config.ts";
import {
  LemVerify,
  lemVerify,
  parseEvent,
  remedyOf,
  verifyPublishedSignature,
  verifyWebhookSignature,
} from "./index.ts";
import { REMEDIES } from "./remedy.ts";
import { toVerification } from "./wire.ts";
import { logged, sandbox, scenario, state } from "./testing/world.ts";

beforeEach(() => scenario([]));
afterAll(() => sandbox.close());

const wanted = {
  clientReference: "kyc_1",
  redirectUrl: "https://hub.example/client-portal/onboarding/complete",
  requiredDocuments: ["passport", "driving_licence"] as const,
  amlChecks: true,
};
/** A clock of its own for each, so that limit and circuit of one test do not reach another. */
let hour = 0;
const apart = <T>(work: () => Promise<T>): Promise<T> => {
  hour += 1;
  const ahead = hour * 3_600_000;
  return withClock(() => Date.now() + ahead, work);
};
const played = async (wire: "reference" | "published", play: string) => {
  const lem = new LemVerify(sandbox.secrets.LEMVERIFY_API_KEY, { wire, accountId: sandbox.env.LEMVERIFY_ACCOUNT_ID });
  const { id } = await lem.createVerificationSession(wanted);
  const finish = () => scenario({ lem: "finish", check: id, play, atOnce: true });
  return { lem, id, finish };
};

it("has the reference's shapes: a session, then its result", () =>
  apart(async () => {
    const lem = lemVerify("ten_1");
    expect(lem.mode).toBe("test");
    const session = await lem.createVerificationSession(wanted);
    expect(session).toEqual({
      id: expect.stringMatching(/^vs_/),
      url: `${sandbox.url}/verify/${session.id}`,
      expiresAt: expect.stringMatching(/^\d{4}-.*Z$/),
    });
    expect(await lem.getVerification(session.id)).toMatchObject({ id: session.id, status: "pending", outcome: null });
    await scenario({ lem: "finish", check: session.id, play: "aml", atOnce: true });
    expect(await lem.getVerification(session.id)).toMatchObject({
      status: "completed",
      outcome: "pass",
      document: { type: "passport", verified: true, number: "533380006", expiryDate: "2031-06-30" },
      biometrics: { facematchScore: 98.5, livenessScore: 99.2 },
      aml: { status: "match", pepMatch: false, sanctionsMatch: true, watchlistMatch: true, adverseMediaMatch: false },
      hits: [{ type: "sanctions" }, { type: "watchlist" }],
      person: { forename: "John", surname: "Smith", dateOfBirth: "1990-01-01" },
    });
    expect((await lem.files(session.id)).map(({ name }) => name)).toEqual(["report", "amlReport", "documentFront"]);
    expect(await lem.monitor(session.id, wanted.clientReference, null)).toMatch(/^mon_/);
  }));

it("a flag that names nobody, as in the reference's sample, is a match that a person can dismiss", () => {
  const aml = { status: "pep", pepMatch: true, sanctionsMatch: true, watchlistMatch: false } as const;
  const hit = { id: "h", type: "sanctions", name: "J SMITH", detail: "" } as const;
  const { hits } = toVerification({ id: "vs_1", status: "completed", outcome: "pass", aml: { ...aml, hits: [hit] } });
  expect(hits).toMatchObject([hit, { id: "flag-pep", type: "pep" }]);
  expect(toVerification({ id: "vs_1", status: "completed", aml: { ...aml, pepMatch: false } }).hits).toHaveLength(1);
});

it("on the published wire a result is only told, and a report without a told result is for a person", () =>
  apart(async () => {
    const { lem, id, finish } = await played("published", "pass");
    expect(await lem.getVerification(id)).toMatchObject({ status: "pending" });
    await finish();
    expect(await lem.getVerification(id)).toMatchObject({ status: "completed", outcome: "refer" });
    const body = (await state()).checks.find((check) => check.id === id)?.events[0]?.body ?? "";
    expect(parseEvent("published", Buffer.from(body))).toMatchObject({
      kind: "result",
      providerId: id,
      result: { outcome: "pass", biometrics: null, aml: null, document: { type: "passport", verified: true } },
      balance: expect.any(Number),
    });
    expect(parseEvent("reference", Buffer.from(body))).toBeNull();
    const person = { forename: "John", surname: "Smith", dateOfBirth: "1990-01-01", address: null };
    expect(await lem.monitor(id, wanted.clientReference, person)).toMatch(/^[0-9a-f-]{36}$/);
  }));

const coded = (status: number, code: string): Scenario => ({
  status,
  body: JSON.stringify({ error: { code } }),
  path: "/v1/",
});
it.each<[string, Scenario, string, string | undefined, number]>([
  ["invalid_api_key", coded(401, "invalid_api_key"), "auth", "invalid_api_key", 1],
  ["verification_not_found", coded(404, "verification_not_found"), "rejected", "verification_not_found", 1],
  ["document_expired", coded(422, "document_expired"), "rejected", "document_expired", 1],
  ["rate_limit_exceeded", coded(429, "rate_limit_exceeded"), "rate-limit", "rate_limit_exceeded", 1],
  ["a code nobody documents", coded(400, "Ann Smith is unknown"), "rejected", undefined, 1],
  ["500", { status: 500 }, "unavailable", undefined, 2],
  ["a connection reset within the answer", { reset: true }, "unavailable", undefined, 2],
  ["a page instead of JSON", { garbage: true }, "contract", undefined, 1],
  ["a redirect to a private address", { redirectTo: "http://169.254.169.254/latest" }, "contract", undefined, 1],
  ["one megabyte", { hugeBytes: 1024 * 1024 }, "contract", undefined, 1],
])("takes %s for what it is, in bounded calls, and tells no secret", (_, incident, kind, code, calls) =>
  apart(async () => {
    await scenario([incident]);
    const before = (await state()).seen.length;
    logged.length = 0;
    const error = await lemVerify("ten_1")
      .getVerification("vs_1")
      .catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(ProviderError);
    expect(error).toMatchObject({ kind, details: { provider: "lemverify" } });
    expect((error as ProviderError).details.providerCode).toBe(code);
    expect((await state()).seen.length - before).toBe(calls);
    const told = inspect(error, { depth: 8 }) + logged.join("\n");
    expect(logged.length).toBeGreaterThan(0);
    expect(told).not.toContain(sandbox.secrets.LEMVERIFY_API_KEY);
    expect(told).not.toContain("Ann Smith");
  }),
);

it("does not begin a check twice when the answer is lost: it may have been paid for", () =>
  apart(async () => {
    await scenario([{ reset: true }]);
    const before = (await state()).seen.length;
    await expect(lemVerify("ten_1").createVerificationSession(wanted)).rejects.toMatchObject({ kind: "unavailable" });
    expect((await state()).seen.length - before).toBe(1);
  }));

it("stops calling after five failures in a row, and within a minute after 100 calls of all or 50 of one firm", async () => {
  await apart(async () => {
    await scenario([{ status: 500 }]);
    for (let call = 0; call < 5; call += 1)
      await expect(lemVerify("ten_1").getVerification("vs_1")).rejects.toMatchObject({ kind: "unavailable" });
    const before = (await state()).seen.length;
    await expect(lemVerify("ten_1").getVerification("vs_1")).rejects.toMatchObject({
      details: { providerCode: "circuit-open", untried: true },
    });
    expect((await state()).seen.length).toBe(before);
    expect((await breakerState("lemverify")).state).toBe("open");
  });
  await scenario([]);
  await scenario({ lem: "used", requests: 0 });
  await apart(async () => {
    const call = (firm: string) =>
      lemVerify(firm)
        .getVerification("vs_1")
        .catch((thrown: unknown) => (thrown as ProviderError).kind);
    // The probe that closes the circuit again.
    expect(await call("ten_a")).toBe("rejected");
    expect(new Set(await Promise.all(Array.from({ length: 49 }, () => call("ten_a"))))).toEqual(new Set(["rejected"]));
    expect(await call("ten_a")).toBe("rate-limit");
    await Promise.all(Array.from({ length: 50 }, () => call("ten_b")));
    expect(await call("ten_c")).toBe("rate-limit");
    expect((await state()).seen.at(-1)?.status).toBe(404);
  });
  await scenario({ lem: "used", requests: 0 });
});

it.each([
  ["prod", "lv_test_abc", "reference", /test key/],
  ["dev", "lv_live_abc", "reference", /live key/],
  ["prod", "something", "reference", /neither/],
  ["prod", "lv_live_abc", "reference", null],
  ["dev", "lv_test_abc", "reference", null],
  ["prod", "something", "published", null],
])("on %s the key %s (%s wire) is used only where it belongs", (STAGE, LEMVERIFY_API_KEY, LEMVERIFY_WIRE, refusal) => {
  const env = { STAGE, LEMVERIFY_API_KEY, LEMVERIFY_WIRE, LEMVERIFY_ACCOUNT_ID: "acc-1" };
  if (refusal === null) expect(lemVerifyConfig(env).apiKey).toBe(LEMVERIFY_API_KEY);
  else {
    expect(keyRefusal(env)).toMatch(refusal);
    expect(() => lemVerifyConfig(env)).toThrow(refusal);
  }
});

it("has a remedy in words for every code of the reference, and for one that nobody knows", () => {
  for (const code of ["invalid_api_key", "verification_not_found", "document_expired", "rate_limit_exceeded"])
    expect(REMEDIES[code]?.length).toBeGreaterThan(30);
  expect(remedyOf("what is this")).toMatch(/could not be completed/);
});

const body = '{"id":"evt_1"}';
const mac = (secret: string, t: number, of = body) => createHmac("sha256", secret).update(`${t}.${of}`).digest("hex");
const NOW = 1_790_000_000;
it.each<[string, string | null, string | string[], boolean]>([
  ["its own signature", `t=${NOW},v1=${mac("s", NOW)}`, "s", true],
  ["two signatures during a rotation", `t=${NOW},v1=${mac("old", NOW)},v1=${mac("s", NOW)}`, "s", true],
  ["two secrets during a rotation", `t=${NOW},v1=${mac("old", NOW)}`, ["s", "old"], true],
  ["300 seconds", `t=${NOW - 300},v1=${mac("s", NOW - 300)}`, "s", true],
  ["301 seconds", `t=${NOW - 301},v1=${mac("s", NOW - 301)}`, "s", false],
  ["a time from the future", `t=${NOW + 301},v1=${mac("s", NOW + 301)}`, "s", false],
  ["another time than was signed", `t=${NOW - 1},v1=${mac("s", NOW)}`, "s", false],
  ["another body", `t=${NOW},v1=${mac("s", NOW, "{}")}`, "s", false],
  ["another secret", `t=${NOW},v1=${mac("x", NOW)}`, "s", false],
  ["an empty secret", `t=${NOW},v1=${mac("", NOW)}`, "", false],
  ["no header", null, "s", false],
  ["the bare hex", mac("s", NOW), "s", false],
  ["no time", `v1=${mac("s", NOW)}`, "s", false],
  ["nine signatures", `t=${NOW},${Array.from({ length: 9 }, () => `v1=${mac("s", NOW)}`).join(",")}`, "s", false],
  ["capital letters", `t=${NOW},v1=${mac("s", NOW).toUpperCase()}`, "s", false],
])("the reference's scheme judges %s", (_, signature, secret, good) => {
  expect(verifyWebhookSignature(body, signature, secret, NOW * 1000)).toBe(good);
});

it("the published scheme takes its own signature, for the configured address and forms alone", () => {
  const url = "https://hub.example/api/webhooks/lemverify";
  const hook = {
    id: "87dcfc90-3732-11e9-bf24-b52fdb098ba2",
    friendlyId: "kyc_1",
    type: "COMBINATION",
    result: "PASSED",
  };
  const sign = (of: Record<string, string>, at = url) =>
    createHmac("sha1", "s").update(`${at}${of.id}${of.friendlyId}${of.type}${of.result}`).digest("base64");
  const verify = (of: Record<string, string>, signature: string) =>
    verifyPublishedSignature(JSON.stringify(of), signature, ["s"], url);
  expect(verify(hook, sign(hook))).toBe(true);
  expect(verify({ ...hook, result: "REFER" }, sign(hook))).toBe(false);
  expect(verify(hook, sign(hook, "https://evil.example"))).toBe(false);
  const shifted = { ...hook, id: `${hook.id}k`, friendlyId: "yc_1" };
  expect(sign(shifted)).toBe(sign(hook));
  expect(verify(shifted, sign(hook))).toBe(false);
  expect(verifyPublishedSignature("not json", sign(hook), "s", url)).toBe(false);
});
