import type { PortalActor, StaffActor } from "@practice-hub/core/lib/actor";
import { documents } from "@practice-hub/core/lib/table/table";
import { captureLog } from "@practice-hub/core/lib/log";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import * as z from "zod";
import { createApp } from "./app.ts";
import { anyone, contract, staff } from "./contract/define.ts";
import { ORIGIN, send, someStaff } from "../testing/request.ts";
import { MAX_BODY_BYTES } from "./request.ts";
import { route } from "./route.ts";
import { routes } from "./route/index.ts";

const sessions = new Map<string, StaffActor | PortalActor>();
const signIn = (actor: StaffActor | PortalActor = someStaff()): string => {
  sessions.set(actor.userId, actor);
  return actor.userId;
};
const identify = (cookies: string | undefined) => Promise.resolve(sessions.get(cookies ?? "") ?? null);

const leaky = contract({
  method: "GET",
  path: "/api/leaky",
  actor: anyone(),
  output: z.object({ shown: z.string() }),
  summary: "Has more than it may show.",
});
const broken = contract({
  method: "POST",
  path: "/api/broken",
  actor: staff(null),
  output: z.object({}),
  summary: "Throws.",
});
const app = createApp({
  identify,
  routes: [
    ...routes,
    route(leaky, () => Promise.resolve({ shown: "yes", passwordHash: "no" } as { shown: string })),
    route(broken, () => Promise.reject(new Error("secret: hunter2"))),
  ],
});

const undo: (() => void)[] = [];
afterEach(() =>
  undo
    .splice(0)
    .toReversed()
    .forEach((one) => one()),
);

beforeEach(() => {
  undo.push(captureLog(() => undefined));
});

describe("the door", () => {
  test("takes a client on and shows it again, end to end", async () => {
    const cookie = signIn();
    const made = await send(app, "/api/clients", {
      cookie,
      json: { type: "sole_trader", name: "Zoë Rowan", contact: { name: "Zoë Rowan", email: "Zoe@Rowan.example" } },
    });
    expect(made.status).toBe(201);
    expect(made.json).toMatchObject({
      id: expect.stringMatching(/^cli_/),
      clientCode: "ZOE001",
      version: 1,
      contact: { email: "zoe@rowan.example" },
    });
    const path = `/api/clients/${String(made.json.id)}`;
    expect((await send(app, path, { cookie })).json).toEqual(made.json);
    expect(
      (await send(app, path, { cookie, method: "PATCH", json: { version: 1, notes: "Met at the fair" } })).json,
    ).toMatchObject({ version: 2, notes: "Met at the fair" });
    const late = await send(app, path, { cookie, method: "PATCH", json: { version: 1, notes: "Late" } });
    expect(late).toMatchObject({
      status: 409,
      json: { code: "client.version-conflict", current: { version: 2, notes: "Met at the fair" } },
    });
    expect((await send(app, "/api/clients?q=row", { cookie })).json).toMatchObject({
      items: [{ name: "Zoë Rowan" }],
      nextCursor: null,
    });
    expect((await send(app, "/api/activity", { cookie })).json.items).toHaveLength(2);
  });

  test("says in words what is wrong with a body, field by field", async () => {
    const cookie = signIn();
    const answer = await send(app, "/api/clients", {
      cookie,
      json: { type: "shop", contact: { email: "nobody" }, surprise: 1 },
    });
    expect(answer.status).toBe(400);
    expect(answer.headers.get("content-type")).toBe("application/problem+json");
    expect(answer.json).toMatchObject({ code: "request.body-invalid", status: 400, instance: "/api/clients" });
    expect(answer.json.errors).toEqual(
      expect.arrayContaining([
        { path: "contact.name", message: "is required" },
        { path: "contact.email", message: "must be an email address" },
        { path: "surprise", message: "is not a known field" },
        { path: "type", message: expect.stringMatching(/^must be one of individual, company/) },
      ]),
    );
  });

  test.each([
    ["broken JSON", { body: '{"type": "llp"' }, 400, "request.json-invalid"],
    ["no body", { body: "" }, 400, "request.json-invalid"],
    ["a list", { body: "[]" }, 400, "request.body-invalid"],
    ["another content type", { body: "{}", headers: { "content-type": "text/plain" } }, 400, "request.not-json"],
    ["a body of 12 MB", { body: JSON.stringify({ notes: "x".repeat(12_000_000) }) }, 413, "request.too-large"],
    [
      "an announced length past the limit",
      { body: "{}", headers: { "content-length": String(MAX_BODY_BYTES + 1) } },
      413,
      "request.too-large",
    ],
    ["a damaged cursor", { method: "GET", path: "/api/clients?cursor=zzz" }, 400, "cursor.invalid"],
    ["a limit of 101", { method: "GET", path: "/api/clients?limit=101" }, 400, "request.query-invalid"],
    ["an id that cannot be one", { method: "GET", path: "/api/clients/1%00" }, 404, "page.not-found"],
    ["a path that is none", { method: "GET", path: "/api/nothing" }, 404, "page.not-found"],
    ["a method that is none", { method: "DELETE", path: "/api/clients" }, 404, "page.not-found"],
  ])(
    "answers %s with a clear problem",
    async (
      _,
      {
        path = "/api/clients",
        ...sent
      }: { path?: string; body?: string; method?: string; headers?: Record<string, string> },
      status,
      code,
    ) => {
      const answer = await send(app, path, { cookie: signIn(), ...sent });
      expect(answer).toMatchObject({ status, json: { status, code, detail: expect.stringMatching(/^[A-Z].*\.$/s) } });
    },
  );

  test("never lets out a field that the contract does not name", async () => {
    expect((await send(app, "/api/leaky")).text).toBe('{"shown":"yes"}');
  });

  test("answers an unexpected error with fixed words and the request id, and logs no message", async () => {
    const lines: string[] = [];
    undo.push(captureLog((line) => lines.push(line)));
    const answer = await send(app, "/api/broken", { method: "POST", cookie: signIn() });
    expect(answer).toMatchObject({ status: 500, json: { code: "internal" } });
    expect(answer.text + lines.join("")).not.toContain("hunter2");
    expect(answer.json.detail).toContain(answer.headers.get("x-request-id"));
    expect(lines.map((line) => JSON.parse(line) as { event: string; requestId: string })).toEqual([
      expect.objectContaining({ event: "request failed", requestId: answer.headers.get("x-request-id") }),
      expect.objectContaining({ event: "request", status: 500, route: "/api/broken", code: "internal" }),
    ]);
  });

  test("logs one line a request, without a name, an address or a query", async () => {
    const lines: string[] = [];
    undo.push(captureLog((line) => lines.push(line)));
    await send(app, "/api/clients?q=rowan", { cookie: signIn() });
    expect(lines).toHaveLength(1);
    expect(JSON.parse(String(lines[0]))).toMatchObject({
      event: "request",
      method: "GET",
      route: "/api/clients",
      status: 200,
      actor: "staff",
    });
    expect(lines[0]).not.toMatch(/rowan|olive/i);
  });

  test("sends every answer uncached, unsniffable and unframeable", async () => {
    for (const path of ["/api/clients", "/api/nothing", "/api/leaky"]) {
      const { headers } = await send(app, path);
      expect(headers.get("cache-control")).toBe("no-store");
      expect(headers.get("x-content-type-options")).toBe("nosniff");
      expect(headers.get("content-security-policy")).toContain("default-src 'none'");
    }
  });
});

