/**
 * Reads Companies House: Basic authentication with the key as user name, judged by status only (the bodies of its errors
 * vary), lists read page by page. Every attempt, a retry too, first asks for a permit, because the provider counts calls.
 */
import type * as z from "zod";
import { now } from "../../lib/clock.ts";
import { logIntegration } from "../../lib/log.ts";
import { ProviderError } from "../../lib/provider/error.ts";
import { httpClient, type HttpAnswer } from "../../lib/provider/http.ts";
import { retryTransient } from "../../lib/provider/retry.ts";
import { listOf } from "./wire.ts";

export const PROVIDER = "companies-house";

export interface ClientOptions {
  baseUrl: string;
  apiKey: string;
  /** Called before each request; throws when there must be none. */
  permit: () => Promise<void>;
  /** One exchange, body included. Default 4 s. */
  timeoutMs?: number;
  /** Everything done with this client, from its making. Default 12 s: the API's door gives up at 28. */
  budgetMs?: number;
}

export interface Listed<T> {
  items: T[];
  /** False when the list is longer than is read. */
  complete: boolean;
}

/** Asked for; the register may give fewer a page, which costs calls and nothing else. */
const PAGE_SIZE = 100;
/** Bounds one list: ten pages, one thousand records. */
const MAX_PAGES = 10;
const ATTEMPTS = 2;
/** Longer than any register answer of 100 records. */
const MAX_BYTES = 2 * 1024 * 1024;

/** The time budget was spent before a call could be made: our own doing, so it says nothing about the register. */
export class OutOfTime extends Error {
  override readonly name = "OutOfTime";
}

interface Call<S extends z.ZodType> {
  operation: string;
  path: string;
  query?: Record<string, string | number>;
  schema: S;
  absent: readonly number[];
}

/** A client for the time of one piece of work. */
export function client(options: ClientOptions) {
  const { baseUrl, apiKey, permit, timeoutMs = 4000, budgetMs = 12_000 } = options;
  const authorization = `Basic ${Buffer.from(`${apiKey}:`).toString("base64")}`;
  const until = performance.now() + budgetMs;

  async function attempt<S extends z.ZodType>(call: Call<S>, before: unknown): Promise<z.infer<S> | null> {
    if (performance.now() >= until) throw before ?? new OutOfTime();
    await permit();
    const left = until - performance.now();
    if (left <= 0) throw before ?? new OutOfTime();
    const request = httpClient({
      provider: PROVIDER,
      baseUrl,
      headers: { authorization },
      timeoutMs: Math.ceil(Math.min(timeoutMs, left)),
      maxBytes: MAX_BYTES,
      retryAfterMs: untilReset,
    });
    const started = performance.now();
    const done = (outcome: string, status: number | undefined) =>
      logIntegration(PROVIDER, call.operation, { outcome, status, ms: Math.round(performance.now() - started) });
    try {
      const { path, query, schema, absent } = call;
      const answer: HttpAnswer<z.infer<S>> = await request({ path, schema, absent, ...(query ? { query } : {}) });
      done(answer.data === null ? "absent" : "ok", answer.status);
      return answer.data;
    } catch (error) {
      if (error instanceof ProviderError) done("failed", error.details.status);
      throw error;
    }
  }

  function get<S extends z.ZodType>(call: Call<S>): Promise<z.infer<S> | null> {
    let before: unknown;
    const next = () =>
      attempt(call, before).catch((error: unknown) => {
        before = error;
        throw error;
      });
    return retryTransient(next, { attempts: ATTEMPTS });
  }

  /** All pages of a list; a 404 is an empty one. */
  async function all<S extends z.ZodType>(operation: string, path: string, item: S): Promise<Listed<z.infer<S>>> {
    const items: z.infer<S>[] = [];
    const schema = listOf(item);
    for (let page = 0; page < MAX_PAGES; page += 1) {
      const query = { items_per_page: PAGE_SIZE, start_index: items.length };
      const answer = await get({ operation, path, query, schema, absent: [404] });
      const got = answer?.items ?? [];
      items.push(...got);
      if (got.length === 0 || items.length >= (answer?.total_results ?? 0)) return { items, complete: true };
    }
    return { items, complete: false };
  }

  return { get, all };
}

/** The window's end by `X-Ratelimit-Reset` (epoch seconds): Companies House sends no `Retry-After`. */
function untilReset(headers: Headers): number | undefined {
  const reset = Number(headers.get("x-ratelimit-reset") ?? Number.NaN);
  return Number.isFinite(reset) ? Math.max(0, reset * 1000 - now()) : undefined;
}
