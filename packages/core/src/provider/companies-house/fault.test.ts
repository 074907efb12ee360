import { inspect } from "node:util";
import { afterAll, beforeEach, expect, it } from "vitest";
import { asked, closeWorld, incident, logged } from "../../company/testing/world.ts";
import type { Scenario } from "../../../../local/src/sandbox/kit.ts";
import { ProviderError } from "../../lib/provider/error.ts";
import { companiesHouseConfig, OutOfTime, register } from "./index.ts";

beforeEach(() => {
  incident();
  asked();
  logged.length = 0;
});
afterAll(closeWorld);

const TIMEOUT_MS = 300;
const SECRET = "sandbox-companies-house-key";
const reading = (options: { apiKey?: string; permit?: () => Promise<void>; budgetMs?: number } = {}) =>
  register({ ...companiesHouseConfig(), permit: async () => undefined, timeoutMs: TIMEOUT_MS, ...options });

const failure = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => "answered",
    (error: unknown) => error,
  );

it.each<[string, Scenario, string, number]>([
  ["401", { status: 401 }, "auth", 1],
  ["403, our address is not allowed", { status: 403 }, "auth", 1],
  ["400", { status: 400, body: '{"errors":[{"type":"ch:validation"}]}' }, "rejected", 1],
  ["429", { status: 429 }, "rate-limit", 1],
  ["500", { status: 500, body: "Internal server error" }, "unavailable", 2],
  ["502 with a page", { status: 502, body: "<html>" }, "unavailable", 2],
  ["503", { status: 503 }, "unavailable", 2],
  ["no answer", { hang: true }, "unavailable", 2],
  ["an answer that comes too late", { latencyMs: 2000 }, "unavailable", 2],
  ["a connection reset within the answer", { reset: true }, "unavailable", 2],
  ["a page instead of JSON", { garbage: true }, "contract", 1],
  ["50 MB", { hugeBytes: 50 * 1024 * 1024 }, "contract", 1],
  ["a redirect to a private address", { redirectTo: "http://169.254.169.254/latest/meta-data" }, "contract", 1],
])("takes %s for what it is, in bounded time and calls, and tells no secret", async (_, scenario, kind, calls) => {
  incident(scenario);
  const started = performance.now();
  const error = await failure(reading().profile("00445790"));
  expect(performance.now() - started).toBeLessThan(2 * TIMEOUT_MS + 3000);
  expect(error).toBeInstanceOf(ProviderError);
  expect((error as ProviderError).kind).toBe(kind);
  expect(asked()).toHaveLength(calls);
  const told = inspect(error, { depth: 10 }) + logged.join("\n");
  expect(told).not.toContain(SECRET);
  expect(told).not.toContain(Buffer.from(`${SECRET}:`).toString("base64"));
  expect(logged.length).toBeGreaterThan(0);
});

it("meets the real refusals of a wrong and of an empty key", async () => {
  for (const apiKey of ["wrong", "live-key-of-somebody"])
    expect(await failure(reading({ apiKey }).profile("00445790"))).toMatchObject({
      kind: "auth",
      details: { status: 401 },
    });
});

it("recovers from one failed call by one retry", async () => {
  incident({ status: 502, times: 1 });
  expect((await reading().profile("00445790"))?.companyName).toBe("TESCO PLC");
  expect(asked()).toHaveLength(2);
});

it("asks for a permit before each call, retries and pages too, and makes none without", async () => {
  let permits = 0;
  const permit = async () => void (permits += 1);
  await reading({ permit }).officers("OC312345");
  expect([permits, asked().length]).toEqual([2, 2]);
  incident({ status: 503 });
  await failure(reading({ permit }).profile("00445790"));
  expect([permits, asked().length]).toEqual([4, 2]);
  const none = async () => {
    throw new Error("no permit");
  };
  expect(await failure(reading({ permit: none }).profile("00445790"))).toMatchObject({ message: "no permit" });
  expect(asked()).toEqual([]);
});

it("takes a 404 for none: no company, nobody on record", async () => {
  expect(await reading().profile("99999999")).toBeNull();
  expect(await reading().officers("10987654")).toEqual({ items: [], complete: true });
  expect(await reading().pscs("99999999")).toEqual({ items: [], complete: true });
});

it("stops at 1,000 hits as the register does", async () => {
  expect(await reading().search("sample trading", 1000, 20)).toEqual({ items: [], total: 0 });
});

it("reads until when to wait from the register's own header, for it sends no Retry-After", async () => {
  const key = "sandbox-worn-out";
  const { baseUrl } = companiesHouseConfig();
  const authorization = `Basic ${Buffer.from(`${key}:`).toString("base64")}`;
  for (let i = 0; i < 600; i += 1)
    await (await fetch(`${baseUrl}/company/LP003456`, { headers: { authorization } })).text();
  const error = (await failure(reading({ apiKey: key }).profile("LP003456"))) as ProviderError;
  expect(error).toMatchObject({ kind: "rate-limit", details: { status: 429 } });
  expect(error.details.retryAfterMs).toBeGreaterThan(200_000);
  expect(error.details.retryAfterMs).toBeLessThanOrEqual(301_000);
  expect((await reading().profile("LP003456"))?.companyNumber).toBe("LP003456");
});

it("stays within its whole time budget, however many calls it has still to make", async () => {
  incident({ latencyMs: 250 });
  const started = performance.now();
  const spent = reading({ budgetMs: 600 });
  const work = async () => {
    for (let i = 0; i < 40; i += 1) await spent.profile("00445790");
  };
  expect(await failure(work())).toSatisfy((error) => error instanceof OutOfTime || error instanceof ProviderError);
  expect(performance.now() - started).toBeLessThan(5000);
});
