/**
 * Lambda's poller for one event source mapping: long polls with the function's own credentials, batches, invokes up to
 * the mapping's concurrency, deletes what succeeded. What failed stays, and the queue's visibility timeout and redrive
 * policy do the rest.
 */
import { DeleteMessageBatchCommand, ReceiveMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import type { Outcome } from "../function/protocol.ts";
import { failedOf, received, toSqsEvent, type Received } from "./batch.ts";

interface Mapping {
  queueUrl: string;
  queueArn: string;
  batchSize: number;
  /** Seconds to gather a fuller batch after the first message. */
  windowS: number;
  reportsItemFailures: boolean;
  maxConcurrency: number;
}

export interface PollerOptions {
  mapping: Mapping;
  /** Short name for the terminal. */
  functionName: string;
  invoke: (event: unknown) => Promise<Outcome>;
  endpoint: string;
  region: string;
  credentials: { accessKeyId: string; secretAccessKey: string };
  print: (line: string) => void;
}

export interface Poller {
  /** Batches received and not yet settled. */
  busy(): number;
  /** Stops receiving, waits for batches in hand. */
  close(): Promise<void>;
}

/** SQS answers at most this many messages a call, and waits at most this long. */
const RECEIVE_MOST = 10;
const LONG_POLL_S = 20;
/** Pause after a refused or failed call: one line a while, not a flood. */
const RETRY_MS = 2000;

export function startPoller(options: PollerOptions): Poller {
  const { mapping, endpoint, region, credentials } = options;
  const sqs = new SQSClient({ endpoint, region, credentials, maxAttempts: 1 });
  const stop = new AbortController();
  const running = new Set<Promise<void>>();
  let lastFailure = "";
  const loop = poll();
  return {
    busy: () => running.size,
    close: async () => {
      stop.abort();
      await loop;
      await Promise.all(running);
      sqs.destroy();
    },
  };

  async function poll(): Promise<void> {
    while (!stop.signal.aborted) {
      if (running.size >= mapping.maxConcurrency) {
        await Promise.race(running);
        continue;
      }
      try {
        const batch = await gather();
        lastFailure = "";
        if (batch.length === 0) continue;
        const work = settle(batch).finally(() => running.delete(work));
        running.add(work);
      } catch (error) {
        if (stop.signal.aborted) return;
        complain("receive from", error);
        await pause(RETRY_MS, stop.signal);
      }
    }
  }

  /** The first messages to come, and more until the batch is full or the window is over. */
  async function gather(): Promise<Received[]> {
    const batch = await receive(Math.min(RECEIVE_MOST, mapping.batchSize), LONG_POLL_S);
    const until = performance.now() + mapping.windowS * 1000;
    while (batch.length > 0 && batch.length < mapping.batchSize && !stop.signal.aborted) {
      const leftS = Math.floor((until - performance.now()) / 1000);
      if (until <= performance.now()) break;
      const more = await receive(Math.min(RECEIVE_MOST, mapping.batchSize - batch.length), Math.max(0, leftS));
      batch.push(...more);
      if (more.length === 0) await pause(Math.max(0, Math.min(100, until - performance.now())), stop.signal);
    }
    return batch;
  }

  async function receive(most: number, waitS: number): Promise<Received[]> {
    const answer = await sqs.send(
      new ReceiveMessageCommand({
        QueueUrl: mapping.queueUrl,
        MaxNumberOfMessages: most,
        WaitTimeSeconds: waitS,
        MessageSystemAttributeNames: ["All"],
        MessageAttributeNames: ["All"],
      }),
      { abortSignal: stop.signal },
    );
    return (answer.Messages ?? []).map(received);
  }

  async function settle(batch: Received[]): Promise<void> {
    const outcome = await options.invoke(toSqsEvent(batch, mapping.queueArn));
    const failed = failedOf(batch, outcome, mapping.reportsItemFailures);
    const done = batch.filter((message) => !failed.has(message.messageId));
    for (let from = 0; from < done.length; from += RECEIVE_MOST) await remove(done.slice(from, from + RECEIVE_MOST));
  }

  async function remove(messages: Received[]): Promise<void> {
    try {
      await sqs.send(
        new DeleteMessageBatchCommand({
          QueueUrl: mapping.queueUrl,
          Entries: messages.map((message, index) => ({ Id: String(index), ReceiptHandle: message.receiptHandle })),
        }),
      );
    } catch (error) {
      complain("delete from", error);
    }
  }

  function complain(action: string, error: unknown): void {
    const failure = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    if (failure === lastFailure) return;
    lastFailure = failure;
    options.print(`✗ ${options.functionName} cannot ${action} ${mapping.queueArn.split(":").at(-1)}: ${failure}`);
  }
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener("abort", () => (clearTimeout(timer), resolve()), { once: true });
  });
}
