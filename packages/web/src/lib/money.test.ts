import fc from "fast-check";
import { expect, it } from "vitest";
import { formatMoney, formatPence, parsePounds, typedPounds } from "./money.ts";

it("reads back every amount it shows, to the penny", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 9_999_999_999 }), (pence) => {
      expect(parsePounds(formatPence(pence))).toBe(pence);
      expect(parsePounds(typedPounds(pence))).toBe(pence);
    }),
  );
});

it.each([
  ["0.1", 10],
  [" £1,234.5 ", 123_450],
  ["1 000", 100_000],
  ["-5", -500],
  ["-0", 0],
])("takes %j as an amount", (typed, pence) => {
  expect(parsePounds(typed)).toBe(pence);
});

it.each(["", "abc", "1.234", "1.", "£", "1e3", "--1", "12.3.4"])("takes %j for no amount", (typed) => {
  expect(parsePounds(typed)).toBeNull();
});

it("writes what is no pounds with its own currency, and never fails on one that is none", () => {
  expect([formatMoney(12_345, "GBP"), formatMoney(12_345, "EUR"), formatMoney(-50, "??")]).toEqual([
    "£123.45",
    "€123.45",
    "?? -0.50",
  ]);
});
