/**
 * FIFO delivery as AWS does it. fauxqs hands out one message of a group at a time and puts several expired ones back in
 * reverse; here a receive takes as many of a group as fit, in order, and the group stays closed until all are settled.
 * Source: "FIFO delivery logic", Amazon SQS Developer Guide.
 */
import { randomUUID } from "node:crypto";
import type { Message, Queue } from "./store.ts";

type Received = { MessageId: string; ReceiptHandle: string; MD5OfBody: string; Body: string };
type Redrive = { maxReceiveCount?: number; deadLetterTargetArn?: string };

/** Puts every group into the order in which its messages were sent. */
export function sortGroups(queue: Queue): void {
  for (const messages of queue.fifoMessages.values())
    messages.sort((a, b) => ((a.sequenceNumber ?? "") < (b.sequenceNumber ?? "") ? -1 : 1));
}

/** Takes up to `max` messages of groups of which none is in flight; same contract as fauxqs's method of that name. */
export function dequeueFifo(
  this: Queue,
  max: number,
  visibilityTimeout: number | undefined,
  queueByArn: (arn: string) => Queue | undefined,
): Received[] {
  this.processTimers();
  const redrive = JSON.parse(this.attributes["RedrivePolicy"] ?? "{}") as Redrive;
  const deadLetters = redrive.deadLetterTargetArn === undefined ? undefined : queueByArn(redrive.deadLetterTargetArn);
  const timeoutMs = (visibilityTimeout ?? Number(this.attributes["VisibilityTimeout"])) * 1000;
  const received: Received[] = [];

  for (const [group, messages] of this.fifoMessages) {
    if (received.length >= max) break;
    if (this.fifoLockedGroups.has(group)) continue;
    let taken = 0;
    while (received.length < max) {
      const message = messages.shift();
      if (message === undefined) break;
      message.approximateReceiveCount++;
      message.approximateFirstReceiveTimestamp ??= Date.now();
      if (deadLetters !== undefined && message.approximateReceiveCount > (redrive.maxReceiveCount ?? Infinity)) {
        this.persistence.deleteMessage(message.messageId);
        deadLetters.enqueue(message);
        continue;
      }
      received.push(hold(this, message, Date.now() + timeoutMs));
      taken++;
    }
    if (taken > 0) this.fifoLockedGroups.set(group, taken);
    if (messages.length === 0) this.fifoMessages.delete(group);
  }
  return received;
}

/** Moves a message in flight and answers it as the receiver sees it. */
function hold(queue: Queue, message: Message, visibilityDeadline: number): Received {
  const receiptHandle = randomUUID();
  queue.inflightMessages.set(receiptHandle, { message, receiptHandle, visibilityDeadline });
  const { messageId, approximateReceiveCount, approximateFirstReceiveTimestamp } = message;
  queue.persistence.updateMessageInflight(
    messageId,
    receiptHandle,
    visibilityDeadline,
    approximateReceiveCount,
    approximateFirstReceiveTimestamp,
  );
  return {
    MessageId: messageId,
    ReceiptHandle: receiptHandle,
    MD5OfBody: message.md5OfBody,
    Body: message.body,
    ...(message.md5OfMessageAttributes ? { MD5OfMessageAttributes: message.md5OfMessageAttributes } : {}),
    ...(Object.keys(message.messageAttributes).length > 0 ? { MessageAttributes: message.messageAttributes } : {}),
  };
}
