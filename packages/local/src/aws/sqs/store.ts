/** What fauxqs 2.4.1 keeps, typed as far as we build on it: messages, queues, the store of them and its SQLite persistence. */

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
