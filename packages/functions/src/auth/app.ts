/**
 * The auth door: Better Auth under /api/auth, and the two kinds of invitation links. A link's token never reaches a log:
 * lines name the route, not the path.
 */
import {
  Acceptance,
  acceptPortal,
  acceptStaff,
  attempt,
  CLIENT_IP_HEADER,
  type createAuth,
  type Joined,
  microsoftConfig,
  sessionCookie,
  viewPortal,
  viewStaff,
} from "@practice-hub/core/auth";
import { assertSameOrigin } from "@practice-hub/core/auth/origin";
import { sessionFromCookies } from "@practice-hub/core/auth/session";
import { appUrl } from "@practice-hub/core/lib/app-url";
import { MINUTE_MS, now } from "@practice-hub/core/lib/clock";
import { notFound, toProblem, VisibleError } from "@practice-hub/core/lib/error";
import { log, logError, withLog } from "@practice-hub/core/lib/log";
import { type Context, Hono } from "hono";
import { gatewayOf } from "../gateway.ts";

const HEADERS = {
  "cache-control": "no-store",
  "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
  "cross-origin-resource-policy": "same-origin",
  "referrer-policy": "no-referrer",
  "x-content-type-options": "nosniff",
};
/** Nothing that belongs to signing in is longer. */
const MAX_BODY_BYTES = 64 * 1024;
const LINKS = { kind: "invitation-link", max: 60, windowMs: MINUTE_MS, sliding: false };

type Auth = ReturnType<typeof createAuth>;
type View = (token: string) => Promise<object>;
type Accept = typeof acceptPortal;

export function createApp(auth: Auth): Hono {
  const app = new Hono();
  app.get("/api/auth/methods", (c) =>
    answered(c, "/api/auth/methods", async () => json({ microsoft: microsoftConfig() !== null }, 200)),
  );
  link(app, "/api/auth/staff-invitations/:token", viewStaff, acceptStaff);
  link(app, "/api/portal/invitations/:token", viewPortal, acceptPortal);
  app.on(["GET", "POST"], "/api/auth/*", (c) =>
    answered(c, `/api/auth/${c.req.path.split("/")[3] ?? ""}`, () => betterAuthAnswer(c, auth)),
  );
  app.notFound((c) => answered(c, "unknown", () => Promise.reject(notFound("page"))));
  return app;
}

/** One kind of invitation link: GET shows it, POST accepts it. */
function link(app: Hono, path: string, view: View, accept: Accept): void {
  app.get(path, (c) =>
    answered(c, path, async () => {
      await countLink(c);
      return json(await view(c.req.param("token") ?? ""), 200);
    }),
  );
  app.post(path, (c) =>
    answered(c, path, async () => {
      assertSameOrigin("POST", c.req.header("origin"), appUrl());
      await countLink(c);
      const input = parseAcceptance(await bodyOf(c));
      const session = await sessionFromCookies(c.req.header("cookie"));
      const { ip: ipAddress, userAgent } = gatewayOf(c);
      const from = { ipAddress, userAgent };
      return joined(await accept(c.req.param("token") ?? "", { input, session, from }));
    }),
  );
}

async function countLink(c: Context): Promise<void> {
  const counted = await attempt(LINKS, gatewayOf(c).ip);
  if (!counted.allowed)
    throw new VisibleError("rate-limited", "request.too-many", "Too many requests. Wait a minute and try again.", {
      retryAfterS: counted.retryAfterMs / 1000,
    });
}

const joined = ({ redirectTo, sessionToken }: Joined): Response =>
  json({ redirectTo }, 200, sessionToken === null ? {} : { "set-cookie": sessionCookie(sessionToken) });

function parseAcceptance(text: string): Acceptance {
  const parsed = Acceptance.safeParse(readJson(text));
  if (parsed.success) return parsed.data;
  const fields = parsed.error.issues.map((issue) => ({ path: issue.path.join("."), message: issue.message }));
  throw new VisibleError("invalid", "request.body-invalid", "Check what you entered.", { fields });
}

function readJson(text: string): unknown {
  if (text.trim() === "") return {};
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new VisibleError("invalid", "request.json-invalid", "The body is not valid JSON.", { cause });
  }
}

async function bodyOf(c: Context): Promise<string> {
  const tooLarge = (): VisibleError => new VisibleError("too-large", "request.too-large", "This request is too large.");
  if (Number(c.req.header("content-length") ?? 0) > MAX_BODY_BYTES) throw tooLarge();
  const text = await c.req.text();
  if (Buffer.byteLength(text) > MAX_BODY_BYTES) throw tooLarge();
  return text;
}

/** Better Auth's own answer. What the caller says about its address is replaced by what the gateway saw. */
async function betterAuthAnswer(c: Context, auth: Auth): Promise<Response> {
  // Stricter than Better Auth, which asks for an Origin only with a cookie: signing somebody in is also not for others.
  assertSameOrigin(c.req.method, c.req.header("origin"), appUrl());
  const body = c.req.method === "POST" ? await bodyOf(c) : null;
  const headers = new Headers(c.req.raw.headers);
  headers.set(CLIENT_IP_HEADER, gatewayOf(c).ip);
  const answer = await auth.handler(new Request(c.req.url, { method: c.req.method, headers, body }));
  const out = new Headers(answer.headers);
  for (const [name, value] of Object.entries(HEADERS)) out.set(name, value);
  const retryAfter = out.get("x-retry-after");
  if (retryAfter !== null) out.set("retry-after", retryAfter);
  return new Response(answer.body, { status: answer.status, headers: out });
}

/** Runs a route: one log line, a request id on the answer, every failure a problem document. */
function answered(c: Context, route: string, run: () => Promise<Response>): Promise<Response> {
  const { requestId } = gatewayOf(c);
  return withLog({ requestId, method: c.req.method, route }, async () => {
    const startedAt = now();
    let answer: Response;
    try {
      answer = await run();
    } catch (error) {
      if (!(error instanceof VisibleError)) logError("request failed", error);
      answer = failed(error, c.req.path, requestId);
    }
    log(answer.status >= 500 ? "error" : "info", "request", { status: answer.status, ms: now() - startedAt });
    answer.headers.set("x-request-id", requestId);
    return answer;
  });
}

function failed(error: unknown, path: string, requestId: string): Response {
  // The path may be a link's secret: a problem names only its door.
  const instance = path.split("/").slice(0, 4).join("/");
  const visible =
    error instanceof VisibleError
      ? error
      : new VisibleError(
          "unavailable",
          "internal",
          `Something went wrong on our side. Quote ${requestId} if it happens again.`,
        );
  const { retryAfterS } = visible.options;
  const status = error instanceof VisibleError ? visible.status : 500;
  return json({ ...toProblem(visible, instance), status, requestId }, status, {
    "content-type": "application/problem+json",
    ...(retryAfterS === undefined ? {} : { "retry-after": String(Math.ceil(retryAfterS)) }),
  });
}

const json = (value: object, status: number, headers: Record<string, string> = {}): Response =>
  new Response(JSON.stringify(value), {
    status,
    headers: { ...HEADERS, "content-type": "application/json", ...headers },
  });
