import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { gzipSync } from "node:zlib";
import { afterEach, expect, it } from "vitest";
import * as z from "zod";
import { ProviderError } from "./error.ts";
import { httpClient } from "./http.ts";
import { retryTransient } from "./retry.ts";

let server: Server | undefined;
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

const Ok = z.object({ ok: z.boolean() });

async function against(listener: RequestListener, options: { timeoutMs?: number; maxBytes?: number } = {}) {
  server = createServer(listener);
  await new Promise<void>((resolve) => server?.listen(0, "127.0.0.1", resolve));
  const request = httpClient({
    provider: "p",
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    timeoutMs: 400,
    ...options,
  });
  return () => request({ path: "/x", schema: Ok, query: { q: "a b", none: undefined } });
}

const kindOf = async (call: () => Promise<unknown>) =>
  call().then(
    () => "answered",
    (error: unknown) => (error instanceof ProviderError ? error.kind : error),
  );

it.each<[string, RequestListener, string]>([
  ["401", (_, res) => res.writeHead(401).end(), "auth"],
  ["403", (_, res) => res.writeHead(403).end(), "auth"],
  ["404", (_, res) => res.writeHead(404).end("{}"), "rejected"],
  ["422 with HTML", (_, res) => res.writeHead(422).end("<p>"), "rejected"],
  ["429", (_, res) => res.writeHead(429, { "retry-after": "7" }).end(), "rate-limit"],
  ["500", (_, res) => res.writeHead(500).end(), "unavailable"],
  ["503 with HTML", (_, res) => res.writeHead(503).end("<html>"), "unavailable"],
  ["200 with garbage", (_, res) => res.end("<html>"), "contract"],
  ["200 of another shape", (_, res) => res.end('{"ok":"yes"}'), "contract"],
  [
    "200 with truncated gzip",
    (_, res) => res.writeHead(200, { "content-encoding": "gzip" }).end(gzipSync('{"ok":true}').subarray(0, 12)),
    "contract",
  ],
  [
    "a redirect to a private address",
    (_, res) => res.writeHead(302, { location: "http://169.254.169.254/" }).end(),
    "contract",
  ],
  [
    "a reset in the middle of the body",
    (req, res) => (res.write('{"ok":'), setTimeout(() => req.socket.destroy(), 20)),
    "unavailable",
  ],
  ["no answer", () => undefined, "unavailable"],
  ["one byte a second", (_, res) => (res.write("{"), setInterval(() => res.write(" "), 100).unref()), "unavailable"],
  ["an endless body", (_, res) => (res.writeHead(200), res.write(Buffer.alloc(3 * 1024 * 1024, 32))), "contract"],
])("classifies %s, in bounded time", async (_, listener, kind) => {
  expect(await kindOf(await against(listener))).toBe(kind);
});

it("obeys Retry-After and ignores an absurd one", async () => {
  const after = async (value: string) => {
    const call = await against((_, res) => res.writeHead(429, { "retry-after": value }).end());
    return call().catch((error: ProviderError) => error.details.retryAfterMs);
  };
  expect(await after("7")).toBe(7000);
  expect(await after("99999999")).toBeUndefined();
  expect(await after("soon")).toBeUndefined();
});

it("says nothing of the request or the answer in the error", async () => {
  const call = await against((_, res) => res.writeHead(400).end("someone@example.test"));
  await expect(call()).rejects.toThrow(/^p: rejected \(400\)$/);
});

it("retries what was unavailable, and nothing else", async () => {
  let calls = 0;
  const flaky = await against((_, res) => ((calls += 1) < 3 ? res.writeHead(503).end() : res.end('{"ok":true}')));
  expect((await retryTransient(flaky, { firstDelayMs: 1 })).data).toEqual({ ok: true });
  expect(calls).toBe(3);
  calls = 0;
  const wrong = await against((_, res) => ((calls += 1), res.writeHead(400).end()));
  await expect(retryTransient(wrong, { firstDelayMs: 1 })).rejects.toThrow(ProviderError);
  expect(calls).toBe(1);
});
