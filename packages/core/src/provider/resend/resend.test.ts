import "../../email/testing/own-world.ts";
import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { DeleteCommand } from "@aws-sdk/lib-dynamodb";
import fc from "fast-check";
import { afterEach, expect, it } from "vitest";
import { captureLog } from "../../lib/log.ts";
import { ProviderError } from "../../lib/provider/error.ts";
import { documents, tableName } from "../../lib/table/table.ts";
import { sendMail } from "./client.ts";
import { mailTags, parseEvent } from "./event.ts";

let server: Server | undefined;
const before = { ...process.env };
afterEach(async () => {
  server?.closeAllConnections();
  server?.close();
  Object.assign(process.env, before);
  await documents.send(new DeleteCommand({ TableName: tableName(), Key: { pk: "g#breaker#resend", sk: "all" } }));
});

const mail = {
  to: "rosa@rowan.example",
  subject: "Hi",
  html: "<p>x</p>",
  text: "x",
  tags: mailTags("firm_1", "eml_1"),
  idempotencyKey: "t/eml_1/1",
};

async function against(listener: RequestListener): Promise<{ calls: () => number }> {
  let calls = 0;
  server = createServer((req, res) => {
    calls += 1;
    listener(req, res);
  });
  await new Promise<void>((resolve) => server?.listen(0, "127.0.0.1", resolve));
  process.env.RESEND_BASE_URL = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { calls: () => calls };
}
const failure = async () =>
  sendMail(mail).then(
    () => "sent",
    (error: unknown) => (error instanceof ProviderError ? `${error.kind} ${error.details.providerCode ?? "-"}` : error),
  );
const says =
  (status: number, name: string): RequestListener =>
  (_, res) =>
    res.writeHead(status).end(JSON.stringify({ statusCode: status, name, message: "words with rosa@rowan.example" }));

it.each<[number, string, string]>([
  [401, "missing_api_key", "auth missing_api_key"],
  [401, "restricted_api_key", "auth restricted_api_key"],
  [403, "invalid_api_key", "auth invalid_api_key"],
  [403, "validation_error", "auth unverified_domain"],
  [422, "invalid_from_address", "auth invalid_from_address"],
  [422, "validation_error", "rejected validation_error"],
  [422, "missing_required_field", "rejected missing_required_field"],
  [400, "invalid_idempotency_key", "rejected invalid_idempotency_key"],
  [429, "daily_quota_exceeded", "rate-limit daily_quota_exceeded"],
  [429, "monthly_quota_exceeded", "rate-limit monthly_quota_exceeded"],
  [409, "concurrent_idempotent_requests", "unavailable concurrent_idempotent_requests"],
  [500, "internal_server_error", "unavailable internal_server_error"],
  [503, "application_error", "unavailable -"],
  [418, "a_name_of_next_year", "rejected -"],
  [500, "a_name_of_next_year", "unavailable -"],
])("%i %s is %s", async (status, name, kind) => {
  await against(says(status, name));
  expect(await failure()).toBe(kind);
});

it.each<[string, RequestListener, string]>([
  ["503 with HTML", (_, res) => res.writeHead(503).end("<html>"), "unavailable -"],
  [
    "429 without Retry-After",
    (_, res) => res.writeHead(429).end('{"name":"rate_limit_exceeded","statusCode":429}'),
    "rate-limit rate_limit_exceeded",
  ],
  [
    "an absurd Retry-After",
    (_, res) =>
      res.writeHead(429, { "retry-after": "99999999" }).end('{"name":"rate_limit_exceeded","statusCode":429}'),
    "rate-limit rate_limit_exceeded",
  ],
  ["200 with garbage", (_, res) => res.end("<html>"), "unavailable -"],
  ["200 of another shape", (_, res) => res.end('{"ok":true}'), "contract -"],
  [
    "a reset in the middle of the body",
    (req, res) => (res.write('{"id":'), setTimeout(() => req.socket.destroy(), 20)),
    "unavailable -",
  ],
  [
    "a redirect to a private address",
    (_, res) => res.writeHead(302, { location: "http://169.254.169.254/" }).end(),
    "unavailable -",
  ],
])("%s is classified in bounded time", async (_, listener, kind) => {
  await against(listener);
  expect(await failure()).toBe(kind);
});

