import { expect, test } from "vitest";
import { safeNext } from "../features/auth/next.ts";
import { count, day, flag, oneOf, text } from "./search.ts";

test("what does not fit in an address is left out", () => {
  const raw = { q: "smith", n: 445790, status: "active", bad: "x", pages: 3, yes: true, empty: "" };
  expect([text(raw, "q"), text(raw, "n"), text(raw, "empty"), text(raw, "yes"), text(raw, "none")]).toEqual([
    "smith",
    "445790",
    undefined,
    undefined,
    undefined,
  ]);
  expect([oneOf(raw, "status", ["active"]), oneOf(raw, "bad", ["active"])]).toEqual(["active", undefined]);
  expect([
    count(raw, "pages", 20),
    count(raw, "pages", 2),
    count({ pages: 1.5 }, "pages", 9),
    count({ pages: "3" }, "pages", 9),
  ]).toEqual([3, undefined, undefined, undefined]);
  expect([flag(raw, "yes"), flag(raw, "q")]).toEqual([true, undefined]);
  const days = { on: "2024-02-29", none: "2026-02-29", far: "2026-13-01", word: "today" };
  expect(Object.keys(days).map((name) => day(days, name))).toEqual(["2024-02-29", undefined, undefined, undefined]);
});

test("signing in never leads to another site", () => {
  for (const next of [
    "https://evil.example",
    "//evil.example",
    "/\\evil.example",
    "/client-hub\\@evil",
    "javascript:alert(1)",
    "/client-hubevil.example",
    "/api/auth/sign-out",
    "",
  ]) {
    expect(safeNext(next, "/client-hub")).toBe("/client-hub");
  }
  expect(safeNext(undefined, "/client-portal")).toBe("/client-portal");
  expect(safeNext("/client-hub/clients?q=a", "/client-hub")).toBe("/client-hub/clients?q=a");
  expect(safeNext("/accept-invitation/abc", "/client-hub")).toBe("/accept-invitation/abc");
});
