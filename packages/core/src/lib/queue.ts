/** Nudges: short SQS messages that say which row to look at. Losing one is harmless; the sweep sends it again. */
import { ChangeMessageVisibilityCommand, SendMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import { newUlid } from "./id.ts";
import { log, logError } from "./log.ts";

const sqs = new SQSClient({
  maxAttempts: 3,
  requestHandler: { requestTimeout: 3000, throwOnRequestTimeout: true, connectionTimeout: 1000 },
});

/** The queue's URL from the environment: queue `mail-event` is `QUEUE_MAIL_EVENT_URL`. */
export function queueUrl(queue: string): string {
  const name = `QUEUE_${queue.toUpperCase().replaceAll("-", "_")}_URL`;
  const url = process.env[name];
  if (!url) throw new Error(`configuration: ${name} is missing`);
  return url;
}

/**
 * Sends a message, or throws: for a door whose answer promises that the message is safe. In a FIFO queue the firm is the
 * group, and every message is its own: a nudge that comes while the one before it is worked on must not be swallowed.
 */
export async function send(queue: string, message: { tenantId?: string }): Promise<void> {
  const QueueUrl = queueUrl(queue);
  const lane = QueueUrl.endsWith(".fifo")
    ? { MessageGroupId: message.tenantId ?? "none", MessageDeduplicationId: newUlid() }
    : {};
  await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: JSON.stringify(message), ...lane }));
}

/** SQS keeps a received message from others for 12 hours at most, counted from its receipt. */
const MAX_HIDDEN_S = 11 * 60 * 60;

/** Hides a received message for so long: what must wait costs nothing. Bounded; whoever sees it again may hide it again. */
export async function hide(queue: string, receiptHandle: string, ms: number): Promise<void> {
  const VisibilityTimeout = Math.min(MAX_HIDDEN_S, Math.max(0, Math.ceil(ms / 1000)));
  await sqs.send(
    new ChangeMessageVisibilityCommand({ QueueUrl: queueUrl(queue), ReceiptHandle: receiptHandle, VisibilityTimeout }),
  );
}

/** Says "look at this row now". Never throws: the row itself is due, and the sweep will find it. */
export async function nudge(queue: string, message: { tenantId: string; id: string }): Promise<void> {
  try {
    await send(queue, message);
  } catch (error) {
    logError("nudge failed", error, { queue, entityId: message.id });
    log("warn", "nudge left to the sweep", { queue, entityId: message.id });
  }
}
