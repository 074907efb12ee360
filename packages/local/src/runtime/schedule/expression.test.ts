import { describe, expect, it } from "vitest";
import { parseExpression } from "./expression.ts";

const next = (
  expression: string,
  after: string,
  timezone = "UTC",
  started = "2026-11-23T10:00:00Z",
): string | undefined => {
  const at = parseExpression(expression, timezone, Date.parse(started))(Date.parse(after));
  return at === undefined ? undefined : new Date(at).toISOString();
};

describe("EventBridge's expressions fire when EventBridge would", () => {
  it.each([
    ["rate(5 minutes)", "2026-11-23T10:00:00Z", "2026-11-23T10:05:00.000Z"],
    ["rate(5 minutes)", "2026-11-23T10:04:59Z", "2026-11-23T10:05:00.000Z"],
    ["rate(5 minutes)", "2026-11-23T10:05:00Z", "2026-11-23T10:10:00.000Z"],
    ["rate(1 hour)", "2026-11-25T10:30:00Z", "2026-11-25T11:00:00.000Z"],
    ["rate(10 days)", "2026-11-23T10:00:00Z", "2026-12-03T10:00:00.000Z"],
    ["cron(0 3 * * ? *)", "2026-11-23T10:00:00Z", "2026-11-24T03:00:00.000Z"],
    ["cron(0/15 * * * ? *)", "2026-11-23T10:01:00Z", "2026-11-23T10:15:00.000Z"],
    // Weekdays count from SUN=1: 2 is Monday; 2026-11-23 is one.
    ["cron(0 9 ? * 2 *)", "2026-11-23T10:00:00Z", "2026-11-30T09:00:00.000Z"],
    ["cron(0 9 ? * MON-FRI *)", "2026-11-27T10:00:00Z", "2026-11-30T09:00:00.000Z"],
    ["cron(0 0 L * ? *)", "2026-11-23T10:00:00Z", "2026-11-30T00:00:00.000Z"],
    ["cron(0 0 1 1 ? 2028)", "2026-11-23T10:00:00Z", "2028-01-01T00:00:00.000Z"],
    ["at(2026-12-24T18:00:00)", "2026-11-23T10:00:00Z", "2026-12-24T18:00:00.000Z"],
  ])("%s after %s", (expression, after, expected) => {
    expect(next(expression, after)).toBe(expected);
  });

  it("in the schedule's own time zone", () => {
    expect(next("cron(0 3 * * ? *)", "2026-07-01T00:00:00Z", "Europe/London")).toBe("2026-07-01T02:00:00.000Z");
  });

  it("never again when its time is over", () => {
    expect(next("at(2026-01-01T00:00:00)", "2026-11-23T10:00:00Z")).toBeUndefined();
    expect(next("cron(0 0 1 1 ? 2020)", "2026-11-23T10:00:00Z")).toBeUndefined();
  });

  it.each(["rate(0 minutes)", "rate(5 fortnights)", "cron(0 3 * * ?)", "cron(99 3 * * ? *)", "every day"])(
    "and %s is refused by name",
    (expression) => {
      expect(() => parseExpression(expression, "UTC", 0)).toThrow(`not a schedule: ${expression}`);
    },
  );
});
