/** Nudges: short SQS messages that say which row to look at. Losing one is harmless; the sweep sends it again. */
import { SendMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
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

/** Sends a message, or throws: for a door whose answer promises that the message is safe. */
export async function send(queue: string, message: object): Promise<void> {
  await sqs.send(new SendMessageCommand({ QueueUrl: queueUrl(queue), MessageBody: JSON.stringify(message) }));
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
