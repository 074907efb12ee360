/** What the sandbox's own scenario can make the model do, beside the kit's incidents. */
import * as z from "zod";

export const Script = z.strictObject({
  /** Refuses the prompt: no candidate, only the reason. */
  block: z.enum(["SAFETY", "PROHIBITED_CONTENT", "OTHER"]).optional(),
  /** Why the candidate ended. MAX_TOKENS and SPII leave half an answer. */
  finish: z.enum(["MAX_TOKENS", "SPII", "SAFETY", "RECITATION"]).optional(),
  /** Puts parts marked as thoughts before the answer. */
  thoughts: z.boolean().optional(),
  /** Answers words, another object, or the right object with more in it. */
  says: z.enum(["prose", "other-schema", "extra"]).optional(),
  /** Does what is written on the paper. */
  obeys: z.boolean().optional(),
  /** `sure`: misreads also what is plain to see, and is certain. */
  misreads: z.enum(["unsure", "sure"]).optional(),
  /** Says no place, or one that cannot be. */
  places: z.enum(["none", "outside", "reversed", "empty"]).optional(),
  /** Another plan than the free one. */
  quota: z.strictObject({ perMinute: z.number().int().min(1), perDay: z.number().int().min(1) }).optional(),
});
export type Script = z.infer<typeof Script>;
