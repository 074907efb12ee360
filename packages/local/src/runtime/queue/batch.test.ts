import { describe, expect, it } from "vitest";
import type { Outcome } from "../function/protocol.ts";
import { failedOf, received, toSqsEvent } from "./batch.ts";

const batch = ["a", "b", "c"].map((id) =>
  received({
    MessageId: id,
    ReceiptHandle: `r-${id}`,
    Body: "{}",
    MD5OfBody: "x",
    Attributes: { ApproximateReceiveCount: "1" },
  }),
);
const done = (result: unknown): Outcome => ({ ok: true, requestId: "1", payload: JSON.stringify(result) ?? "null" });
const error: Outcome = { ok: false, requestId: "1", error: { errorType: "Error", errorMessage: "", stack: [] } };
const failures = (...ids: unknown[]) => done({ batchItemFailures: ids.map((itemIdentifier) => ({ itemIdentifier })) });

describe("which messages stay is what Lambda says", () => {
  it.each([
    ["nothing reported", done(null), []],
    ["an empty object", done({}), []],
    ["an empty list", failures(), []],
    ["a null list", done({ batchItemFailures: null }), []],
    ["some", failures("b"), ["b"]],
    ["all", failures("a", "b", "c"), ["a", "b", "c"]],
    ["an error", error, ["a", "b", "c"]],
    ["an unknown id", failures("a", "z"), ["a", "b", "c"]],
    ["an empty id", failures(""), ["a", "b", "c"]],
    ["a null id", failures(null), ["a", "b", "c"]],
    ["a wrong key", done({ batchItemFailures: [{ id: "a" }] }), ["a", "b", "c"]],
    ["a text", done("oops"), ["a", "b", "c"]],
  ])("with ReportBatchItemFailures: %s", (_name, outcome, expected) => {
    expect([...failedOf(batch, outcome, true)]).toEqual(expected);
  });

  it("without it: all or nothing, whatever is reported", () => {
    expect([...failedOf(batch, failures("b"), false)]).toEqual([]);
    expect([...failedOf(batch, error, false)]).toEqual(["a", "b", "c"]);
  });
});

it("the event has the fields and the spelling of Lambda's SQS event", () => {
  const message = received({
    MessageId: "a",
    ReceiptHandle: "r",
    Body: "{}",
    MD5OfBody: "m",
    Attributes: { ApproximateReceiveCount: "2" },
    MessageAttributes: {
      kind: { DataType: "String", StringValue: "x" },
      bytes: { DataType: "Binary", BinaryValue: new Uint8Array([1, 2]) },
    },
  });
  expect(toSqsEvent([message], "arn:aws:sqs:eu-west-2:000000000000:email")).toEqual({
    Records: [
      {
        messageId: "a",
        receiptHandle: "r",
        body: "{}",
        md5OfBody: "m",
        attributes: { ApproximateReceiveCount: "2" },
        messageAttributes: {
          kind: { dataType: "String", stringValue: "x" },
          bytes: { dataType: "Binary", binaryValue: "AQI=" },
        },
        eventSource: "aws:sqs",
        eventSourceARN: "arn:aws:sqs:eu-west-2:000000000000:email",
        awsRegion: "eu-west-2",
      },
    ],
  });
});
