import { expect, test } from "vitest";
import { afterRefusal } from "./use-lookup.ts";

const refusal = (status: number, retryAfterS?: number) => afterRefusal({ status, code: "x", detail: "x", retryAfterS });

test("a reached limit waits as long as the register says, five minutes when it does not", () => {
  expect(refusal(429, 12)).toEqual({ kind: "wait", seconds: 12 });
  expect(refusal(429)).toEqual({ kind: "wait", seconds: 300 });
  expect(refusal(429, 0)).toEqual({ kind: "wait", seconds: 1 });
});

test("no such company, and every kind of outage, leave a way on", () => {
  expect(refusal(404)).toEqual({ kind: "not-found" });
  for (const status of [0, 400, 401, 500, 502, 503, 504]) expect(refusal(status)).toEqual({ kind: "by-hand" });
});
