import { afterAll, beforeAll, expect, it } from "vitest";
import { type Started, startTwin } from "../testing/xero.ts";

let twin: Started;
beforeAll(async () => {
  twin = await startTwin();
});
afterAll(() => twin.xero.close());

const KEY = { "idempotency-key": "ph:firm:contact:1" };
const BIRCH = { Contacts: [{ Name: "Birch Ltd" }] };

it("the same request under its key is answered as it was, and done once", async () => {
  const { call } = await twin.caller();
  const first = await call("PUT", "/Contacts", BIRCH, KEY);
  const again = await call("PUT", "/Contacts", BIRCH, KEY);
  expect([first.status, again.text]).toEqual([200, first.text]);
  expect((await call("GET", "/Contacts")).records).toHaveLength(1);
});

it("a refusal is kept too, even when its cause is gone", async () => {
  const { call } = await twin.caller();
  await call("PUT", "/Contacts", BIRCH);
  const refused = await call("PUT", "/Contacts", BIRCH, KEY);
  expect(refused.status).toBe(400);
  await call("POST", "/Contacts", { Name: "Birch Ltd", ContactStatus: "ARCHIVED" });
  expect((await call("PUT", "/Contacts", BIRCH, KEY)).text).toBe(refused.text);
});

it("another request under a key in use is refused", async () => {
  const { call } = await twin.caller();
  await call("PUT", "/Contacts", BIRCH, KEY);
  const other = await call("PUT", "/Contacts", { Contacts: [{ Name: "Oak Ltd" }] }, KEY);
  expect([other.status, String(other.body.Message)]).toEqual([
    400,
    expect.stringContaining("is used with a different request"),
  ]);
});

it("after six minutes a key is as new", async () => {
  const { call, clock } = await twin.caller();
  await call("PUT", "/Contacts", BIRCH, KEY);
  await clock({ advanceMs: 6 * 60_000 });
  expect((await call("PUT", "/Contacts", BIRCH, KEY)).status).toBe(400);
});

it("a lost answer was done: the repeat under the same key tells what became of it", async () => {
  const { call, script } = await twin.caller();
  await script({ xero: "lose-answers", times: 1, method: "PUT" });
  await expect(call("PUT", "/Contacts", BIRCH, KEY)).rejects.toThrow("fetch failed");
  expect((await call("PUT", "/Contacts", BIRCH, KEY)).status).toBe(200);
  expect((await call("GET", "/Contacts")).records).toHaveLength(1);
});
