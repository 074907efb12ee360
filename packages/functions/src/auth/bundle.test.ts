/** The function as it is deployed: the bundle, not the source (a bundler has broken Better Auth's adapters before). */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";
import { afterAll, beforeAll, expect, it } from "vitest";
import { buildOptions } from "../../../../infra/bundle.ts";
import { mailbox, newEmail, PASSWORD } from "./testing/browser.ts";

type Handler = (event: object, context: object) => Promise<{ statusCode: number; body: string; cookies?: string[] }>;

const folder = mkdtempSync(path.join(tmpdir(), "practice-hub-auth-bundle-"));
let handler: Handler;

beforeAll(async () => {
  await build({
    ...buildOptions,
    entryPoints: [path.join(import.meta.dirname, "index.ts")],
    outdir: folder,
    logLevel: "silent",
  });
  ({ handler } = (await import(pathToFileURL(path.join(folder, "index.mjs")).href)) as { handler: Handler });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** An event of API Gateway's HTTP API, payload format 2.0. */
const event = (method: string, rawPath: string, body?: object) => ({
  version: "2.0",
  routeKey: "ANY /api/auth/{proxy+}",
  rawPath,
  rawQueryString: "",
  headers: { "content-type": "application/json", origin: process.env.APP_URL, host: "api.example" },
  requestContext: {
    accountId: "000000000000",
    domainName: "api.example",
    requestId: "r-1",
    http: { method, path: rawPath, sourceIp: "192.0.2.7", protocol: "HTTP/1.1", userAgent: "test" },
  },
  ...(body ? { body: JSON.stringify(body) } : {}),
  isBase64Encoded: false,
});

it("answers through the gateway's own event", async () => {
  const methods = await handler(event("GET", "/api/auth/methods"), {});
  expect([methods.statusCode, JSON.parse(methods.body)]).toEqual([200, { microsoft: true }]);
  expect((await handler(event("GET", "/api/portal/invitations/unknown"), {})).statusCode).toBe(404);
});

it("signs up, refuses before confirmation, and mails the link", async () => {
  const email = newEmail();
  const person = { name: "Ann", email, password: PASSWORD, firmName: "Bundle & Co" };
  expect((await handler(event("POST", "/api/auth/sign-up/email", person), {})).statusCode).toBe(200);
  const early = await handler(event("POST", "/api/auth/sign-in/email", { email, password: PASSWORD }), {});
  expect([early.statusCode, early.cookies]).toEqual([403, undefined]);
  expect((await mailbox(email)).map((letter) => letter.template)).toEqual(["verify-email"]);
});
