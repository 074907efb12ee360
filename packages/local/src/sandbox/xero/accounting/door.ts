/**
 * What every call passes, in Xero's order: the token, the organisation, the limits, the scope. Routes behind it find the
 * books in `c.get("book")`.
 */
import { RESPONSE_ALREADY_SENT } from "@hono/node-server/utils/response";
import type { Context, MiddlewareHandler } from "hono";
import type { Book } from "../book/book.ts";
import type { Grants } from "../identity/grant.ts";
import { type Area, lets } from "../identity/scope.ts";
import type { Twin } from "../twin.ts";
import type { Limiter } from "./limit.ts";
import type { Mishaps } from "./mishap.ts";
import { forbidden, unauthorized } from "./refusal.ts";
import type { Tally } from "./tally.ts";

export interface Env {
  Variables: { book: Book };
}

/** A request behind the door. */
export type Ask = Context<Env>;

export const API = "/api.xro/2.0";

const AREA: Record<string, Area> = {
  Contacts: "contacts",
  Invoices: "invoices",
  CreditNotes: "invoices",
  Payments: "payments",
  BankTransactions: "banktransactions",
  Accounts: "settings",
  TaxRates: "settings",
  Currencies: "settings",
  Organisation: "settings",
  BrandingThemes: "settings",
};

interface Deps {
  twin: Twin;
  grants: Grants;
  limiter: Limiter;
  tally: Tally;
  mishaps: Mishaps;
}

export function door({ twin, grants, limiter, tally, mishaps }: Deps): MiddlewareHandler<Env> {
  return async (c, next) => {
    const endpoint = c.req.path.slice(API.length + 1).split("/")[0] ?? "";
    const token = /^Bearer (.+)$/i.exec(c.req.header("authorization") ?? "")?.[1] ?? "";
    const check = grants.check(token);
    if ("detail" in check) return unauthorized(c, check.detail);
    const { claims } = check;
    const organisationId = c.req.header("xero-tenant-id")?.toLowerCase() ?? "";
    const connected = twin.connectionsOf(claims.xero_userid).some((one) => one.organisationId === organisationId);
    const book = connected ? twin.book(organisationId) : undefined;
    if (!book) return forbidden(c);
    const { headers, problem } = limiter.enter(book.id, book.organisation.limits, book.now());
    tally.count(book.id, `${c.req.method} ${endpoint}`, problem);
    if (problem) return c.body(null, 429, headers);
    try {
      const area = AREA[endpoint];
      if (area && !lets(claims.scope, area, c.req.method !== "GET"))
        return unauthorized(c, "AuthorizationUnsuccessful");
      c.set("book", book);
      // An incident of the organisation's own: it may answer instead, or make the call last, while it counts as running.
      const instead = await mishaps.incidentsOf(book.id).middleware()(c, next);
      if (instead) c.res = instead;
    } finally {
      limiter.leave(book.id);
    }
    if (c.res !== RESPONSE_ALREADY_SENT)
      for (const [name, value] of Object.entries(headers)) c.res.headers.set(name, value);
    return mishaps.lost(c, book.id);
  };
}
