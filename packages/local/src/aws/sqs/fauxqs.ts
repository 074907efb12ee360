/**
 * The parts of fauxqs 2.4.1 that we build on, typed: its queues and its SQLite persistence. Its HTTP server is not used.
 * Pinned exactly; `../self-test.ts` notices a change. The package exports only its front, hence the addresses by file.
 */
import { findPackageJSON } from "node:module";
import { pathToFileURL } from "node:url";
import { dequeueFifo, sortGroups } from "./fifo.ts";
import { deleteLate, rememberHandles } from "./late-delete.ts";

export type Message = {
  messageId: string;
  body: string;
  md5OfBody: string;
  messageAttributes: object;
  md5OfMessageAttributes: string;
  sequenceNumber?: string;
  approximateFirstReceiveTimestamp?: number;
  sentTimestamp: number;
  delayUntil?: number;
  messageGroupId?: string;
  approximateReceiveCount: number;
};

export type Queue = {
  name: string;
  url: string;
  arn: string;
  attributes: Record<string, string>;
  persistence: Persistence;
  messages: Message[];
  delayedMessages: Message[];
  fifoMessages: Map<string, Message[]>;
  fifoDelayed: Map<string, Message[]>;
  /** How many messages of each group are in flight. */
  fifoLockedGroups: Map<string, number>;
  enqueue(message: Message): void;
  /** Answers whether there was such a message. */
  deleteMessage: (this: Queue, receiptHandle: string) => boolean;
  changeVisibility: (this: Queue, receiptHandle: string, seconds: number) => void;
  inflightMessages: Map<string, { message: Message; receiptHandle: string; visibilityDeadline: number }>;
  getAttribute(name: string): string | undefined;
  setAttributes(attributes: Record<string, string>): void;
  /** Moves what has expired or whose delay is over to the receivable messages. */
  processTimers: (this: Queue) => void;
  waitForMessages(seconds: number): Promise<void>;
  notifyWaiters(): void;
};

export type SqsStore = {
  region: string;
  persistence: unknown;
  createQueue(name: string, url: string, arn: string, attributes: Record<string, string>): Queue;
  getQueueByName(name: string): Queue | undefined;
  allQueues(): Iterable<Queue>;
};

export type Persistence = {
  db: { exec(sql: string): void; prepare(sql: string): { run(...values: (string | number | null)[]): unknown } };
  deleteMessage(messageId: string): void;
  updateMessageInflight(
    id: string,
    handle: string,
    deadlineMs: number,
    count: number,
    firstMs: number | undefined,
  ): void;
  loadSqsQueues(store: SqsStore): void;
  loadS3(store: unknown): void;
  close(): void;
};

type Request = { headers: Record<string, string | undefined>; body: Record<string, unknown> };
type Reply = { status(code: number): void; header(name: string, value: string): void };

export type Router = {
  register(action: string, handler: unknown): void;
  handle(request: Request, reply: Reply): Promise<object>;
};

const manifest = findPackageJSON("fauxqs", import.meta.url);

/** Loads a file of the package's dist folder (`import.meta.resolve` does not exist in vitest's global setup). */
export const load = <T>(file: string): Promise<T> =>
  import(new URL(`dist/${file}`, pathToFileURL(manifest ?? "")).href) as Promise<T>;

const persistenceModule = await load<{ PersistenceManager: new (dir: string) => Persistence }>("./persistence.js");
const storeModule = await load<{ SqsStore: new () => SqsStore; SqsQueue: { prototype: Queue } }>("./sqs/sqsStore.js");
const routerModule = await load<{ SqsRouter: new (store: SqsStore) => Router }>("./sqs/sqsRouter.js");

// ChangeMessageVisibility(0) with persistence breaks on NOT NULL approximate_receive_count: leave the count alone.
Object.assign(persistenceModule.PersistenceManager.prototype, {
  updateMessageReady(this: Persistence, messageId: string): void {
    this.db
      .prepare("UPDATE sqs_messages SET receipt_handle = NULL, visibility_deadline = NULL WHERE message_id = ?")
      .run(messageId);
  },
});

const queuePrototype = storeModule.SqsQueue.prototype;
const { processTimers, changeVisibility, deleteMessage } = queuePrototype;
Object.assign(queuePrototype, {
  dequeueFifo,
  processTimers(this: Queue): void {
    rememberHandles(this);
    processTimers.call(this);
    sortGroups(this);
  },
  changeVisibility(this: Queue, receiptHandle: string, seconds: number): void {
    rememberHandles(this);
    changeVisibility.call(this, receiptHandle, seconds);
    sortGroups(this);
  },
  deleteMessage(this: Queue, receiptHandle: string): boolean {
    return deleteMessage.call(this, receiptHandle) || deleteLate(this, receiptHandle);
  },
});

/** Opens (or makes) `fauxqs.db` in the folder. Commits survive the death of the process; they are not fsynced. */
export function openPersistence(dir: string): Persistence {
  const persistence = new persistenceModule.PersistenceManager(dir);
  persistence.db.exec("PRAGMA synchronous = NORMAL");
  return persistence;
}

const ACTIONS = (
  "createQueue deleteQueue getQueueUrl listQueues getQueueAttributes setQueueAttributes purgeQueue sendMessage " +
  "receiveMessage deleteMessage sendMessageBatch deleteMessageBatch changeMessageVisibility " +
  "changeMessageVisibilityBatch tagQueue untagQueue listQueueTags"
).split(" ");

const handlers = await Promise.all(
  ACTIONS.map(async (name) => {
    const module = await load<Record<string, unknown>>(`./sqs/actions/${name}.js`);
    return [name.charAt(0).toUpperCase() + name.slice(1), module[name]] as const;
  }),
);

export const newSqsStore = (): SqsStore => new storeModule.SqsStore();

export function newRouter(store: SqsStore): Router {
  const router = new routerModule.SqsRouter(store);
  for (const [action, handler] of handlers) router.register(action, handler);
  return router;
}
