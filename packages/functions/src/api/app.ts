/**
 * The door: every route of the flat list, and around each the same steps in the same order: request id, origin, session,
 * permission, size, parse, run as the actor, parse the answer. A step cannot be left out of one route.
 */
import { createHash } from "node:crypto";
import { type PortalActor, type StaffActor, withActor } from "@practice-hub/core/lib/actor";
import { now } from "@practice-hub/core/lib/clock";
import { notFound, VisibleError } from "@practice-hub/core/lib/error";
import { once } from "@practice-hub/core/lib/idempotency";
import { log, logError, withLog } from "@practice-hub/core/lib/log";
import { type Context, Hono } from "hono";
import { gatewayOf } from "../gateway.ts";
import { callerOf, type Identify, requireOwnOrigin } from "./caller.ts";
import { PROBLEM_TYPE, toFailure } from "./problem.ts";
import { type Input, parseInput, readText } from "./request.ts";
import type { Call, Route } from "./route.ts";

const HEADERS = {
  "cache-control": "no-store",
  "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
  "cross-origin-resource-policy": "same-origin",
  "referrer-policy": "no-referrer",
  "x-content-type-options": "nosniff",
};

type Caller = StaffActor | PortalActor | null;

export interface AppOptions {
  routes: readonly Route[];
  identify: Identify;
  /** Paths that answer something else than JSON: the docs page. */
  pages?: readonly { path: string; answer: () => Response }[];
}

export function createApp({ routes, identify, pages = [] }: AppOptions): Hono {
  const app = new Hono();
  for (const page of pages) app.get(page.path, () => page.answer());
  for (const route of routes) {
    const { method, path } = route.contract;
    app.on(method, path.replaceAll(/\{(\w+)\}/g, ":$1"), (context) => serve(route, context, identify));
  }
  app.notFound((context) => {
    const { requestId } = gatewayOf(context);
    return problem(notFound("page"), context.req.path, requestId);
  });
  app.onError((error, context) => {
    const { requestId } = gatewayOf(context);
    logError("request failed outside a route", error, { requestId });
    return problem(error, context.req.path, requestId);
  });
  return app;
}

function serve(route: Route, context: Context, identify: Identify): Promise<Response> {
  const { method, path } = route.contract;
  const { requestId } = gatewayOf(context);
  return withLog({ requestId, method, route: path }, async () => {
    const startedAt = now();
    let caller: Caller = null;
    try {
      requireOwnOrigin(route.contract, context.req.header("origin"));
      const credentials = { cookie: context.req.header("cookie"), authorization: context.req.header("authorization") };
      caller = await callerOf(route.contract, credentials, identify);
      const text = await readText(context);
      const input = parseInput(route.contract, context, text);
      const { answer, replayed } = await run(route, context, { caller, input, text });
      const output = route.contract.output.parse(answer);
      const status = route.statusOf?.(output) ?? route.contract.status;
      record(startedAt, status, caller);
      if (route.contract.failurePage !== null) return redirect(String(output), requestId);
      return json(output, status, {
        "x-request-id": requestId,
        ...(replayed ? { "idempotency-replayed": "true" } : {}),
      });
    } catch (error) {
      if (!(error instanceof VisibleError)) logError("request failed", error, who(caller));
      const code = error instanceof VisibleError ? error.code : "internal";
      const { failurePage } = route.contract;
      const answer =
        failurePage === null
          ? problem(error, context.req.path, requestId)
          : redirect(`${failurePage}?error=${encodeURIComponent(code)}`, requestId);
      record(startedAt, answer.status, caller, code);
      return answer;
    }
  });
}

interface Work {
  caller: Caller;
  input: Input;
  text: string;
}

/** Runs the verb as the caller; once, when the caller gave an `Idempotency-Key`. */
async function run(
  route: Route,
  context: Context,
  { caller, input, text }: Work,
): Promise<{ answer: unknown; replayed: boolean }> {
  const call = { ...input, actor: caller, from: gatewayOf(context) } as Call<Route["contract"]>;
  if (caller === null) return { answer: await route.run(call), replayed: false };
  return withActor(caller, async () => {
    const key = route.contract.method === "GET" ? undefined : context.req.header("idempotency-key");
    if (key === undefined) return { answer: await route.run(call), replayed: false };
    if (!/^[\x21-\x7e]{1,200}$/.test(key))
      throw new VisibleError(
        "invalid",
        "idempotency.key-invalid",
        "An Idempotency-Key has 1 to 200 characters without spaces.",
      );
    const fingerprint = createHash("sha256")
      .update(JSON.stringify([route.contract.method, context.req.path, text]))
      .digest("base64url");
    return once({ tenantId: caller.tenantId, userId: caller.userId, key, fingerprint }, () => route.run(call));
  });
}

const who = (caller: Caller) =>
  caller ? { tenantId: caller.tenantId, userId: caller.userId, actor: caller.kind } : {};

const record = (startedAt: number, status: number, caller: Caller, code?: string): void =>
  log(status >= 500 ? "error" : "info", "request", {
    ...who(caller),
    status,
    ms: now() - startedAt,
    ...(code ? { code } : {}),
  });

const json = (value: unknown, status: number, headers: Record<string, string>): Response =>
  new Response(JSON.stringify(value), {
    status,
    headers: { ...HEADERS, "content-type": "application/json", ...headers },
  });

/** Where a browser goes on; nothing of the request is in it unless the verb put it there. */
const redirect = (location: string, requestId: string): Response =>
  new Response(null, { status: 302, headers: { ...HEADERS, location, "x-request-id": requestId } });

function problem(error: unknown, path: string, requestId: string): Response {
  const failure = toFailure(error, path, requestId);
  return new Response(JSON.stringify(failure.problem), {
    status: failure.status,
    headers: { ...HEADERS, "content-type": PROBLEM_TYPE, "x-request-id": requestId, ...failure.headers },
  });
}
