/** Xero's dates: what it reads, and the `/Date(…)/` form it answers in. */

const MS_FORM = /^\/Date\((-?\d+)(?:[+-]\d{4})?\)\/$/;
const ISO_DAY = /^(\d{4}-\d{2}-\d{2})(?:T.*)?$/;

/** A calendar day (`YYYY-MM-DD`) from any form Xero reads; undefined when it is none. */
export function readDay(text: string): string | undefined {
  const ms = MS_FORM.exec(text)?.[1];
  if (ms !== undefined) return dayOf(Number(ms));
  const day = ISO_DAY.exec(text)?.[1];
  return day !== undefined && dayOf(Date.parse(`${day}T00:00:00Z`)) === day ? day : undefined;
}

export const dayOf = (ms: number): string | undefined => {
  const date = new Date(ms);
  return Number.isNaN(date.getTime()) ? undefined : date.toISOString().slice(0, 10);
};

/** An instant: `/Date(1795429200123+0000)/`. */
export const wireInstant = (ms: number): string => `/Date(${ms}+0000)/`;
/** A day: midnight UTC of it. */
export const wireDay = (day: string): string => wireInstant(Date.parse(`${day}T00:00:00Z`));
/** `2026-11-23T00:00:00`, as in DateString. */
export const wireDayString = (day: string): string => `${day}T00:00:00`;
/** An instant without a zone, as webhooks and connections say it: `2026-11-23T10:15:30.123`. */
export const zoneless = (ms: number): string => new Date(ms).toISOString().slice(0, -1);
