/** Calendar days in words. Safe for the browser. */
const long = new Intl.DateTimeFormat("en-GB", { dateStyle: "long", timeZone: "UTC" });

/** `2026-11-01` is `1 November 2026`. */
export const formatDay = (day: string): string => long.format(Date.parse(`${day}T00:00:00Z`));
