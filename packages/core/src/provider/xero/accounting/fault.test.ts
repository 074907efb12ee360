import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { gzipSync } from "node:zlib";
import { afterEach, expect, it, vi } from "vitest";
import { ProviderError } from "../../../lib/provider/error.ts";
import type { XeroAccess } from "./client.ts";
import { Xero, XeroRejected } from "../index.ts";

const servers: Server[] = [];
afterEach(() => {
  vi.restoreAllMocks();
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

async function listening(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const TOKEN = "token-that-nobody-may-see";
const NUMBER = "cli_number_that_nobody_may_see";

/** A read, and a write of one contact, at a Xero that behaves so. */
async function against(listener: RequestListener) {
  let requests = 0;
  const observed: number[] = [];
  const access: XeroAccess = {
    accessToken: TOKEN,
    xeroTenantId: "a-tenant",
    baseUrl: await listening((req, res) => {
      requests += 1;
      listener(req, res);
    }),
    observe: (status) => void observed.push(status),
  };
  return {
    read: () => Xero.contactsByNumber(access, [NUMBER]),
    write: () => Xero.createContacts(access, [{ number: NUMBER, name: "Rosa Rowan" }], "a-key"),
    requests: () => requests,
    observed,
  };
}

const failure = async (call: () => Promise<unknown>): Promise<ProviderError> => {
  try {
    await call();
  } catch (error) {
    if (error instanceof ProviderError) return error;
    throw error;
  }
  throw new Error("it answered");
};

const GOOD = JSON.stringify({ Contacts: [{ ContactID: "1", Name: "Rosa" }] });
const json = { "content-type": "application/json" };
const status =
  (code: number, body = "", headers: Record<string, string> = json): RequestListener =>
  (_, res) =>
    res.writeHead(code, headers).end(body);
/** An API exception, as Xero words it. */
const REFUSED = JSON.stringify({
  Type: "ValidationException",
  Message: "A validation exception occurred",
  Elements: [{ ValidationErrors: [{ Message: "The contact name must be unique" }] }],
});
const MEGABYTE = Buffer.alloc(1024 * 1024, 32);

it.each<[fault: string, listener: RequestListener, kind: string, details?: object]>([
  ["429 with Retry-After", status(429, "", { "retry-after": "17" }), "rate-limit", { retryAfterMs: 17_000 }],
  ["429 without Retry-After", status(429), "rate-limit", { retryAfterMs: 5000 }],
  ["429 with an absurd Retry-After", status(429, "", { "retry-after": "1e99" }), "rate-limit", { retryAfterMs: 5000 }],
  ["429 with a date", status(429, "", { "retry-after": "Wed, 21 Oct 2026 07:28:00 GMT" }), "rate-limit"],
  ["401", status(401, JSON.stringify({ Detail: "TokenExpired: token expired" })), "auth", { status: 401 }],
  ["403", status(403, JSON.stringify({ detail: "AuthenticationUnsuccessful" })), "auth", { status: 403 }],
  ["400", status(400, REFUSED), "rejected"],
  ["500", status(500, "{}"), "unavailable"],
  ["503 with HTML", status(503, "<html>", { "content-type": "text/html" }), "unavailable"],
  ["200 with HTML", status(200, "<html><body>Sign in</body></html>", { "content-type": "text/html" }), "contract"],
  ["200 with garbage", status(200, "\u0000\u0001}{"), "contract"],
  ["200 with half of the JSON", status(200, GOOD.slice(0, 30)), "contract"],
  ["200 with nothing", status(200), "contract"],
  ["200 of another shape", status(200, '{"Contacts":{"a":1}}'), "contract"],
  ["200 that is a list", status(200, "[1]"), "contract"],
  ["204", status(204), "contract"],
  [
    "200 with truncated gzip",
    (_, res) => res.writeHead(200, { ...json, "content-encoding": "gzip" }).end(gzipSync(GOOD).subarray(0, 20)),
    "contract",
  ],
  [
    "a reset before the answer",
    (req) => {
      req.socket.destroy();
    },
    "unavailable",
  ],
  [
    "a reset in the middle of the body",
    (req, res) => {
      res.writeHead(200, json).write('{"Contacts":[');
      setTimeout(() => req.socket.destroy(), 20);
    },
    "unavailable",
  ],
])(
  "%s is one failure of its kind, for a read and for a write, after one request",
  async (_, listener, kind, details) => {
    const xero = await against(listener);
    for (const call of [xero.read, xero.write]) {
      const error = await failure(call);
      expect(error).toMatchObject({ kind, ...(details ? { details } : {}) });
      expect(`${error.stack} ${JSON.stringify(error.details)}`).not.toMatch(/nobody.may.see|Rosa/);
    }
    expect(xero.requests()).toBe(2);
  },
);

it("says Xero's own words of a refusal, and tells the limiter of every status that came", async () => {
  const xero = await against(status(400, REFUSED));
  const error = await failure(xero.write);
  expect(error).toBeInstanceOf(XeroRejected);
  expect(error).toMatchObject({ messages: ["The contact name must be unique"] });
  expect(xero.observed).toEqual([400]);
});

it.each<[string, RequestListener]>([
  ["never answers", () => undefined],
  [
    "sends a byte now and then",
    (_, res) => {
      res.writeHead(200, json).write("{");
      const drip = setInterval(() => res.write(" "), 20);
      res.on("close", () => clearInterval(drip));
    },
  ],
])("gives up on a Xero that %s: within 8 seconds reading, 15 writing", async (_, listener) => {
  const asked: number[] = [];
  const timeout = AbortSignal.timeout.bind(AbortSignal);
  vi.spyOn(AbortSignal, "timeout").mockImplementation((ms) => {
    asked.push(ms);
    return timeout(ms / 50);
  });
  const xero = await against(listener);
  expect(await failure(xero.read)).toMatchObject({ kind: "unavailable" });
  expect(await failure(xero.write)).toMatchObject({ kind: "unavailable" });
  expect(asked).toEqual([8000, 15_000]);
  expect(xero.requests()).toBe(2);
});

it("reads no more than 16 of 50 megabytes", async () => {
  let sent = 0;
  const xero = await against((_, res) => {
    res.writeHead(200, json);
    const more = (): void => {
      if (sent >= 50 || res.destroyed) return void res.end();
      sent += 1;
      res.write(MEGABYTE, more);
    };
    more();
  });
  expect(await failure(xero.read)).toMatchObject({ kind: "contract" });
  // What was on its way in the buffers of both sides.
  expect(sent).toBeLessThan(40);
});

it.each([301, 302, 303, 307, 308])("follows no %i to another host, and shows it no token", async (code) => {
  let asked = 0;
  const other = await listening((_, res) => {
    asked += 1;
    res.end(GOOD);
  });
  const xero = await against(status(code, "", { location: `${other}/api.xro/2.0/Contacts` }));
  expect(await failure(xero.read)).toMatchObject({ kind: "contract" });
  expect(await failure(xero.write)).toMatchObject({ kind: "contract" });
  expect(asked).toBe(0);
});
