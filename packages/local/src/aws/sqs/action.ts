/** Which IAM actions an SQS request needs. Source: Service Authorization Reference. */
import type { Action } from "../gate/principal.ts";
import type { JsonBody } from "../gate/json-service.ts";
import { queueArn } from "../place.ts";

/** Batches are granted by the single action. */
const BATCH: Record<string, string> = {
  SendMessageBatch: "SendMessage",
  DeleteMessageBatch: "DeleteMessage",
  ChangeMessageVisibilityBatch: "ChangeMessageVisibility",
};

export function sqsActions(operation: string, body: JsonBody): Action[] {
  const action = `sqs:${BATCH[operation] ?? operation}`;
  if (operation === "ListQueues") return [{ action, arn: "*" }];
  return [{ action, arn: queueArn(queueNameOf(body)) }];
}

/** The queue a request means: by name, or by the last step of its URL's path whatever host and port it names. */
export function queueNameOf(body: JsonBody): string {
  if (typeof body["QueueName"] === "string") return body["QueueName"];
  const url = typeof body["QueueUrl"] === "string" ? body["QueueUrl"] : "";
  return url.slice(url.lastIndexOf("/") + 1);
}
