/** How many uploads may be begun: enough for a filing cabinet at once, and an end to a loop that went wrong. */
import { VisibleError } from "../lib/error.ts";
import { attempt, type AttemptRule } from "../lib/attempts.ts";
import { HOUR_MS, MINUTE_MS } from "../lib/clock.ts";

const OF_CLIENT: AttemptRule = { kind: "upload-client", max: 600, windowMs: HOUR_MS, sliding: false };
const OF_FIRM: AttemptRule = { kind: "upload-firm", max: 3000, windowMs: HOUR_MS, sliding: false };

/** Counts one more upload, or refuses it: `document.too-many-uploads`. Two requests, at once. */
export async function countUpload(tenantId: string, clientId: string): Promise<void> {
  const counted = await Promise.all([
    attempt(OF_CLIENT, `${tenantId}#${clientId}`).then((answer) => ({ answer, whose: "one client", rule: OF_CLIENT })),
    attempt(OF_FIRM, tenantId).then((answer) => ({ answer, whose: "the firm", rule: OF_FIRM })),
  ]);
  for (const { answer, whose, rule } of counted) {
    if (answer.allowed) continue;
    const minutes = Math.ceil(answer.retryAfterMs / MINUTE_MS);
    throw new VisibleError(
      "rate-limited",
      "document.too-many-uploads",
      `At most ${rule.max} files an hour can be uploaded for ${whose}. What is uploaded is safe; go on in ${minutes} min.`,
      { retryAfterS: Math.ceil(answer.retryAfterMs / 1000) },
    );
  }
}
