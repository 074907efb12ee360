/**
 * The shape of every queue worker: parse, set actor and log context, run each record by itself, answer which ones failed.
 * A record that fails is delivered again and ends in the dead-letter queue, whose alarm calls somebody; a neighbour never
 * pays for it. Work that cannot succeed is not a failure of the record: `handle` writes the reason on its row and returns.
 */
import type { Context, SQSBatchResponse, SQSEvent, SQSRecord } from "aws-lambda";
import * as z from "zod";
import { noteFailure } from "@practice-hub/core/dead-letter";
import { withActor } from "@practice-hub/core/lib/actor";
import { now } from "@practice-hub/core/lib/clock";
import { log, logError, withLog } from "@practice-hub/core/lib/log";
import { hide } from "@practice-hub/core/lib/queue";

export interface WorkerOptions<S extends z.ZodType> {
  /** `<queue>-worker`: names the actor and the log lines. */
  name: string;
  message: S;
  /** Does the work of one message and says in a word or two what came of it, or when to look again. */
  handle: (message: z.infer<S>, time: Time) => Promise<string | Postponed>;
  /** Which firm a message is for, for the actor; absent when only its content says. */
  tenantOf?: (message: z.infer<S>) => string;
  /** The longest one record takes: with less time than this left, the rest go back. */
  recordMs: number;
}

/** When this run must be over. */
export interface Time {
  /** Epoch ms, by the clock in force. */
  deadlineAt: number;
}

/** The message comes back after so long, and no sooner: waiting costs nothing. It is no failure. */
export interface Postponed {
  outcome: string;
  /** The message's queue. */
  queue: string;
  inMs: number;
}

type Remaining = Pick<Context, "getRemainingTimeInMillis">;

/** A Lambda handler for one queue with partial batch responses. Records run one after another, in the order they came. */
export function worker<S extends z.ZodType>(options: WorkerOptions<S>) {
  return async (event: SQSEvent, context?: Remaining): Promise<SQSBatchResponse> => {
    const failed: SQSRecord[] = [];
    for (const record of event.Records) {
      const left = context?.getRemainingTimeInMillis() ?? Number.POSITIVE_INFINITY;
      const time = { deadlineAt: now() + left };
      if (left < options.recordMs || !(await ran(record, options, time))) failed.push(record);
    }
    return { batchItemFailures: failed.map(({ messageId }) => ({ itemIdentifier: messageId })) };
  };
}

/** Whether the record is done with. */
async function ran<S extends z.ZodType>(record: SQSRecord, options: WorkerOptions<S>, time: Time): Promise<boolean> {
  const { name, message, handle, tenantOf } = options;
  const attempt = Number(record.attributes.ApproximateReceiveCount);
  const started = performance.now();
  return withLog({ function: name, messageId: record.messageId, attempt }, async () => {
    const parsed = message.safeParse(json(record.body));
    if (!parsed.success) {
      log("error", "message unreadable", { outcome: "failed", code: "message.malformed" });
      return false;
    }
    const tenantId = tenantOf?.(parsed.data);
    const actor = { kind: "system" as const, name, ...(tenantId === undefined ? {} : { tenantId }) };
    return withLog(tenantId === undefined ? {} : { tenantId }, async () => {
      try {
        const answer = await withActor(actor, () => handle(parsed.data, time));
        const outcome = typeof answer === "string" ? answer : answer.outcome;
        log("info", "record", { outcome, ms: Math.round(performance.now() - started) });
        if (typeof answer === "string") return true;
        await hide(answer.queue, record.receiptHandle, answer.inMs);
        return false;
      } catch (error) {
        logError("record failed", error, { outcome: "failed", ms: Math.round(performance.now() - started) });
        const nudge = Nudge.safeParse(parsed.data).data;
        if (nudge) await noteFailure(name.replace(/-worker$/, ""), nudge, error);
        return false;
      }
    });
  });
}

/** Undefined for what is no JSON. */
export function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** What a nudge says: which row to look at. */
export const Nudge = z.object({ tenantId: z.string().min(1).max(64), id: z.string().min(1).max(64) });
