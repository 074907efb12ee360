import { afterAll, beforeAll, expect, it } from "vitest";
import { type Started, startTwin } from "../testing/xero.ts";

let twin: Started;
beforeAll(async () => {
  twin = await startTwin();
});
afterAll(() => twin.xero.close());

it("the 61st call within a minute is 429 with nothing in it, until the first is a minute ago", async () => {
  const { call, clock, organisationId } = await twin.caller({ clock: { frozen: "2026-11-25T10:00:00Z" } });
  for (let at = 0; at < 59; at += 1) await call("GET", "/Organisation");
  const last = await call("GET", "/Organisation");
  expect([last.status, last.headers.get("x-minlimit-remaining")]).toEqual([200, "0"]);
  const over = await call("GET", "/Organisation");
  expect([over.status, over.text, over.headers.get("x-rate-limit-problem")]).toEqual([429, "", "minute"]);
  expect(over.headers.get("retry-after")).toBe("60");
  await clock({ advanceMs: 60_000 });
  const after = await call("GET", "/Organisation");
  expect([after.status, after.headers.get("x-daylimit-remaining")]).toEqual([200, "4939"]);
  const { books } = await twin.state(organisationId);
  expect(books).toMatchObject({ calls: { "GET Organisation": 62 }, limited: { minute: 1 } });
});

it("a spent day says how long until it frees, and nobody else's day is touched", async () => {
  const [spent, other] = [await twin.caller(), await twin.caller()];
  await spent.script({ xero: "day-left", left: 1 });
  expect((await spent.call("GET", "/Accounts")).headers.get("x-daylimit-remaining")).toBe("0");
  const over = await spent.call("GET", "/Accounts");
  expect([over.status, over.headers.get("x-rate-limit-problem")]).toEqual([429, "day"]);
  expect(Number(over.headers.get("retry-after"))).toBeGreaterThan(86_000);
  expect((await other.call("GET", "/Accounts")).status).toBe(200);
});

it("the sixth call at a time is 429 without Retry-After", async () => {
  const { call, script } = await twin.caller();
  await script({ xero: "incident", scenarios: [{ latencyMs: 100 }] });
  const answers = await Promise.all(Array.from({ length: 6 }, () => call("GET", "/Accounts")));
  expect(answers.map((one) => one.status).toSorted((a, b) => a - b)).toEqual([200, 200, 200, 200, 200, 429]);
  const over = answers.find((one) => one.status === 429);
  expect([over?.headers.get("x-rate-limit-problem"), over?.headers.get("retry-after")]).toEqual(["concurrent", null]);
});

it("an incident of one organisation leaves the others alone", async () => {
  const [sick, well] = [await twin.caller(), await twin.caller()];
  await sick.script({
    xero: "incident",
    scenarios: [{ status: 503, body: "The Xero API is temporarily unavailable" }],
  });
  expect((await sick.call("GET", "/Accounts")).status).toBe(503);
  expect((await well.call("GET", "/Accounts")).status).toBe(200);
  await sick.script({ xero: "incident", scenarios: [] });
  expect((await sick.call("GET", "/Accounts")).status).toBe(200);
});
