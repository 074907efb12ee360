/** How many events a firm got on a day. Safe for the browser. */
import * as z from "zod";

/** What the chart counts apart. */
export const COUNTED = ["webhook", "poll", "mail"] as const;
export type Counted = (typeof COUNTED)[number];
export const EventDay = z.object({ day: z.string(), webhook: z.number(), poll: z.number(), mail: z.number() });
export type EventDay = z.infer<typeof EventDay>;
