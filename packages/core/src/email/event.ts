/**
 * The provider's events about mail. One transaction writes the event row and what the event changes, so an event takes
 * effect once however often it is delivered. Event row: `pk = g#event#resend#<delivery id>`, `sk = event`, kept 30 days;
 * gsi1 lists them per firm, and those nobody can place under `g#event#quarantine`.
 */
import { activity } from "../activity/index.ts";
import { DAY_MS, nowIso, ttlIn } from "../lib/clock.ts";
import { log } from "../lib/log.ts";
import { tableName } from "../lib/table/table.ts";
import { transact, TransactionRefused, write, type TransactItem } from "../lib/table/transact.ts";
import { countEvents } from "../event-count/index.ts";
import { suppress } from "./address.ts";
import { EmailRow, historyOf, type EmailItem } from "./entity.ts";
import { isSingleUse, removeProps } from "./props.ts";
import { NO_FIRM, type EmailStatus } from "./schema.ts";
import { afterEvent, type Happened, type Outcome } from "./status.ts";

/** An event whose signature was verified. `subject` is null when the body could not be read. */
export interface ReceivedEvent {
  provider: "resend";
  /** The provider's id of this delivery (`svix-id`): the same for every repetition. */
  eventId: string;
  receivedAt: string;
  subject: EventSubject | null;
}
/** What the event is about; ids come from the tags that we put on the mail. */
export interface EventSubject extends Happened {
  tenantId?: string | undefined;
  emailId?: string | undefined;
  providerId?: string | undefined;
}

export type Applied = "applied" | "duplicate" | "ignored" | "quarantined";
type Verdict = { outcome: "ignored" | "quarantined"; reason: string };

const KEPT_MS = 30 * DAY_MS;
const MAX_TRIES = 12;

/** Applies one event, once. Never throws for what the event says: what cannot be placed is kept in quarantine. */
export async function applyEvent(received: ReceivedEvent): Promise<Applied> {
  const { subject } = received;
  for (let attempt = 0; attempt < MAX_TRIES; attempt += 1) {
    const row = await rowOf(subject);
    const verdict = judge(subject, row);
    if (verdict || !row || !subject)
      return keep(received, verdict ?? { outcome: "quarantined", reason: "unknown-email" });
    try {
      await transact([
        eventItem(received, { outcome: "applied" }, row.tenantId),
        ...changes(row, subject),
        countEvents(row.tenantId, "mail", 1),
      ]);
      return "applied";
    } catch (error) {
      if (!(error instanceof TransactionRefused)) throw error;
      if (error.index === 0) return "duplicate";
    }
  }
  throw new Error("email event: the row never stood still");
}

const rowOf = async (subject: EventSubject | null): Promise<EmailItem | null> => {
  if (!subject?.tenantId || !subject.emailId) return null;
  const { tenantId, emailId: id } = subject;
  return (await EmailRow.get({ tenantId, id }).go({ consistent: true })).data;
};

/** Why an event is not applied; null when it is. */
function judge(subject: EventSubject | null, row: EmailItem | null): Verdict | null {
  if (!subject) return { outcome: "quarantined", reason: "malformed" };
  if (!subject.type.startsWith("email.")) return { outcome: "ignored", reason: "not-about-mail" };
  if (!row) return { outcome: "quarantined", reason: "unknown-email" };
  // Sent, but we were stopped before writing its id down: the tags are ours, so the event tells it.
  if (row.attempts === 0) return { outcome: "quarantined", reason: "never-sent" };
  if (row.providerId !== undefined && row.providerId !== subject.providerId)
    return { outcome: "quarantined", reason: "provider-id-mismatch" };
  return null;
}

async function keep(received: ReceivedEvent, verdict: Verdict): Promise<Applied> {
  try {
    await transact([eventItem(received, verdict, undefined)]);
  } catch (error) {
    if (error instanceof TransactionRefused) return "duplicate";
    throw error;
  }
  if (verdict.outcome === "quarantined")
    log("warn", "event quarantined", { provider: received.provider, entityId: received.eventId, code: verdict.reason });
  return verdict.outcome;
}

