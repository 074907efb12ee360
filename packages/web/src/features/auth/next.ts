import { flag, text } from "../../lib/search.ts";

/** Where to go after signing in. Only our own pages: an address of another site must never come from a link. */
export const safeNext = (next: string | undefined, home: string): string =>
  next !== undefined && /^\/(client-hub|client-portal|accept-invitation)(\/|\?|$)/.test(next) && !next.includes("\\")
    ? next
    : home;

export interface NextSearch {
  next?: string | undefined;
  /** The session ran out while a page was open. */
  ended?: true | undefined;
  /** Signed in, but with no firm or client to look at. */
  none?: true | undefined;
}

export const nextSearch = (raw: Record<string, unknown>): NextSearch => ({
  next: text(raw, "next"),
  ended: flag(raw, "ended"),
  none: flag(raw, "none"),
});
