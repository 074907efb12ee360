import { createHmac } from "node:crypto";
import { CreateQueueCommand, SQSClient } from "@aws-sdk/client-sqs";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import fc from "fast-check";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { delivery, drain } from "../testing/delivery.ts";
import { handler } from "./index.ts";

const KEY = "vQtestKey0123456789+/abcdefghijklmnopqrstuvwxyzABCDEFGHIJ==";
const OLD_KEY = "the key before the rotation";
/** Signs on its own: shares no code with the door. */
const sign = (body: string | Buffer, key = KEY) => createHmac("sha256", key).update(body).digest("base64");

interface Answer {
  statusCode: number;
  body: string;
  headers?: Record<string, string>;
  cookies?: string[];
}
interface Post {
  body?: string | Buffer;
  signature?: string;
  headers?: Record<string, string>;
}
async function post({ body = "{}", signature = sign(body), headers = {} }: Post = {}): Promise<Answer> {
  const event = delivery({ provider: "xero", body, signature: "", headers });
  event.headers["x-xero-signature"] = signature;
  return (await handler(event)) as Answer;
}

let queue: string | undefined;
const before = { ...process.env };
beforeAll(async () => {
  ({ QueueUrl: queue } = await new SQSClient({}).send(
    new CreateQueueCommand({ QueueName: `xero-door-${Date.now()}` }),
  ));
});
beforeEach(() => {
  Object.assign(process.env, { XERO_WEBHOOK_KEY: KEY, QUEUE_XERO_EVENT_URL: queue });
  delete process.env.XERO_WEBHOOK_KEY_PREVIOUS;
});
afterAll(() => Object.assign(process.env, before));

it("signs as Xero's documentation does", () => {
  const body = '{"events":[],"firstEventSequence": 0,"lastEventSequence": 0, "entropy": "KQXYVGHJPLMNBVCXZASD"}';
  expect(sign(body)).toBe("ARj79jpmcfYrkorG7oDWlyUyb3JD8JKDhEaRUP0m53k=");
});

it("answers the intent to receive 200 for the right signature and 401 for wrong ones, with no body and no cookie", async () => {
  const body = '{"events":[],"firstEventSequence":0,"lastEventSequence":0,"entropy":"S0m3R4nd"}';
  for (const [signature, statusCode] of [
    [sign(body), 200],
    [sign(`${body} `), 401],
    [sign(body, "another key"), 401],
    [sign(body), 200],
  ] as const) {
    const answer = await post({ body, signature });
    expect(answer).toMatchObject({ statusCode, body: "" });
    expect(answer.cookies).toBeUndefined();
    expect(Object.keys(answer.headers ?? {}).filter((name) => /cookie/i.test(name))).toEqual([]);
  }
  expect(await drain(queue)).toHaveLength(2);
});

const good = sign("{}");
it.each<[string, Post]>([
  ["no signature", { signature: "" }],
  ["another key", { signature: sign("{}", "another key") }],
  ["another body", { signature: good, body: "{ }" }],
  ["a signature cut short", { signature: good.slice(0, -1) }],
  ["a signature with more at its end", { signature: `${good}A` }],
  ["base64 without padding", { signature: good.replace(/=+$/, "") }],
  ["base64 with a space in it", { signature: `${good.slice(0, 20)} ${good.slice(20)}` }],
  ["base64 with a tab in it", { signature: `${good.slice(0, 20)}\t${good.slice(20)}` }],
  ["base64 in the URL alphabet", { signature: good.replace(/[^=](?==*$)/, "-") }],
  [
    "base64 whose unused bits are set",
    { signature: good.replace(/.(?==$)/, (c) => String.fromCharCode(c.charCodeAt(0) + 1)) },
  ],
  ["hexadecimal", { signature: createHmac("sha256", KEY).update("{}").digest("hex") }],
  ["SHA-1", { signature: createHmac("sha1", KEY).update("{}").digest("base64") }],
  [
    "the key decoded from base64",
    { signature: createHmac("sha256", Buffer.from(KEY, "base64")).update("{}").digest("base64") },
  ],
  ["another provider's header", { signature: "", headers: { "svix-signature": `v1,${good}` } }],
  ["a header sent twice", { signature: `${good},${good}` }],
  ["the previous key after the rotation", { signature: sign("{}", OLD_KEY) }],
])("refuses %s: 401, no body, nothing queued", async (_, options) => {
  expect(await post(options)).toMatchObject({ statusCode: 401, body: "" });
  expect(await drain(queue)).toEqual([]);
});

it("refuses the right signature over the same JSON written anew, and every flipped bit", async () => {
  const body = Buffer.from('{ "events": [] }');
  const anew = JSON.stringify(JSON.parse(body.toString()));
  expect((await post({ body: anew, signature: sign(body) })).statusCode).toBe(401);
  for (let bit = 0; bit < body.length * 8; bit += 5) {
    const flipped = Buffer.from(body);
    flipped[bit >> 3] = (flipped[bit >> 3] ?? 0) ^ (1 << (bit & 7));
    expect((await post({ body: flipped, signature: sign(body) })).statusCode).toBe(401);
  }
});

it("takes both keys while a rotation runs", async () => {
  process.env.XERO_WEBHOOK_KEY_PREVIOUS = OLD_KEY;
  expect((await post({ signature: sign("{}", OLD_KEY) })).statusCode).toBe(200);
  expect((await post()).statusCode).toBe(200);
  await drain(queue);
});

it("makes one SQS call per delivery, whatever its size, and no other call", async () => {
  const seen: (string | undefined)[] = [];
  const sqs = createServer((request: IncomingMessage, response) => {
    request.resume().on("end", () => {
      seen.push(request.headers["x-amz-target"]?.toString());
      response.end("{}");
    });
  });
  await new Promise<void>((resolve) => sqs.listen(0, "127.0.0.1", resolve));
  const endpoint = `http://127.0.0.1:${(sqs.address() as AddressInfo).port}`;
  const aws = Object.keys(process.env).filter((name) => name.startsWith("AWS_ENDPOINT_URL_"));
  const kept = aws.map((name) => [name, process.env[name]] as const);
  for (const name of aws) process.env[name] = endpoint;
  for (const events of [1, 10, 100]) {
    const event = { resourceId: "x".repeat(36), eventCategory: "CONTACT", eventDateUtc: "2026-11-23T10:15:30.123" };
    expect(
      (await post({ body: JSON.stringify({ events: Array.from({ length: events }, () => event) }) })).statusCode,
    ).toBe(200);
  }
  Object.assign(process.env, Object.fromEntries(kept));
  expect(seen).toEqual(Array(3).fill("AmazonSQS.SendMessage"));
  sqs.closeAllConnections();
  sqs.close();
});

it("answers no input with 5xx", async () => {
  const text = fc.oneof(fc.string({ unit: "binary" }), fc.string(), fc.constant(good));
  await fc.assert(
    fc.asyncProperty(
      fc.record({
        body: fc.oneof(fc.string({ unit: "binary" }), fc.json()),
        signature: fc.option(text, { nil: undefined }),
      }),
      async ({ body, signature }) => {
        expect((await post({ body, ...(signature === undefined ? {} : { signature }) })).statusCode).toBeLessThan(500);
      },
    ),
    { numRuns: 150 },
  );
  await drain(queue);
});
