/**
 * Takes nudges out of the dead-letter queues and puts them on the list of their firm, where its staff can see them and have them tried
 * again. What cannot be written down stays in its queue.
 */
import type { SQSBatchResponse, SQSEvent, SQSRecord } from "aws-lambda";
import { receiveDeadLetter } from "@practice-hub/core/dead-letter";
import { log, logError, withLog } from "@practice-hub/core/lib/log";
import { json, Nudge } from "./worker.ts";

const NAME = "dead-letter-worker";

export async function handler(event: SQSEvent): Promise<SQSBatchResponse> {
  const failed: SQSRecord[] = [];
  for (const record of event.Records)
    if (!(await withLog({ function: NAME, messageId: record.messageId }, () => kept(record)))) failed.push(record);
  return { batchItemFailures: failed.map(({ messageId }) => ({ itemIdentifier: messageId })) };
}

async function kept({ eventSourceARN, messageId, body }: SQSRecord): Promise<boolean> {
  try {
    const queue = queueOf(eventSourceARN);
    const nudge = Nudge.safeParse(json(body)).data ?? null;
    const outcome = await receiveDeadLetter({ queue, messageId, body, nudge });
    log("error", "given up", { queue, outcome, ...(nudge ? { tenantId: nudge.tenantId, entityId: nudge.id } : {}) });
    return true;
  } catch (error) {
    logError("dead letter not kept", error, { outcome: "failed" });
    return false;
  }
}

/** `…:practice-hub-xero-sync-dlq.fifo` → `xero-sync`; the template says which there are. */
function queueOf(arn: string): string {
  const name =
    arn
      .split(":")
      .at(-1)
      ?.replace(/\.fifo$/, "") ?? "";
  const known = (process.env.DEAD_LETTERS_OF ?? "").split(",").filter((queue) => name.endsWith(`-${queue}-dlq`));
  const [longest] = known.toSorted((a, b) => b.length - a.length);
  if (longest === undefined) throw new Error("configuration: DEAD_LETTERS_OF does not name the queue");
  return longest;
}
