/**
 * The parts of fauxqs 2.4.1 that we build on: its queues and its SQLite persistence (`store.ts` types them). Its HTTP server is not used.
 * Pinned exactly; `../self-test.ts` notices a change. The package exports only its front, hence the addresses by file.
 */
import { findPackageJSON } from "node:module";
import { pathToFileURL } from "node:url";
import { dequeueFifo, sortGroups } from "./fifo.ts";
import { deleteLate, rememberHandles } from "./late-delete.ts";
import type { Persistence, Queue, SqsStore } from "./store.ts";

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
