/** What was given up: nudges that no worker could be done with, as the firm's staff see them. Safe for the browser. */
import * as z from "zod";
import { Instant } from "../lib/schema.ts";

/** A queue's name: `email`, `xero-sync`. */
export const QueueName = z
  .string()
  .regex(/^[a-z]+(?:-[a-z]+){0,3}$/, "must be the name of a queue")
  .max(40);
const RecordId = z.string().min(1).max(64);

/** One record whose work was given up, however often. */
export const DeadLetter = z.object({
  queue: QueueName,
  /** The record's id in that domain. */
  id: RecordId,
  /**
   * Why the last try failed, where that is known: the kind of a provider's failure (`resend.unavailable`), the code of a refusal, or
   * `defect`. Null when the worker ended without a word: out of time, out of memory, or stopped.
   */
  code: z.string().nullable(),
  /** How often it was given up; each time is several tries. */
  times: z.number().int(),
  firstAt: Instant,
  lastAt: Instant,
});
export type DeadLetter = z.infer<typeof DeadLetter>;

/** Counted up to this many; the list itself has pages. */
export const MOST_COUNTED = 1000;

/** GET /api/dead-letters: by queue, the longest waiting first. */
export const DeadLetterList = z.object({
  items: z.array(DeadLetter),
  nextCursor: z.string().nullable(),
  /** What there is in all, at most `MOST_COUNTED`. */
  queues: z.array(z.object({ queue: QueueName, count: z.number().int(), oldestAt: Instant })),
});
export type DeadLetterList = z.infer<typeof DeadLetterList>;

/** POST /api/dead-letters/redrive: everything, one queue's, or one record's (then both are given). */
export const Redrive = z
  .strictObject({ queue: QueueName.optional(), id: RecordId.optional() })
  .refine(({ queue, id }) => id === undefined || queue !== undefined, {
    path: ["queue"],
    message: "must be given with an id",
  });
export type Redrive = z.infer<typeof Redrive>;

/** How many were sent to their queues again; `more` when there are others: ask again. */
export const Redriven = z.object({ redriven: z.number().int(), more: z.boolean() });
export type Redriven = z.infer<typeof Redriven>;
