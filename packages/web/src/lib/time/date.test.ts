import { expect, test } from "vitest";
import { birthMonth, clockTime, countdown, exactTime, longDate, relativeTime, yearEndDay } from "./date.ts";

const NOW = Date.parse("2026-11-23T21:40:00.000Z");
const ago = (ms: number) => relativeTime(new Date(NOW - ms).toISOString(), NOW);
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

test("days are written DD Month YYYY in London, whatever the machine's zone", () => {
  expect(longDate("2026-06-30T23:30:00.000Z")).toBe("01 July 2026");
  expect(longDate("2026-11-03")).toBe("03 November 2026");
});

test("an exact time names its second and zone, in summer and winter", () => {
  expect(exactTime("2026-11-23T21:40:05.000Z")).toBe("23 November 2026, 21:40:05 GMT");
  expect(exactTime("2026-07-01T12:00:00.000Z")).toBe("01 July 2026, 13:00:00 BST");
  expect(clockTime("2026-07-01T12:00:00.000Z")).toBe("13:00");
});

test("time gone by is told in its largest unit, and as a day after a week", () => {
  expect([ago(0), ago(44_000), ago(3 * MINUTE), ago(185 * MINUTE), ago(DAY), ago(6 * DAY)]).toEqual([
    "just now",
    "just now",
    "3 min ago",
    "3 h ago",
    "1 day ago",
    "6 days ago",
  ]);
  expect(ago(8 * DAY)).toBe("15 Nov");
  expect(ago(400 * DAY)).toBe("19 October 2025");
  expect(relativeTime(new Date(NOW + 2 * DAY).toISOString(), NOW)).toBe("in 2 days");
});

test("months of birth, year ends and countdowns", () => {
  expect([birthMonth("1970-06"), yearEndDay("03-31"), countdown(245), countdown(9)]).toEqual([
    "June 1970",
    "31 March",
    "4:05",
    "0:09",
  ]);
});
