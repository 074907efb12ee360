/**
 * `POST /__scenario`: beside the kit's incidents (for every caller), incidents of Xero's own, most of them for one
 * organisation, so that tests that run side by side do not meet: `{"xero": "lock-date", "organisation": id, "period": "2026-03-31"}`.
 */
import type { Hono } from "hono";
import * as z from "zod";
import { Scenario } from "../kit.ts";
import { forgetKeys } from "./accounting/idempotency.ts";
import type { Limiter } from "./accounting/limit.ts";
import type { Mishaps } from "./accounting/mishap.ts";
import type { Book } from "./book/book.ts";
import type { Grants } from "./identity/grant.ts";
import type { Twin } from "./twin.ts";
import { WEBHOOK_MODES } from "./webhook/event.ts";
import type { Postman } from "./webhook/postman.ts";

const organisation = z.uuid();
const day = z.iso.date().nullable();
const act = <Name extends string, Shape extends z.ZodRawShape>(name: Name, shape: Shape) =>
  z.object({ xero: z.literal(name), organisation, ...shape });

/** What can be scripted for one organisation. */
const Act = z.discriminatedUnion("xero", [
  /** The kit's incidents for this organisation's calls and its users' token refreshes; an empty list ends them. */
  act("incident", { scenarios: z.array(Scenario) }),
  /** Does the next requests, then breaks the connection instead of answering. */
  act("lose-answers", { times: z.number().int().min(0), method: z.string().optional(), path: z.string().optional() }),
  /** A replaced refresh token is dead at once. */
  act("strict-rotation", { on: z.boolean() }),
  /** Somebody disconnects the app inside Xero. */
  act("disconnect", {}),
  /** The refresh and access tokens of everybody connected die. */
  act("revoke-tokens", {}),
  /** The access tokens die, refreshing works. */
  act("expire-access", {}),
  act("day-left", { left: z.number().int().min(0) }),
  act("forget-keys", {}),
  act("lock-date", { period: day.optional(), endOfYear: day.optional() }),
  act("remove-tax-rate", { taxType: z.string() }),
  act("archive-account", { code: z.string() }),
]);
/** What can be scripted for all, or for one. */
const Hooks = z.discriminatedUnion("xero", [
  z.object({ xero: z.literal("webhooks"), mode: z.enum(WEBHOOK_MODES), organisation: organisation.optional() }),
  z.object({ xero: z.literal("flush-webhooks"), organisation: organisation.optional() }),
]);

export interface Levers {
  twin: Twin;
  grants: Grants;
  limiter: Limiter;
  mishaps: Mishaps;
  postman: Postman;
}

export function scenarioRoute(app: Hono, levers: Levers): void {
  app.post("/__scenario", async (c, next) => {
    const body: unknown = await c.req.json().catch(() => undefined);
    if (typeof body !== "object" || body === null || !("xero" in body)) return next();
    const hooks = Hooks.safeParse(body);
    if (hooks.success) {
      const { data } = hooks;
      if (data.xero === "webhooks") levers.postman.events.setMode(data.mode, data.organisation);
      else await levers.postman.flush(data.organisation);
      return c.json({ done: true });
    }
    const asked = Act.safeParse(body);
    if (!asked.success) return c.json({ error: asked.error.issues }, 400);
    const book = levers.twin.book(asked.data.organisation);
    if (!book) return c.json({ error: "no such organisation" }, 404);
    levers.twin.store.atomically(() => pull(asked.data, book, levers));
    return c.json({ done: true });
  });
}

function pull(asked: z.infer<typeof Act>, book: Book, { twin, grants, limiter, mishaps }: Levers): void {
  const connections = twin.connections.all().filter((one) => one.organisationId === book.id);
  const users = [...new Set(connections.map((one) => one.userId))];
  switch (asked.xero) {
    case "incident":
      return mishaps.incidentsOf(book.id).set(asked.scenarios);
    case "lose-answers":
      return mishaps.lose(book.id, asked);
    case "strict-rotation":
      for (const id of users) {
        const user = twin.users.get(id);
        if (user) twin.users.set(id, { ...user, strictRotation: asked.on });
      }
      return;
    case "disconnect":
      for (const { id } of connections) twin.connections.delete(id);
      return;
    case "revoke-tokens":
      for (const id of users) grants.dropRefreshTokens(id);
      for (const id of users) grants.expireAccess(id);
      return;
    case "expire-access":
      for (const id of users) grants.expireAccess(id);
      return;
    case "day-left":
      return limiter.leaveToday(book.id, book.organisation.limits, asked.left, book.now());
    case "forget-keys":
      return forgetKeys(twin.store, book);
    case "lock-date":
      return book.change({
        ...(asked.period === undefined ? {} : { PeriodLockDate: asked.period }),
        ...(asked.endOfYear === undefined ? {} : { EndOfYearLockDate: asked.endOfYear }),
      });
    case "remove-tax-rate": {
      const rate = book.taxRates.get(asked.taxType);
      if (rate) book.taxRates.set(rate.TaxType, { ...rate, Status: "DELETED" });
      return;
    }
    case "archive-account": {
      const account = book.accounts.find((one) => one.Code === asked.code);
      if (account) book.accounts.set(account.AccountID, { ...account, Status: "ARCHIVED", UpdatedAtMs: book.now() });
    }
  }
}
