/**
 * The HTTP client of every adapter: bounds time and size, follows no redirect, parses with a schema, and turns each
 * failure into one of the five kinds. Base URL and headers are parameters, so the sandbox and the real provider are
 * reached by the same code.
 */
import type * as z from "zod";
import { now } from "../clock.ts";
import { kindOfStatus, ProviderError, type ProviderErrorKind } from "./error.ts";

export interface HttpClientOptions {
  provider: string;
  baseUrl: string;
  /** Sent with every request, e.g. authorisation. */
  headers?: Record<string, string>;
  /** The whole exchange, body included. Default 8 s. */
  timeoutMs?: number;
  /** Longest answer read. Default 2 MiB. */
  maxBytes?: number;
  /** Overrides the kind of a failed status. */
  classify?: (status: number, body: unknown) => ProviderErrorKind;
  /** The provider's own code of a failed answer, when it is from a known list. */
  codeOf?: (body: unknown) => string | undefined;
  /** Reads how long to wait from headers of the provider's own, where it does not send `Retry-After`. */
  retryAfterMs?: (headers: Headers) => number | undefined;
}

export interface HttpRequest<S extends z.ZodType> {
  method?: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** Path below the base URL, with its dynamic parts already encoded. */
  path: string;
  query?: Record<string, string | number | undefined>;
  json?: unknown;
  headers?: Record<string, string>;
  /** What a successful answer must look like. */
  schema: S;
  /** Statuses that are an answer and not a failure; `data` is then null. E.g. 404 of a list. */
  absent?: readonly number[];
}

export interface HttpAnswer<T> {
  status: number;
  headers: Headers;
  data: T | null;
}

/** A client for one provider. */
export function httpClient(options: HttpClientOptions) {
  const { provider, baseUrl, timeoutMs = 8000, maxBytes = 2 * 1024 * 1024, classify = kindOfStatus } = options;

  return async function request<S extends z.ZodType>(call: HttpRequest<S>): Promise<HttpAnswer<z.infer<S>>> {
    const url = new URL(baseUrl.replace(/\/+$/, "") + call.path);
    for (const [name, value] of Object.entries(call.query ?? {}))
      if (value !== undefined) url.searchParams.set(name, String(value));
    const signal = AbortSignal.timeout(timeoutMs);
    let answer: Response;
    let text: string;
    try {
      answer = await fetch(url, {
        method: call.method ?? "GET",
        headers: {
          accept: "application/json",
          ...options.headers,
          ...(call.json === undefined ? {} : { "content-type": "application/json" }),
          ...call.headers,
        },
        ...(call.json === undefined ? {} : { body: JSON.stringify(call.json) }),
        redirect: "manual",
        signal,
      });
      text = await readBounded(answer, maxBytes, provider);
    } catch (error) {
      if (error instanceof ProviderError) throw error;
      throw new ProviderError("unavailable", { provider, cause: error });
    }
    const { status, headers } = answer;
    if (call.absent?.includes(status)) return { status, headers, data: null };
    const body = parseJson(text);
    if (status < 200 || status > 299) {
      const kind = status >= 300 && status < 400 ? "contract" : classify(status, body);
      throw new ProviderError(kind, {
        provider,
        status,
        providerCode: options.codeOf?.(body),
        retryAfterMs:
          kind === "rate-limit" ? bounded(retryAfterMs(headers) ?? options.retryAfterMs?.(headers)) : undefined,
      });
    }
    const parsed = call.schema.safeParse(body);
    if (!parsed.success) throw new ProviderError("contract", { provider, status, cause: parsed.error });
    return { status, headers, data: parsed.data };
  };
}

/** Reads at most `maxBytes`; a longer answer is a broken contract, whatever its Content-Length claims. */
export async function readBounded(answer: Response, maxBytes: number, provider: string): Promise<string> {
  if (!answer.body) return "";
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of answer.body) {
    size += chunk.byteLength;
    if (size > maxBytes) throw new ProviderError("contract", { provider, status: answer.status });
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** No provider may park us for longer than this. */
const MAX_RETRY_AFTER_MS = 24 * 60 * 60 * 1000;

/** `Retry-After` in seconds or as a date; undefined when absent. */
function retryAfterMs(headers: Headers): number | undefined {
  const raw = headers.get("retry-after");
  if (!raw) return undefined;
  return /^\d+$/.test(raw.trim()) ? Number(raw) * 1000 : Date.parse(raw) - now();
}

const bounded = (ms: number | undefined): number | undefined =>
  ms !== undefined && Number.isFinite(ms) && ms >= 0 && ms <= MAX_RETRY_AFTER_MS ? ms : undefined;