function eventItem(
  { provider, eventId, receivedAt, subject }: ReceivedEvent,
  verdict: { outcome: Applied; reason?: string },
  tenantId: string | undefined,
): TransactItem {
  return {
    raw: {
      Put: {
        TableName: tableName(),
        Item: {
          pk: `g#event#${provider}#${eventId}`,
          sk: "event",
          gsi1pk: tenantId === undefined ? "g#event#quarantine" : `t#${tenantId}#event`,
          gsi1sk: `${receivedAt}#${eventId}`,
          provider,
          eventId,
          receivedAt,
          handledAt: nowIso(),
          type: subject?.type,
          emailId: subject?.emailId,
          tenantId,
          ...verdict,
          ttl: ttlIn(KEPT_MS),
        },
        ConditionExpression: "attribute_not_exists(pk)",
      },
    },
  };
}

/** What an applied event writes besides its own row. The row's `version` is the condition. */
function changes(row: EmailItem, subject: EventSubject): TransactItem[] {
  const { tenantId, id } = row;
  const { status, lastErrorCode, ...rest }: Outcome = afterEvent({ ...row, events: historyOf(row) }, subject);
  const set = {
    status,
    sentAt: rest.sentAt,
    deliveredAt: rest.deliveredAt,
    bouncedAt: rest.bouncedAt,
    complainedAt: rest.complainedAt,
    failedAt: rest.failedAt,
    lastErrorCode,
    events: rest.events,
    providerId: row.providerId ?? subject.providerId,
    version: row.version + 1,
  };
  const over = status !== "queued" && status !== "sent" && isSingleUse(row.template);
  const gone: Gone[] = [
    ...(status === "queued"
      ? []
      : (["gsi2pk", "gsi2sk", "nextAttemptAt", "leaseId", "leaseUntil", "unsureSince"] as const)),
    ...(over ? (["propsUntil"] as const) : []),
    ...(lastErrorCode === undefined ? (["lastErrorCode"] as const) : []),
  ];
  const patch = EmailRow.patch({ tenantId, id })
    .set(defined(set))
    .remove(gone)
    .where((attr, is) => is.eq(attr.version, row.version));
  return [
    write(patch),
    ...(over && row.propsUntil !== undefined ? [removeProps(tenantId, id)] : []),
    ...cameBack(row, status),
    ...(isPermanent(subject) ? [suppress(tenantId, row.to, blame(subject), subject.at, id)] : []),
  ];
}

const CAME_BACK = {
  bounced: { action: "email.bounced", words: "bounced" },
  complained: { action: "email.complained", words: "was reported as spam" },
} as const;

/** What the client's timeline says when a mail comes back, once. */
function cameBack(row: EmailItem, status: EmailStatus): TransactItem[] {
  if (status === row.status || (status !== "bounced" && status !== "complained")) return [];
  if (row.tenantId === NO_FIRM) return [];
  const { action, words } = CAME_BACK[status];
  const entry = {
    entityType: "email",
    entityId: row.id,
    clientId: row.clientId || undefined,
    action,
    summary: `Mail "${row.subject}" to ${row.to} ${words}`,
  };
  return [activity(entry, { kind: "provider", provider: "resend", tenantId: row.tenantId })];
}

type Gone =
  | "gsi2pk"
  | "gsi2sk"
  | "nextAttemptAt"
  | "leaseId"
  | "leaseUntil"
  | "unsureSince"
  | "propsUntil"
  | "lastErrorCode";

/** A full mailbox is not a wrong address: only what will never work stops later mail. */
const isPermanent = ({ type, detail }: Happened): boolean =>
  type === "email.complained" || type === "email.suppressed" || (type === "email.bounced" && detail !== "Transient");
const blame = ({ type }: Happened) => (type === "email.complained" ? "complained" : "bounced");

const defined = <T extends object>(values: T): { [K in keyof T]: Exclude<T[K], undefined> } =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]: Exclude<T[K], undefined>;
  };
