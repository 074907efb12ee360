import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { CreateQueueCommand, SQSClient } from "@aws-sdk/client-sqs";
import fc from "fast-check";
import { afterEach, beforeAll, beforeEach, expect, it } from "vitest";
import { captureLog } from "@practice-hub/core/lib/log";
import { delivery, drain, SECRET, sign, type DeliveryOptions } from "../testing/delivery.ts";
import { handler } from "./index.ts";

interface Answer {
  statusCode: number;
  body: string;
  headers?: Record<string, string>;
  cookies?: string[];
}
const post = async (options: DeliveryOptions = {}) => (await handler(delivery(options))) as Answer;

let queue: string | undefined;
let lines: string[] = [];
let quiet: (() => void) | undefined;
const before = { ...process.env };
beforeAll(async () => {
  // A queue of this file's own: the shared one is read by nobody else here, but written to.
  ({ QueueUrl: queue } = await new SQSClient({}).send(new CreateQueueCommand({ QueueName: `door-${Date.now()}` })));
});
beforeEach(() => {
  Object.assign(process.env, { RESEND_WEBHOOK_SECRET: SECRET, QUEUE_MAIL_EVENT_URL: queue });
  lines = [];
  quiet = captureLog((line) => lines.push(line));
});
afterEach(() => {
  quiet?.();
  Object.assign(process.env, before);
  delete process.env.RESEND_WEBHOOK_SECRET_PREVIOUS;
});

it("answers a good delivery 200 with no body and no cookie, and the queue holds its bytes", async () => {
  const body = '{"type":"email.delivered"}';
  const answer = await post({ body, id: "msg_1" });
  expect(answer).toMatchObject({ statusCode: 200, body: "" });
  expect(answer.cookies).toBeUndefined();
  expect(Object.keys(answer.headers ?? {}).filter((name) => /cookie/i.test(name))).toEqual([]);
  const [message] = await drain(queue);
  expect(message).toMatchObject({ provider: "resend", id: "msg_1" });
  expect(Buffer.from(message?.body ?? "", "base64").toString()).toBe(body);
});

const now = () => Math.floor(Date.now() / 1000);
const good = sign(SECRET, "msg_1", String(now()), "{}");
const at = String(now());
const bad: [string, DeliveryOptions][] = [
  ["no signature", { signature: "" }],
  ["no id", { id: "" }],
  ["no timestamp", { timestamp: "" }],
  ["another key", { secret: `whsec_${Buffer.alloc(24).toString("base64")}` }],
  ["another body", { id: "msg_1", timestamp: at, signature: good, body: "{ }" }],
  ["another id", { id: "msg_2", timestamp: at, signature: good }],
  ["a signature cut short", { id: "msg_1", timestamp: at, signature: good.slice(0, -1) }],
  ["a signature with more at its end", { id: "msg_1", timestamp: at, signature: `${good}A` }],
  ["base64 without padding", { id: "msg_1", timestamp: at, signature: good.replace(/=+$/, "") }],
  ["base64 with a tab in it", { id: "msg_1", timestamp: at, signature: `${good.slice(0, 20)}\t${good.slice(20)}` }],
  ["base64 in the URL alphabet", { id: "msg_1", timestamp: at, signature: good.replace(/[^=](?==*$)/, "-") }],
  ["another version", { id: "msg_1", timestamp: at, signature: good.replace("v1,", "v2,") }],
  ["no version", { id: "msg_1", timestamp: at, signature: good.slice(3) }],
  ["another provider's header", { signature: "", headers: { "x-xero-signature": good } }],
  ["a header sent twice", { id: "msg_1,msg_1", timestamp: at, signature: good }],
  ["six minutes old", { timestamp: String(now() - 360) }],
  ["six minutes ahead", { timestamp: String(now() + 360) }],
  ["a timestamp in ms", { timestamp: String(Date.now()) }],
  ["a timestamp that is no number", { timestamp: "1e9" }],
  ["hundreds of signatures", { id: "msg_1", timestamp: at, signature: `${"v1,AAAA ".repeat(200)}${good}` }],
];
it.each(bad)("refuses %s: 401, no body, nothing queued", async (_, options) => {
  expect(await post(options)).toMatchObject({ statusCode: 401, body: "" });
  expect(await drain(queue)).toEqual([]);
});

it("refuses every single flipped bit of the signature and of the body", async () => {
  const id = "msg_flip";
  const body = Buffer.from('{"type":"email.sent"}');
  const signature = sign(SECRET, id, at, body);
  for (let bit = 0; bit < body.length * 8; bit += 7) {
    const flipped = Buffer.from(body);
    flipped[bit >> 3] = (flipped[bit >> 3] ?? 0) ^ (1 << (bit & 7));
    expect((await post({ id, timestamp: at, signature, body: flipped })).statusCode).toBe(401);
  }
  const mac = Buffer.from(signature.slice(3), "base64");
  for (let bit = 0; bit < mac.length * 8; bit += 5) {
    const flipped = Buffer.from(mac);
    flipped[bit >> 3] = (flipped[bit >> 3] ?? 0) ^ (1 << (bit & 7));
    const forged = `v1,${flipped.toString("base64")}`;
    expect((await post({ id, timestamp: at, signature: forged, body })).statusCode).toBe(401);
  }
  expect(await drain(queue)).toEqual([]);
});

it("refuses a header with a newline, which no client can send, and prints nothing of it", async () => {
  const signature = `${good.slice(0, 20)}\n${good.slice(20)}`;
  expect(await post({ id: "msg_1", timestamp: at, signature })).toMatchObject({ statusCode: 400, body: "" });
  expect(lines).toEqual([]);
});

