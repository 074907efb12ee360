/**
 * Calendar days, and in words. Safe for the browser. A formatter is made when it is first needed: the first of a process costs
 * as much as a third of the webhook door's start, and the door needs none.
 */
let long: Intl.DateTimeFormat | undefined;
let london: Intl.DateTimeFormat | undefined;

/** `2026-11-01` is `1 November 2026`. */
export function formatDay(day: string): string {
  long ??= new Intl.DateTimeFormat("en-GB", { dateStyle: "long", timeZone: "UTC" });
  return long.format(Date.parse(`${day}T00:00:00Z`));
}

/** The day of an instant (ISO, or epoch ms) in London, `YYYY-MM-DD`. */
export function dayOf(instant: string | number): string {
  london ??= new Intl.DateTimeFormat("en-CA", { timeZone: "Europe/London" });
  return london.format(new Date(instant));
}
