/** Dates and times as the field writes them: Europe/London, DD Month YYYY, 24 hours. */
const ZONE = "Europe/London";
const day = new Intl.DateTimeFormat("en-GB", { timeZone: ZONE, day: "2-digit", month: "long", year: "numeric" });
const shortDay = new Intl.DateTimeFormat("en-GB", { timeZone: ZONE, day: "numeric", month: "short" });
const tableDay = new Intl.DateTimeFormat("en-GB", { timeZone: ZONE, day: "2-digit", month: "short", year: "numeric" });
const moment = new Intl.DateTimeFormat("en-GB", {
  timeZone: ZONE,
  day: "2-digit",
  month: "long",
  year: "numeric",
  hour: "2-digit",
  minute: "2-digit",
  second: "2-digit",
  timeZoneName: "short",
});
const clock = new Intl.DateTimeFormat("en-GB", { timeZone: ZONE, hour: "2-digit", minute: "2-digit" });
const monthYear = new Intl.DateTimeFormat("en-GB", { timeZone: "UTC", month: "long", year: "numeric" });

/** `2026-11-23T21:40:00.000Z` or `2026-11-23` → `23 November 2026`. */
export const longDate = (at: string): string => day.format(new Date(at));

/** `2026-11-23` → `23 Nov 2026`, for the columns of a table. */
export const shortDate = (on: string): string => tableDay.format(new Date(on));

/** → `23 November 2026, 21:40:05 GMT`. */
export const exactTime = (at: string): string => moment.format(new Date(at)).replace(" at ", ", ");

/** → `21:40`. */
export const clockTime = (at: string): string => clock.format(new Date(at));

/** `1970-06`, as the register publishes birth dates → `June 1970`. */
export const birthMonth = (yearMonth: string): string => monthYear.format(new Date(`${yearMonth}-01T00:00:00Z`));

/** `03-31` → `31 March`. */
export const yearEndDay = (monthDay: string): string =>
  new Intl.DateTimeFormat("en-GB", { timeZone: "UTC", day: "numeric", month: "long" }).format(
    new Date(`2001-${monthDay}T00:00:00Z`),
  );

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** How long ago or until, in words; older than a week, the day itself. */
export function relativeTime(at: string, nowMs: number): string {
  const difference = nowMs - Date.parse(at);
  if (difference < -MINUTE) return `in ${span(-difference)}`;
  if (difference < 45_000) return "just now";
  if (difference < 7 * DAY) return `${span(difference)} ago`;
  const sameYear = new Date(at).getUTCFullYear() === new Date(nowMs).getUTCFullYear();
  return sameYear ? shortDay.format(new Date(at)) : longDate(at);
}

/** A duration in its largest unit: `3 h`, `2 days`. */
export function span(ms: number): string {
  if (ms < HOUR) return `${Math.max(1, Math.round(ms / MINUTE))} min`;
  if (ms < DAY) return `${Math.round(ms / HOUR)} h`;
  const days = Math.round(ms / DAY);
  return days === 1 ? "1 day" : `${days} days`;
}

/** Seconds left as `4:05`. */
export const countdown = (seconds: number): string =>
  `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
