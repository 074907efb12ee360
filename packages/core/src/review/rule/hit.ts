/** What an identity check is to a reviewer, whatever provider it came from. Safe for the browser. */
import * as z from "zod";
import { OTHER_WAYS } from "../../onboarding/schema.ts";
import { Instant } from "../../lib/schema.ts";

export const HIT_TYPES = ["pep", "sanctions", "watchlist", "adverse-media"] as const;
export const HitType = z.enum(HIT_TYPES);
export type HitType = z.infer<typeof HitType>;

/** A match of the screening. Until somebody dismisses it with a reason it stands against an approval. */
export const Hit = z.object({
  id: z.string(),
  checkId: z.string(),
  type: HitType,
  name: z.string(),
  detail: z.string().nullable(),
  dismissed: z.object({ by: z.string(), byName: z.string(), at: Instant, reason: z.string() }).nullable(),
});
export type Hit = z.infer<typeof Hit>;

/** One part of a check: passed or not, with the provider's score of 0 to 100 where it tells one. */
const Part = z.object({ passed: z.boolean(), score: z.number().nullable() });

export const Check = z.object({
  id: z.string(),
  status: z.string(),
  outcome: z.enum(["pass", "refer", "fail"]).nullable(),
  /** A check in the provider's test mode proves nothing. */
  mode: z.enum(["test", "live"]),
  startedAt: Instant,
  completedAt: Instant.nullable(),
  /** Why a person must look, in the provider's words. */
  reason: z.string().nullable(),
  /** What to do about one that ended without a result, in words. */
  remedy: z.string().nullable(),
  document: z
    .object({
      type: z.string(),
      number: z.string(),
      expiryOn: z.string().nullable(),
      verified: z.boolean(),
      /** A test document in a check of a real person. */
      isTest: z.boolean(),
    })
    .nullable(),
  /** Face, liveness and screening are null before there is a result, and where the wire tells them only in its report. */
  face: Part.nullable(),
  liveness: Part.nullable(),
  amlStatus: z.enum(["clear", "match", "pep", "unknown"]).nullable(),
  hits: z.array(Hit),
  /** Null when no provider was paid. */
  costPence: z.number().int().nullable(),
  /** Of a check by a person of the firm: what they saw, and when. Days `YYYY-MM-DD`. */
  hand: z
    .object({
      way: z.enum(OTHER_WAYS),
      byName: z.string(),
      seenOn: z.string(),
      certifier: z.object({ name: z.string(), capacity: z.string(), on: z.string() }).nullable(),
      screening: z.object({ source: z.string(), on: z.string(), clear: z.boolean() }),
      documentIds: z.array(z.string()),
    })
    .nullable(),
});
export type Check = z.infer<typeof Check>;
