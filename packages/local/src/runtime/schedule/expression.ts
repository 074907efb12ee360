/** EventBridge schedule expressions: when does `rate(5 minutes)` or `cron(0 3 * * ? *)` fire next? */
import { Cron } from "croner";

/** The first instant after `afterMs` (epoch ms), or undefined when there is none. `startedMs` anchors a rate. */
export type NextRun = (afterMs: number) => number | undefined;

const UNIT_MS: Record<string, number> = { minute: 60_000, hour: 3_600_000, day: 86_400_000 };

/** Parses an expression; throws with the expression in the message when it is not one. */
export function parseExpression(expression: string, timezone: string, startedMs: number): NextRun {
  const rate = /^rate\((\d+) (minute|hour|day)s?\)$/.exec(expression);
  if (rate) {
    const everyMs = Number(rate[1]) * (UNIT_MS[rate[2] ?? ""] ?? Number.NaN);
    if (!(everyMs > 0)) throw new Error(`not a schedule: ${expression}`);
    return (afterMs) => startedMs + (Math.floor((afterMs - startedMs) / everyMs) + 1) * everyMs;
  }
  const at = /^at\((\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)\)$/.exec(expression);
  if (at?.[1]) return once(new Cron(at[1], { timezone, paused: true, allowPast: true }));
  const cron = /^cron\((.+)\)$/.exec(expression);
  const fields = cron?.[1]?.trim().split(/\s+/);
  if (fields?.length !== 6) throw new Error(`not a schedule: ${expression}`);
  // AWS counts weekdays from SUN=1, has no seconds, and writes "no matter" as `?`.
  const pattern = ["0", ...fields.map((field) => (field === "?" ? "*" : field))].join(" ");
  try {
    return once(
      new Cron(pattern, {
        timezone,
        mode: "7-part",
        alternativeWeekdays: true,
        domAndDow: true,
        sloppyRanges: true,
        paused: true,
      }),
    );
  } catch (error) {
    throw new Error(`not a schedule: ${expression}`, { cause: error });
  }
}

const once =
  (cron: Cron): NextRun =>
  (afterMs) =>
    cron.nextRun(new Date(afterMs))?.getTime();
