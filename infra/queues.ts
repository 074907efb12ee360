/** The work queues, as data. Each gets a dead-letter queue `<name>-dlq`, alarms, and `QUEUE_<NAME>_URL` in its senders. */

export interface QueueRow {
  /** Deliveries before a message goes to the dead-letter queue. */
  maxReceiveCount: number;
  /** Days a message waits; the rows are the truth, so a lost one is sent again by the sweep. */
  retentionDays: number;
  /** The oldest message may be this old before somebody is told. */
  alarmAgeS: number;
  /** Its messages are a provider's deliveries: whole and of no firm yet, so its dead letters wait for the operator. */
  deliveries?: true;
  /** One message of a group at a time, in order; the queue's name then ends in `.fifo`. */
  fifo?: true;
}

export const QUEUES = {
  email: { maxReceiveCount: 4, retentionDays: 7, alarmAgeS: 900 },
  pdf: { maxReceiveCount: 4, retentionDays: 7, alarmAgeS: 900 },
  "mail-event": { maxReceiveCount: 5, retentionDays: 7, alarmAgeS: 900, deliveries: true },
  "lem-event": { maxReceiveCount: 5, retentionDays: 7, alarmAgeS: 900, deliveries: true },
  kyc: { maxReceiveCount: 5, retentionDays: 7, alarmAgeS: 3600 },
  "xero-event": { maxReceiveCount: 5, retentionDays: 7, alarmAgeS: 900, deliveries: true },
  proposal: { maxReceiveCount: 4, retentionDays: 7, alarmAgeS: 900 },
  onboarding: { maxReceiveCount: 4, retentionDays: 7, alarmAgeS: 3600 },
  "token-refresh": { maxReceiveCount: 4, retentionDays: 7, alarmAgeS: 3600 },
  // A lane that waits for the provider's limit is received again and again without failing; failures are counted on rows.
  "xero-sync": { maxReceiveCount: 1000, retentionDays: 7, alarmAgeS: 46_800, fifo: true },
  document: { maxReceiveCount: 5, retentionDays: 7, alarmAgeS: 3600 },
  extract: { maxReceiveCount: 4, retentionDays: 7, alarmAgeS: 900 },
  evidence: { maxReceiveCount: 5, retentionDays: 7, alarmAgeS: 3600 },
  import: { maxReceiveCount: 4, retentionDays: 7, alarmAgeS: 900 },
} as const satisfies Record<string, QueueRow>;

export type QueueName = keyof typeof QUEUES;
export const QUEUE_NAMES = Object.keys(QUEUES) as QueueName[];

const isNudged = (name: QueueName): boolean => !("deliveries" in QUEUES[name]);
/** The queues whose messages are nudges `{tenantId, id}`: their dead letters become rows of the firm (worker `dead-letter`). */
export const NUDGE_QUEUES: readonly QueueName[] = QUEUE_NAMES.filter(isNudged);

/** `mail-event` → `QUEUE_MAIL_EVENT_URL` (core/lib/queue reads it so). */
export const urlVariable = (queue: string): string => `QUEUE_${queue.toUpperCase().replaceAll("-", "_")}_URL`;

/** SQS must hide a message for at least six worker timeouts, or a slow batch is delivered twice (AWS's advice for Lambda). */
export const VISIBILITY_PER_TIMEOUT = 6;
