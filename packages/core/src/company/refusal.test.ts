import { afterAll, beforeEach, expect, it } from "vitest";
import { asked, closeWorld, freshNumber, incident, logged, staffOf } from "./testing/world.ts";
import type { Scenario } from "../../../local/src/sandbox/kit.ts";
import { withActor } from "../lib/actor.ts";
import { DAY_MS, MINUTE_MS, withClock } from "../lib/clock.ts";
import { toProblem, VisibleError } from "../lib/error.ts";
import { newId } from "../lib/id.ts";
import { take } from "../lib/provider/limiter.ts";
import { REGISTER_LIMIT } from "./budget.ts";
import { Company } from "./index.ts";

let tenantId: string;
/** Each test in a day of its own, so that none meets the limit or breaker of the one before. */
let day = 0;
let aheadMs: number;
beforeEach(() => {
  tenantId = newId("firm");
  aheadMs = (day += 1) * DAY_MS;
  incident();
  asked();
  logged.length = 0;
});
afterAll(closeWorld);

const inFirm = <T>(fn: () => T): T =>
  withClock(
    () => Date.now() + aheadMs,
    () => withActor(staffOf(tenantId), fn),
  );
const refusal = (number: string): Promise<VisibleError> =>
  inFirm(() => Company.lookup(number)).then(
    () => {
      throw new Error("it was answered");
    },
    (error: unknown) => {
      if (error instanceof VisibleError) return error;
      throw error;
    },
  );

it.each<[string, Scenario, number, string]>([
  ["401", { status: 401 }, 503, "company.misconfigured"],
  ["403", { status: 403 }, 503, "company.misconfigured"],
  ["404", { status: 404 }, 404, "company.not-found"],
  ["429", { status: 429 }, 429, "company.rate-limited"],
  ["500", { status: 500 }, 503, "company.unavailable"],
  ["garbage", { garbage: true }, 503, "company.unavailable"],
  ["a reset", { reset: true }, 503, "company.unavailable"],
  ["a redirect", { redirectTo: "http://127.0.0.1:1/" }, 503, "company.unavailable"],
  ["50 MB", { hugeBytes: 50 * 1024 * 1024 }, 503, "company.unavailable"],
])("turns %s of the register into what a person can act on", async (_, scenario, status, code) => {
  incident(scenario);
  const error = await refusal(freshNumber());
  expect([error.status, error.code]).toEqual([status, code]);
  expect(error.message).not.toMatch(/http|127\.0\.0\.1|key-|undefined/);
  if (status === 503) expect(error.message).toMatch(/enter the details by hand/);
});

it("raises an alarm when our key is refused, without the key", async () => {
  incident({ status: 401 });
  await refusal(freshNumber());
  const alarms = logged
    .map((line) => JSON.parse(line) as Record<string, unknown>)
    .filter((line) => line.level === "error");
  expect(alarms).toMatchObject([
    { event: "companies-house refused our key", provider: "companies-house", status: 401 },
  ]);
  expect(logged.join("\n")).not.toContain(process.env.COMPANIES_HOUSE_API_KEY);
});

it("says what to do when there is no key at all, and asks nobody", async () => {
  const key = process.env.COMPANIES_HOUSE_API_KEY;
  delete process.env.COMPANIES_HOUSE_API_KEY;
  try {
    expect((await refusal(freshNumber())).code).toBe("company.misconfigured");
    expect(asked()).toEqual([]);
  } finally {
    process.env.COMPANIES_HOUSE_API_KEY = key;
  }
});

it("says the reference's words and the time when the limit is reached, and asks nobody", async () => {
  for (const firm of ["a", "b", "c"]) await inFirm(() => take(REGISTER_LIMIT, `${tenantId}-${firm}`, 200));
  const error = await refusal(freshNumber());
  expect(toProblem(error, "/api/companies/1")).toMatchObject({
    status: 429,
    code: "company.rate-limited",
    detail: "Rate limit exceeded. Please try again in a few minutes.",
    retryAt: expect.stringMatching(/^\d{4}-.*Z$/),
  });
  expect(error.options.retryAfterS).toBeGreaterThan(4 * 60);
  expect(error.options.retryAfterS).toBeLessThanOrEqual(6 * 60);
  expect(asked()).toEqual([]);
  // "Automatic retry after the window resets": the told time is true.
  const number = freshNumber();
  aheadMs += (error.options.retryAfterS ?? 0) * 1000;
  expect((await inFirm(() => Company.lookup(number))).companyNumber).toBe(number);
});

it("keeps one firm's hunger from the others", async () => {
  await inFirm(() => take(REGISTER_LIMIT, tenantId, 199));
  const number = freshNumber();
  expect((await refusal(number)).code).toBe("company.rate-limited");
  // A company takes three calls: one that could not be read whole is not begun.
  expect(asked()).toEqual([]);
  tenantId = newId("firm");
  expect((await inFirm(() => Company.lookup(number))).source).toBe("register");
});

it("has every firm wait, and shows it, when the register says 429 although we had room", async () => {
  incident({ status: 429, times: 1 });
  await refusal(freshNumber());
  asked();
  tenantId = newId("firm");
  const waiting = await refusal(freshNumber());
  expect(waiting.code).toBe("company.rate-limited");
  expect(asked()).toEqual([]);
  expect((await inFirm(() => Company.usage())).limit.heldUntil).not.toBeNull();
  aheadMs += MINUTE_MS + 1000;
  expect((await inFirm(() => Company.lookup(freshNumber()))).source).toBe("register");
});

it("gives a kept company rather than a refusal, whatever the reason", async () => {
  const number = freshNumber();
  const first = await inFirm(() => Company.lookup(number));
  aheadMs += DAY_MS + MINUTE_MS;
  day += 1;
  for (const scenario of [{ status: 401 }, { garbage: true }, { status: 429 }] satisfies Scenario[]) {
    incident(scenario);
    expect(await inFirm(() => Company.lookup(number))).toEqual({ ...first, source: "stale" });
  }
});

it("logs neither a name nor an address of anybody it read", async () => {
  await inFirm(() => Company.lookup("09134567"));
  const lines = logged.join("\n");
  expect(logged.length).toBeGreaterThan(2);
  for (const personal of ["ROWAN", "Rowan", "Mill Lane", "HX7", tenantId.toLowerCase()])
    expect(lines).not.toContain(personal);
});
