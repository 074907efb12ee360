/**
 * What a route promises: method, path, who may call it, what goes in and what comes out. The one statement of it: the
 * door, the OpenAPI description, the security suite and the web's typed client are all made from these.
 * Safe for the browser.
 */
import type { Permission } from "@practice-hub/core/lib/permission";
import * as z from "zod";

export type Method = "GET" | "POST" | "PATCH" | "DELETE";

/** Who may call a route. There is no default: a route that names nobody does not compile. */
export type RouteActor =
  | { kind: "staff"; permission: Permission | null }
  | { kind: "portal" }
  | { kind: "operator" }
  | { kind: "anyone" };

/** Signed-in staff whose role holds `permission`; null for what every member of staff may do. */
export const staff = <P extends Permission | null>(permission: P) => ({ kind: "staff", permission }) as const;
/** A client's own person. */
export const portal = () => ({ kind: "portal" }) as const;
/** Whoever runs the product, by `Authorization: Bearer $CRON_SECRET` and without a session. */
export const operator = () => ({ kind: "operator" }) as const;
/** Nobody in particular. */
export const anyone = () => ({ kind: "anyone" }) as const;

export interface Contract<
  M extends Method = Method,
  P extends string = string,
  Params extends z.ZodType = z.ZodType,
  Query extends z.ZodType = z.ZodType,
  Body extends z.ZodType = z.ZodType,
  Output extends z.ZodType = z.ZodType,
  A extends RouteActor = RouteActor,
> {
  method: M;
  /** `/api/clients/{id}`; each `{name}` is a member of `params`. */
  path: P;
  actor: A;
  params: Params;
  query: Query;
  /** `z.void()` when the route takes no body. */
  body: Body;
  output: Output;
  /** Of a success. */
  status: 200 | 201 | 202 | 302;
  /**
   * For an address that a browser itself goes to: the answer is where it goes on (302), and a failure sends it to this page of
   * ours with the problem's code as `?error=`. Null for JSON.
   */
  failurePage: string | null;
  /** One sentence, in the OpenAPI document. */
  summary: string;
}

const Nothing = z.object({});
const NoBody = z.void();

/** States a route. Absent `params` and `query` mean none, absent `body` means no body, absent `status` means 200. A route with a `failurePage` redirects. */
export function contract<
  const M extends Method,
  const P extends string,
  const A extends RouteActor,
  Output extends z.ZodType,
  Params extends z.ZodType = typeof Nothing,
  Query extends z.ZodType = typeof Nothing,
  Body extends z.ZodType = typeof NoBody,
>(stated: {
  method: M;
  path: P;
  actor: A;
  params?: Params;
  query?: Query;
  body?: Body;
  output: Output;
  status?: 200 | 201 | 202;
  failurePage?: string;
  summary: string;
}): Contract<M, P, Params, Query, Body, Output, A> {
  return {
    ...stated,
    params: stated.params ?? (Nothing as unknown as Params),
    query: stated.query ?? (Nothing as unknown as Query),
    body: stated.body ?? (NoBody as unknown as Body),
    status: stated.failurePage === undefined ? (stated.status ?? 200) : 302,
    failurePage: stated.failurePage ?? null,
  };
}
