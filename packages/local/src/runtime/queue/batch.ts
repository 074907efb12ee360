/** The SQS event of a batch, and which of its messages a function's result says failed. Pure. */
import type { Message } from "@aws-sdk/client-sqs";
import type { Outcome } from "../function/protocol.ts";

/** A received message with what SQS always gives. */
export interface Received {
  messageId: string;
  receiptHandle: string;
  body: string;
  md5OfBody: string;
  attributes: Record<string, string>;
  messageAttributes: Record<string, unknown>;
}

export function received(message: Message): Received {
  return {
    messageId: message.MessageId ?? "",
    receiptHandle: message.ReceiptHandle ?? "",
    body: message.Body ?? "",
    md5OfBody: message.MD5OfBody ?? "",
    attributes: { ...message.Attributes },
    messageAttributes: Object.fromEntries(
      Object.entries(message.MessageAttributes ?? {}).map(([name, value]) => [
        name,
        {
          dataType: value.DataType,
          ...(value.StringValue === undefined ? {} : { stringValue: value.StringValue }),
          ...(value.BinaryValue === undefined
            ? {}
            : { binaryValue: Buffer.from(value.BinaryValue).toString("base64") }),
        },
      ]),
    ),
  };
}

/** The event as Lambda's poller sends it. */
export const toSqsEvent = (batch: Received[], queueArn: string): { Records: Record<string, unknown>[] } => ({
  Records: batch.map((message) => ({
    ...message,
    eventSource: "aws:sqs",
    eventSourceARN: queueArn,
    awsRegion: queueArn.split(":")[3],
  })),
});

/**
 * The messages that stay in the queue. Without ReportBatchItemFailures the result says nothing: all or none. With it,
 * a malformed answer or an unknown id fails the whole batch, and so does an error.
 * https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html
 */
export function failedOf(batch: Received[], outcome: Outcome, reportsItemFailures: boolean): Set<string> {
  const ids = batch.map((message) => message.messageId);
  if (!outcome.ok) return new Set(ids);
  if (!reportsItemFailures) return new Set();
  const result: unknown = JSON.parse(outcome.payload);
  if (result === null) return new Set();
  if (typeof result !== "object") return new Set(ids);
  const failures: unknown = "batchItemFailures" in result ? result.batchItemFailures : null;
  if (failures === null) return new Set();
  if (!Array.isArray(failures)) return new Set(ids);
  const named = failures.map((failure: unknown) =>
    typeof failure === "object" && failure !== null && "itemIdentifier" in failure ? failure.itemIdentifier : undefined,
  );
  const known = named.filter((id): id is string => typeof id === "string" && ids.includes(id));
  return new Set(known.length === named.length ? known : ids);
}
