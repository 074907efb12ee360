/** For the workers: why a try failed, and what came out of a dead-letter queue. */
import { ProviderError } from "../lib/provider/error.ts";
import { VisibleError } from "../lib/error.ts";
import { logError } from "../lib/log.ts";
import { bury, keepUnread, note, type Nudged } from "./row.ts";

/** From fixed words only: never a message, which may hold anything. */
function codeOf(error: unknown): string {
  if (error instanceof ProviderError) return `${error.details.provider}.${error.kind}`;
  if (error instanceof VisibleError) return error.code;
  return "defect";
}

/** Remembers why the work of a nudge failed. Never throws: the failure itself is what counts. */
export async function noteFailure(queue: string, nudge: Nudged, error: unknown): Promise<void> {
  try {
    await note(queue, nudge, codeOf(error));
  } catch (cause) {
    logError("reason not kept", cause, { queue, entityId: nudge.id });
  }
}

/** A message that its queue gave up on. */
export interface GivenUp {
  queue: string;
  messageId: string;
  body: string;
  /** What the body says; null when it says no firm. */
  nudge: Nudged | null;
}

/** Writes down what was given up, so that the message may go: on the firm's list, or for the operator when it names no firm. */
export async function receiveDeadLetter({ queue, messageId, body, nudge }: GivenUp): Promise<"buried" | "unreadable"> {
  if (nudge) {
    await bury(queue, nudge, messageId);
    return "buried";
  }
  await keepUnread(queue, messageId, body);
  return "unreadable";
}