it("gives up on a provider that never answers, well within a worker's time", async () => {
  const { calls } = await against(() => undefined);
  const started = performance.now();
  expect(await failure()).toBe("unavailable -");
  expect(performance.now() - started).toBeLessThan(15_000);
  expect(calls()).toBe(2);
});

it("counts a mail as taken when the provider has another body under its key", async () => {
  await against(says(409, "invalid_idempotent_request"));
  expect(await sendMail(mail)).toEqual({ providerId: null });
});

it("does not call 'refused for now' a refusal when the try before it had no answer", async () => {
  let calls = 0;
  await against((req, res) =>
    (calls += 1) === 1 ? req.socket.destroy() : says(429, "daily_quota_exceeded")(req, res),
  );
  expect(await failure()).toBe("unavailable -");
});

it("stops calling after five failures in a row, and says so", async () => {
  const { calls } = await against(says(500, "internal_server_error"));
  for (let time = 0; time < 5; time += 1) await failure();
  const made = calls();
  expect(await failure()).toBe("unavailable circuit-open");
  expect(calls()).toBe(made);
});

it("sends what Resend's documentation asks for: user agent, key, tags, both parts", async () => {
  let seen: { headers: Record<string, unknown>; body: unknown } | undefined;
  await against((req, res) => {
    let body = "";
    req.on("data", (chunk: Buffer) => (body += chunk.toString()));
    req.on("end", () => {
      seen = { headers: req.headers, body: JSON.parse(body) };
      res.end('{"id":"p1"}');
    });
  });
  expect(await sendMail(mail)).toEqual({ providerId: "p1" });
  expect(seen?.headers).toMatchObject({
    authorization: `Bearer ${process.env.RESEND_API_KEY}`,
    "idempotency-key": "t/eml_1/1",
    "user-agent": expect.stringContaining("practice-hub"),
  });
  expect(seen?.body).toEqual({
    from: "Practice Hub <noreply@practicehub.example>",
    to: [mail.to],
    subject: "Hi",
    html: "<p>x</p>",
    text: "x",
    tags: [
      { name: "tenant", value: "firm_1" },
      { name: "email", value: "eml_1" },
    ],
  });
});

it("logs that it sent, and neither address, subject nor key", async () => {
  const lines: string[] = [];
  const undo = captureLog((line) => lines.push(line));
  await against(says(422, "validation_error"));
  await failure();
  undo();
  expect(lines.join("\n")).toContain('"send_email"');
  expect(lines.join("\n")).not.toMatch(/rowan|"Hi"|re_sandbox/);
});

it("reads any bytes as an event or as nothing, and never throws", () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.uint8Array().map((bytes) => Buffer.from(bytes)),
        fc.json().map((text) => Buffer.from(text)),
      ),
      (body) => {
        const event = parseEvent(body);
        expect(event === null || typeof event.type === "string").toBe(true);
      },
    ),
    { numRuns: 1000 },
  );
});

it("reads a documented bounce", () => {
  const body = {
    type: "email.bounced",
    created_at: "2026-11-22T23:41:12.126Z",
    data: {
      email_id: "e1",
      to: ["a@x.test"],
      tags: { tenant: "firm_1", email: "eml_1" },
      bounce: { type: "Permanent", subType: "General", message: "…" },
    },
  };
  expect(parseEvent(Buffer.from(JSON.stringify(body)))).toEqual({
    type: "email.bounced",
    at: "2026-11-22T23:41:12.126Z",
    providerId: "e1",
    tenantId: "firm_1",
    emailId: "eml_1",
    detail: "Permanent",
  });
});