describe("an Idempotency-Key", () => {
  const body = { type: "llp", name: "Elm LLP" };
  const post = (cookie: string, key: string, json: unknown = body) =>
    send(app, "/api/clients", { cookie, json, headers: { "idempotency-key": key } });
  const count = async (cookie: string) =>
    ((await send(app, "/api/clients", { cookie })).json.items as unknown[]).length;

  test("gives the same answer to the same request, and carries it out once", async () => {
    const cookie = signIn();
    const first = await post(cookie, "k-1");
    const second = await post(cookie, "k-1");
    expect(second.json).toEqual(first.json);
    expect([first.status, second.status, second.headers.get("idempotency-replayed")]).toEqual([201, 201, "true"]);
    expect(await count(cookie)).toBe(1);
  });

  test("that was used for something else is refused", async () => {
    const cookie = signIn();
    await post(cookie, "k-1");
    expect(await post(cookie, "k-1", { ...body, name: "Other LLP" })).toMatchObject({
      status: 409,
      json: { code: "idempotency.key-reused" },
    });
    expect(await count(cookie)).toBe(1);
  });

  test("sent ten times at once makes one client", async () => {
    const cookie = signIn();
    const answers = await Promise.all(Array.from({ length: 10 }, () => post(cookie, "k-1")));
    expect(new Set(answers.map((answer) => answer.json.id).filter(Boolean)).size).toBe(1);
    for (const answer of answers) if (answer.status !== 201) expect(answer.json.code).toBe("idempotency.in-progress");
    expect(await count(cookie)).toBe(1);
  });

  test("finds its answer again when the connection broke right after the write", async () => {
    const cookie = signIn();
    const undoLog = captureLog(() => undefined);
    documents.middlewareStack.add(
      (next, context) => async (request) => {
        const answer = await next(request);
        if (context.commandName === "TransactWriteItemsCommand") throw new Error("connection lost");
        return answer;
      },
      { step: "initialize", name: "lost", priority: "high" },
    );
    const lost = await post(cookie, "k-1").finally(() => documents.middlewareStack.remove("lost"));
    undoLog();
    expect(lost.status).toBe(500);
    const again = await post(cookie, "k-1");
    expect([again.status, again.headers.get("idempotency-replayed")]).toEqual([201, "true"]);
    expect((await send(app, `/api/clients/${String(again.json.id)}`, { cookie })).json).toEqual(again.json);
    expect(await count(cookie)).toBe(1);
  });

  test("is free again after a refusal, and belongs to its user alone", async () => {
    const [cookie, other] = [signIn(), signIn()];
    expect((await post(cookie, "k-1", { type: "llp" })).status).toBe(400);
    expect((await post(cookie, "k-1")).status).toBe(201);
    expect((await post(other, "k-1")).status).toBe(201);
    expect((await post(cookie, "with space")).json.code).toBe("idempotency.key-invalid");
  });
});

describe("an Origin", () => {
  test.each([null, "null", "https://evil.example", `${ORIGIN}.evil.example`, "http://127.0.0.1:3001"])(
    "of %s cannot change anything",
    async (origin) => {
      const cookie = signIn();
      const answer = await send(app, "/api/clients", { cookie, origin, json: { type: "llp", name: "Elm LLP" } });
      expect(answer).toMatchObject({ status: 403, json: { code: "request.origin" } });
      expect((await send(app, "/api/clients", { cookie, origin: null })).json.items).toEqual([]);
    },
  );
});