it("refuses the right signature over the same JSON written anew", async () => {
  const body = '{ "a": 1 }';
  const signature = sign(SECRET, "msg_1", at, body);
  const anew = JSON.stringify(JSON.parse(body));
  expect((await post({ id: "msg_1", timestamp: at, signature, body: anew })).statusCode).toBe(401);
});

it("takes both keys while a rotation runs, in both directions", async () => {
  const next = `whsec_${Buffer.from("the key after the rotation......").toString("base64")}`;
  process.env.RESEND_WEBHOOK_SECRET = next;
  process.env.RESEND_WEBHOOK_SECRET_PREVIOUS = SECRET;
  expect((await post({ secret: SECRET })).statusCode).toBe(200);
  expect((await post({ secret: next })).statusCode).toBe(200);
  const [id, body] = ["msg_both", "{}"];
  const both = `v1,${Buffer.alloc(32).toString("base64")} ${sign(next, id, at, body)}`;
  expect((await post({ id, timestamp: at, body, signature: both })).statusCode).toBe(200);
  delete process.env.RESEND_WEBHOOK_SECRET_PREVIOUS;
  expect((await post({ secret: SECRET })).statusCode).toBe(401);
  await drain(queue);
});

it.each<[string, string | Buffer]>([
  ["nothing", ""],
  ["NUL and other control characters", Buffer.from([0, 1, 2, 11, 27, 127])],
  ["invalid UTF-8", Buffer.from([0xff, 0xfe, 0xc3, 0x28])],
  ["lone surrogates", '"\\ud800"'],
  ["__proto__", '{"__proto__":{"polluted":true}}'],
  ["10,000 arrays in each other", `${"[".repeat(10_000)}${"]".repeat(10_000)}`],
  ["no JSON", "<html>"],
  ["256 KB", "x".repeat(256 * 1024)],
])("queues a signed body of %s byte for byte", async (_, body) => {
  expect(await post({ body, base64: true })).toMatchObject({ statusCode: 200 });
  const [message] = await drain(queue);
  expect(Buffer.from(message?.body ?? "", "base64").equals(Buffer.from(body))).toBe(true);
  expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
});

it("reads bodies that API Gateway encoded and bodies that it did not alike", async () => {
  const body = '{"name":"Zoë"}';
  expect((await post({ body, base64: true })).statusCode).toBe(200);
  expect((await post({ body, base64: false })).statusCode).toBe(200);
  const [one, two] = await drain(queue);
  expect(one?.body).toBe(two?.body);
});

it.each([257 * 1024, 11 * 1024 * 1024])("refuses %i bytes with 413, however well signed", async (size) => {
  expect(await post({ body: "x".repeat(size) })).toMatchObject({ statusCode: 413, body: "" });
  expect(await drain(queue)).toEqual([]);
});

it("knows only its own providers", async () => {
  for (const provider of ["nobody", "__proto__", "constructor", "..%2f", ""])
    expect(await post({ provider })).toMatchObject({ statusCode: 404, body: "" });
});

it("takes the same delivery a hundred times, and refuses it a month later", async () => {
  const once = { id: "msg_again", timestamp: at, body: "{}" };
  for (let time = 0; time < 100; time += 1) expect((await post(once)).statusCode).toBe(200);
  expect(new Set((await drain(queue)).map((message) => message.id))).toEqual(new Set(["msg_again"]));
  expect((await post({ ...once, timestamp: String(now() - 30 * 86_400) })).statusCode).toBe(401);
});

it("says 503 when the secret is not set: the provider repeats, nothing is lost", async () => {
  delete process.env.RESEND_WEBHOOK_SECRET;
  expect((await post()).statusCode).toBe(503);
});

it.each<[string, (server: Server) => void]>([
  ["refuses connections", (server) => server.close()],
  ["never answers", () => undefined],
  ["answers 500", (server) => server.on("request", (_, res) => res.writeHead(500).end())],
])("answers 5xx within two seconds when SQS %s", async (_, how) => {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  process.env.AWS_ENDPOINT_URL_SQS = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  how(server);
  const started = performance.now();
  expect(await post()).toMatchObject({ statusCode: 503, body: "" });
  expect(performance.now() - started).toBeLessThan(2000);
  server.closeAllConnections();
  server.close();
});

it("writes no body, no signature and no secret into its log", async () => {
  await post({ body: '{"to":"rosa@rowan.example"}' });
  await post({ body: '{"to":"rosa@rowan.example"}', signature: "v1,abc" });
  expect(lines.length).toBeGreaterThan(0);
  expect(lines.join("\n")).not.toMatch(/rosa|v1,|whsec/);
});

it("answers no input with 5xx", async () => {
  const text = fc.oneof(
    fc.string({ unit: "binary" }),
    fc.string(),
    fc.constantFrom("msg_1", at, good, `${good} ${good}`),
  );
  await fc.assert(
    fc.asyncProperty(
      fc.record({
        body: fc.oneof(fc.string({ unit: "binary" }), fc.json()),
        base64: fc.boolean(),
        id: text,
        timestamp: text,
        signature: text,
        provider: fc.oneof(fc.constant("resend"), fc.webSegment()),
        headers: fc.dictionary(fc.string({ minLength: 1 }), fc.string(), { maxKeys: 3 }),
      }),
      async (options) => {
        expect((await post(options)).statusCode).toBeLessThan(500);
      },
    ),
    { numRuns: 500 },
  );
  await drain(queue);
});
