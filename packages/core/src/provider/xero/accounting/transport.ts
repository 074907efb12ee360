/**
 * Stands where xero-node expects axios (the bundles' alias, infra/bundle.ts): one function over fetch. So the SDK keeps its
 * shapes, and time, size and redirects are bounded by us. 500 kB of axios and its proxies, cookies and forms stay out.
 */
import { AsyncLocalStorage } from "node:async_hooks";

/** Of headers and queries; what is absent is not sent. */
type Values = Record<string, string | number | boolean | null | undefined>;

/** What the SDK hands over of axios's own options. */
interface Config {
  method?: string;
  url: string;
  params?: Values;
  headers?: Values;
  data?: unknown;
  responseType?: string;
}

/** One exchange, as the caller of the SDK sees it from outside; `status` is 0 until an answer came. */
export interface Exchange {
  timeoutMs: number;
  maxBytes: number;
  status: number;
  headers: Headers;
  /** What the answer said, parsed when it was JSON. */
  body: unknown;
  /** The answer was longer than allowed. */
  tooLong: boolean;
}

const scope = new AsyncLocalStorage<Exchange>();

/** Runs one call of the SDK and lets the caller see status and headers, which the SDK hides when it fails. */
export const withExchange = <T>(exchange: Exchange, call: () => Promise<T>): Promise<T> => scope.run(exchange, call);

export default async function transport(config: Config): Promise<object> {
  const exchange = scope.getStore();
  if (!exchange) throw new Error("xero-node was called outside the adapter");
  const method = (config.method ?? "GET").toUpperCase();
  const withBody = method !== "GET" && method !== "HEAD" && config.data !== undefined;
  const headers = headersOf(config.headers);
  if (withBody) headers.set("content-type", "application/json");
  const answer = await fetch(config.url + queryOf(config.params), {
    method,
    headers,
    ...(withBody ? { body: JSON.stringify(config.data) } : {}),
    redirect: "manual",
    signal: AbortSignal.timeout(exchange.timeoutMs),
  });
  const text = await readText(answer, exchange);
  const data = parsed(text);
  Object.assign(exchange, { status: answer.status, headers: answer.headers, body: data });
  const response = { status: answer.status, headers: Object.fromEntries(answer.headers), data, config: {} };
  if (answer.ok) return response;
  throw Object.assign(new Error(`status ${answer.status}`), { response });
}

function headersOf(given: Values = {}): Headers {
  const headers = new Headers();
  for (const [name, value] of Object.entries(given))
    if (value !== undefined && value !== null) headers.set(name, String(value));
  return headers;
}

function queryOf(params: Values = {}): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(params))
    if (value !== undefined && value !== null) query.set(name, String(value));
  return query.size > 0 ? `?${query.toString()}` : "";
}

async function readText(answer: Response, exchange: Exchange): Promise<string> {
  if (!answer.body) return "";
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of answer.body) {
    size += chunk.byteLength;
    if (size > exchange.maxBytes) {
      exchange.tooLong = true;
      throw new Error("the answer is longer than allowed");
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
