/** Calendar days `YYYY-MM-DD`, as date fields hold them. */
const londonDay = new Intl.DateTimeFormat("en-CA", { timeZone: "Europe/London" });

/** Today where the firm is. */
export const today = (): string => londonDay.format(new Date());

/** The day `days` after `day`. */
export const plusDays = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
