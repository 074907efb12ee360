/** The API's typed client, made from the very contracts that the api door serves. */
import type { Api } from "@practice-hub/functions/api";
import { send } from "./http.ts";

export type Route = keyof Api;
export type Output<R extends Route> = Api[R]["output"];
export type Item<R extends Route> = Output<R> extends { items: (infer T)[] } ? T : never;

type Part<Name extends string, Value> = Value extends void
  ? unknown
  : Record<string, never> extends Value
    ? { [N in Name]?: Value }
    : { [N in Name]: Value };

export type Request<R extends Route> = Part<"params", Api[R]["params"]> &
  Part<"query", Api[R]["query"]> &
  Part<"body", Api[R]["body"]> & {
    signal?: AbortSignal | undefined;
    /** The same key for a repeated write makes it happen once. */
    idempotencyKey?: string;
  };

interface Loose {
  params?: Record<string, unknown>;
  query?: Record<string, unknown>;
  body?: unknown;
  signal?: AbortSignal | undefined;
  idempotencyKey?: string;
}

/** `/api/clients/{id}` with its parameters put in, and the query without empty members. */
export function address(
  path: string,
  params: Record<string, unknown> = {},
  query: Record<string, unknown> = {},
): string {
  const filled = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(params[name])));
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (typeof value === "string" ? value !== "" : typeof value === "number") search.set(name, String(value));
  }
  const text = search.toString();
  return text === "" ? filled : `${filled}?${text}`;
}

/**
 * Calls a route: `api("GET /api/clients/{id}", { params: { id } })`.
 * @throws RequestError with the problem's code, words, fields and request id.
 */
export async function api<R extends Route>(
  route: R,
  ...[request]: Record<string, never> extends Request<R> ? [Request<R>?] : [Request<R>]
): Promise<Output<R>> {
  const { params, query, body, signal, idempotencyKey } = (request ?? {}) as Loose;
  const space = route.indexOf(" ");
  return (await send(route.slice(0, space), address(route.slice(space + 1), params, query), {
    body,
    signal,
    ...(idempotencyKey ? { headers: { "idempotency-key": idempotencyKey } } : {}),
  })) as Output<R>;
}
