/** Calendar days, and in words. Safe for the browser. */
const long = new Intl.DateTimeFormat("en-GB", { dateStyle: "long", timeZone: "UTC" });
const london = new Intl.DateTimeFormat("en-CA", { timeZone: "Europe/London" });

/** `2026-11-01` is `1 November 2026`. */
export const formatDay = (day: string): string => long.format(Date.parse(`${day}T00:00:00Z`));

/** The day of an instant (ISO, or epoch ms) in London, `YYYY-MM-DD`. */
export const dayOf = (instant: string | number): string => london.format(new Date(instant));
