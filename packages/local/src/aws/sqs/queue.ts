/** Brings the queues of the data folder to what the plan says. */
import type { QueuePlan } from "../plan.ts";
import { ACCOUNT, queueArn } from "../place.ts";
import type { SqsStore } from "./store.ts";

/** Creates missing queues and sets the attributes of existing ones; messages stay. */
export function ensureQueues(store: SqsStore, plans: QueuePlan[]): void {
  for (const plan of plans) {
    const existing = store.getQueueByName(plan.name);
    const attributes = attributesOf(plan);
    if (existing === undefined) store.createQueue(plan.name, pathOf(plan.name), queueArn(plan.name), attributes);
    else existing.setAttributes({ RedrivePolicy: "", ...attributes });
  }
}

/** The part of a queue's URL that never changes; host and port are those of this run. */
export const pathOf = (name: string): string => `/${ACCOUNT}/${name}`;

function attributesOf(plan: QueuePlan): Record<string, string> {
  const isFifo = plan.fifo ?? plan.name.endsWith(".fifo");
  const { redrive } = plan;
  return {
    VisibilityTimeout: String(plan.visibilityTimeout ?? 30),
    DelaySeconds: String(plan.delay ?? 0),
    MessageRetentionPeriod: String(plan.retention ?? 4 * 24 * 3600),
    ReceiveMessageWaitTimeSeconds: String(plan.receiveWait ?? 0),
    ...(isFifo
      ? { FifoQueue: "true", ContentBasedDeduplication: String(plan.contentBasedDeduplication ?? false) }
      : {}),
    ...(redrive === undefined
      ? {}
      : {
          RedrivePolicy: JSON.stringify({
            deadLetterTargetArn: queueArn(redrive.deadLetterQueue),
            maxReceiveCount: redrive.maxReceiveCount,
          }),
        }),
  };
}
