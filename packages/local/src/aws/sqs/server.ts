/** SQS: queues in memory with every change written through to SQLite, and their operations by name. */
import { DataDamaged } from "../error.ts";
import { AwsError } from "../gate/aws-error.ts";
import type { JsonBody, JsonService } from "../gate/json-service.ts";
import { REGION } from "../place.ts";
import type { QueuePlan } from "../plan.ts";
import { queueNameOf, sqsActions } from "./action.ts";
import { newRouter, newSqsStore, openPersistence } from "./fauxqs.ts";
import type { Router } from "./fauxqs.ts";
import type { Persistence, Queue, SqsStore } from "./store.ts";
import { ensureQueues } from "./queue.ts";
import { expireMessages } from "./retention.ts";

/** Message counts of one queue. */
export type Depth = { name: string; visible: number; inFlight: number; delayed: number };

export type Sqs = {
  /** `origin` is put in front of the queue paths in answers. */
  run(operation: string, body: JsonBody, signal: AbortSignal, origin: string): Promise<object>;
  depth(): Depth[];
  /** Ends long polls, so that the server can close. */
  wake(): void;
  close(): void;
};

/** How requests reach it; `origin` is where it listens, known only once it does. */
export const sqsService = (sqs: Sqs, origin: () => string): JsonService => ({
  name: "sqs",
  contentType: "application/x-amz-json-1.0",
  namespace: "com.amazonaws.sqs",
  actions: sqsActions,
  run: (operation, body, signal) => sqs.run(operation, body, signal, origin()),
});

/** Opens the store below `dir` and brings its queues to the plan. */
export function openSqs(dir: string, queues: QueuePlan[]): Sqs {
  const store = newSqsStore();
  store.region = REGION;
  let persistence: Persistence;
  try {
    persistence = openPersistence(dir);
    // Loaded before the store writes through, or the load itself would rewrite (and cascade-delete) what it reads.
    persistence.loadSqsQueues(store);
  } catch (error) {
    throw new DataDamaged(dir, error instanceof Error ? error.message : String(error), error);
  }
  store.persistence = persistence;
  for (const queue of store.allQueues()) queue.persistence = persistence;
  ensureQueues(store, queues);

  const router = newRouter(store);
  const open = new AbortController();
  const call = caller(router, persistence);
  return {
    run: async (operation, body, signal, origin) => {
      const queue = store.getQueueByName(queueNameOf(body));
      if (queue !== undefined) expireMessages(queue, persistence);
      // fauxqs brings counts to this instant only when somebody receives; right after an expiry they would be wrong.
      if (operation === "GetQueueAttributes") queue?.processTimers();
      const answer =
        operation === "ReceiveMessage" && queue !== undefined
          ? await receive(call, queue, body, AbortSignal.any([signal, open.signal]))
          : await call(operation, body);
      return withOrigin(answer, origin);
    },
    depth: () => queues.flatMap(({ name }) => depthOf(store, name, persistence)),
    wake: () => open.abort(),
    close: () => {
      open.abort();
      persistence.close();
    },
  };
}

function depthOf(store: SqsStore, name: string, persistence: Persistence): Depth[] {
  const queue = store.getQueueByName(name);
  if (queue === undefined) return [];
  expireMessages(queue, persistence);
  queue.processTimers();
  const count = (attribute: string): number => Number(queue.getAttribute(attribute) ?? 0);
  return [
    {
      name,
      visible: count("ApproximateNumberOfMessages"),
      inFlight: count("ApproximateNumberOfMessagesNotVisible"),
      delayed: count("ApproximateNumberOfMessagesDelayed"),
    },
  ];
}

/**
 * Long polling is done here rather than in fauxqs, so that a caller who has gone away receives nothing: its message
 * would be invisible to everybody until the visibility timeout.
 */
async function receive(call: Call, queue: Queue, body: JsonBody, gone: AbortSignal): Promise<object> {
  const asked = Number(body["WaitTimeSeconds"] ?? queue.attributes["ReceiveMessageWaitTimeSeconds"] ?? 0);
  if (asked > 20 || asked < 0) return call("ReceiveMessage", body); // refused there, with AWS's words
  const untilMs = performance.now() + asked * 1000;
  const wake = (): void => queue.notifyWaiters();
  gone.addEventListener("abort", wake);
  try {
    while (!gone.aborted) {
      const answer = await call("ReceiveMessage", { ...body, WaitTimeSeconds: 0 });
      const leftMs = untilMs - performance.now();
      if (leftMs <= 0 || ("Messages" in answer && answer.Messages !== undefined)) return answer;
      await queue.waitForMessages(leftMs / 1000);
    }
    return {};
  } finally {
    gone.removeEventListener("abort", wake);
  }
}

type Call = (operation: string, body: JsonBody) => Promise<object>;

/**
 * Runs fauxqs's action inside one SQLite transaction: a batch costs one commit, and a message on its way to the
 * dead-letter queue (a delete and an insert) cannot get lost between the two. The actions are synchronous up to their
 * answer as long as they do not wait for messages, which `receive` never lets them.
 */
function caller(router: Router, persistence: Persistence): Call {
  return async (operation, body) => {
    let status = 200;
    const reply = {
      status: (code: number): void => {
        status = code;
      },
      header: (): void => undefined,
    };
    const headers = { "x-amz-target": `AmazonSQS.${operation}` };
    persistence.db.exec("BEGIN");
    const answering = router.handle({ headers, body: structuredClone(body) }, reply);
    persistence.db.exec("COMMIT");
    const answer = await answering;
    if (status === 200) return answer;
    const { __type: type, message } = answer as { __type: string; message: string };
    throw new AwsError(status, type.split("#")[1] ?? type, message);
  };
}

/** Queue URLs in answers: stored as paths, told with the address that the caller used. */
function withOrigin(answer: object, origin: string): object {
  if ("QueueUrl" in answer) return { ...answer, QueueUrl: origin + pathIn(answer.QueueUrl) };
  if ("QueueUrls" in answer && Array.isArray(answer.QueueUrls))
    return { ...answer, QueueUrls: answer.QueueUrls.map((url: unknown) => origin + pathIn(url)) };
  return answer;
}

const pathIn = (url: unknown): string => String(url).replace(/^https?:\/\/[^/]+/, "");
