/** What the address of the event log says. Apart from the page, which the first screen must not load with the route. */
import type { EventFilter } from "@practice-hub/core/webhook/schema";

export const LISTED = ["received", "done", "ignored", "dead"] as const satisfies readonly EventFilter[];

export interface EventSearch {
  state?: EventFilter | undefined;
  /** The event whose drawer is open. */
  event?: string | undefined;
}
