/** Message retention, which fauxqs stores but does not act on: what is older than the queue's period disappears. */
import type { Message, Persistence, Queue } from "./store.ts";

const EVERY_MS = 60_000;
const lastRun = new WeakMap<Queue, number>();

/** Drops what is past its retention; looks at most once a (virtual) minute for each queue. */
export function expireMessages(queue: Queue, persistence: Persistence): void {
  const nowMs = Date.now();
  if (nowMs - (lastRun.get(queue) ?? 0) < EVERY_MS) return;
  lastRun.set(queue, nowMs);

  const oldestMs = nowMs - Number(queue.attributes["MessageRetentionPeriod"]) * 1000;
  const keep = (message: Message): boolean => {
    if (message.sentTimestamp >= oldestMs) return true;
    persistence.deleteMessage(message.messageId);
    return false;
  };
  queue.messages = queue.messages.filter(keep);
  queue.delayedMessages = queue.delayedMessages.filter(keep);
  for (const groups of [queue.fifoMessages, queue.fifoDelayed])
    for (const [group, messages] of groups) {
      const kept = messages.filter(keep);
      if (kept.length === 0) groups.delete(group);
      else groups.set(group, kept);
    }
}
