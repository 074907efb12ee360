/**
 * Deleting after the visibility timeout: in a standard queue the most recent receipt handle still deletes the message as
 * long as nobody has received it again; fauxqs forgets the handle. Source: DeleteMessage, Amazon SQS API Reference.
 */
import type { Message, Queue } from "./store.ts";

const lastHandle = new WeakMap<Message, string>();

/** Keeps the handles of what is in flight now, before timers or a changed visibility put any of it back. */
export function rememberHandles(queue: Queue): void {
  for (const { message, receiptHandle } of queue.inflightMessages.values()) lastHandle.set(message, receiptHandle);
}

/** Deletes a message that is receivable again and was last received under this handle; answers whether there was one. */
export function deleteLate(queue: Queue, receiptHandle: string): boolean {
  const at = queue.messages.findIndex((message) => lastHandle.get(message) === receiptHandle);
  const [message] = at === -1 ? [] : queue.messages.splice(at, 1);
  if (message !== undefined) queue.persistence.deleteMessage(message.messageId);
  return message !== undefined;
}
