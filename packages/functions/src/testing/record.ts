/** SQS events as Lambda hands them over. */
import type { SQSEvent, SQSRecord } from "aws-lambda";

export const record = (messageId: string, body: unknown): SQSRecord => ({
  messageId,
  receiptHandle: messageId,
  body: typeof body === "string" ? body : JSON.stringify(body),
  attributes: {
    ApproximateReceiveCount: "1",
    SentTimestamp: "0",
    SenderId: "test",
    ApproximateFirstReceiveTimestamp: "0",
  },
  messageAttributes: {},
  md5OfBody: "",
  eventSource: "aws:sqs",
  eventSourceARN: "arn:aws:sqs:eu-west-2:000000000000:test",
  awsRegion: "eu-west-2",
});

export const batch = (...records: SQSRecord[]): SQSEvent => ({ Records: records });
export const failedIds = (answer: { batchItemFailures: { itemIdentifier: string }[] }): string[] =>
  answer.batchItemFailures.map((failure) => failure.itemIdentifier);
