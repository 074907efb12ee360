/**
 * The parts of fauxqs 2.4.1 that we build on, typed: its queues and its SQLite persistence. Its HTTP server is not used.
 * Pinned exactly; `../self-test.ts` notices a change. The package exports only its front, hence the addresses by file.
 */

export type Message = {
  messageId: string;
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
  persistence: unknown;
  messages: Message[];
  delayedMessages: Message[];
  fifoMessages: Map<string, Message[]>;
  fifoDelayed: Map<string, Message[]>;
  inflightMessages: Map<string, { message: Message; visibilityDeadline: number }>;
  getAttribute(name: string): string | undefined;
  setAttributes(attributes: Record<string, string>): void;
  /** Moves what has expired or whose delay is over to the receivable messages. */
  processTimers(): void;
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
  loadSqsQueues(store: SqsStore): void;
  loadS3(store: unknown): void;
  close(): void;
};

export type Request = { headers: Record<string, string | undefined>; body: Record<string, unknown> };
export type Reply = { status(code: number): void; header(name: string, value: string): void };

export type Router = {
  register(action: string, handler: unknown): void;
  handle(request: Request, reply: Reply): Promise<object>;
};

/** Loads a file of the package's dist folder. */
export const load = <T>(file: string): Promise<T> =>
  import(new URL(file, import.meta.resolve("fauxqs")).href) as Promise<T>;

const persistenceModule = await load<{ PersistenceManager: new (dir: string) => Persistence }>("./persistence.js");
const storeModule = await load<{ SqsStore: new () => SqsStore }>("./sqs/sqsStore.js");
const routerModule = await load<{ SqsRouter: new (store: SqsStore) => Router }>("./sqs/sqsRouter.js");

// ChangeMessageVisibility(0) with persistence breaks on NOT NULL approximate_receive_count: leave the count alone.
Object.assign(persistenceModule.PersistenceManager.prototype, {
  updateMessageReady(this: Persistence, messageId: string): void {
    this.db
      .prepare("UPDATE sqs_messages SET receipt_handle = NULL, visibility_deadline = NULL WHERE message_id = ?")
      .run(messageId);
  },
});

/** Opens (or makes) `fauxqs.db` in the folder. Commits survive the death of the process; they are not fsynced. */
export function openPersistence(dir: string): Persistence {
  const persistence = new persistenceModule.PersistenceManager(dir);
  persistence.db.exec("PRAGMA synchronous = NORMAL");
  return persistence;
}

const ACTIONS = [
  ...["createQueue", "deleteQueue", "getQueueUrl", "listQueues", "getQueueAttributes", "setQueueAttributes"],
  ...["purgeQueue", "sendMessage", "receiveMessage", "deleteMessage", "sendMessageBatch", "deleteMessageBatch"],
  ...["changeMessageVisibility", "changeMessageVisibilityBatch", "tagQueue", "untagQueue", "listQueueTags"],
];

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
