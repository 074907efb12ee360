/**
 * One call to Xero's accounting API. The SDK's instance is new for every call: a shared one puts one firm's token on another
 * firm's request. Failures become one of the five kinds; the SDK rejects with texts of JSON, which say less than the exchange.
 */
import type { AccountingApi } from "./sdk.ts";
import type * as z from "zod";
import { kindOfStatus, ProviderError, type ProviderErrorKind } from "../../../lib/provider/error.ts";
import { xeroFault } from "./fault.ts";
import { type Exchange, withExchange } from "./transport.ts";

/** A way to one organisation, as core/connection opens it for one call. */
export interface XeroAccess {
  accessToken: string;
  /** For the header `xero-tenant-id`. */
  xeroTenantId: string;
  /** Of the accounting API, without a trailing slash. */
  baseUrl: string;
  /** To be called once with every answer, whatever its status: its headers correct what we know of the limits. */
  observe(status: number, headers: Headers | Readonly<Record<string, string>>): void;
}

/** In a chunk of its own, which only who calls Xero loads: half a megabyte. */
const sdk = () => import("./sdk.ts");

const READ_TIMEOUT_MS = 8000;
/** Fifty invoices take Xero seconds. */
const WRITE_TIMEOUT_MS = 15_000;
const MAX_BYTES = 16 * 1024 * 1024;

export interface CallOptions {
  writes?: boolean;
}

/**
 * Calls one method of the SDK and parses what it answers. Throws `ProviderError`: `rejected` carries Xero's own words in
 * `messages`, `unavailable` says nothing about whether it was done.
 */
export async function call<S extends z.ZodType>(
  access: XeroAccess,
  schema: S,
  run: (api: AccountingApi, xeroTenantId: string) => Promise<{ body: unknown }>,
  { writes = false }: CallOptions = {},
): Promise<z.infer<S>> {
  const { AccountingApi: Api } = await sdk();
  const api = new Api(access.baseUrl);
  api.accessToken = access.accessToken;
  const exchange: Exchange = {
    timeoutMs: writes ? WRITE_TIMEOUT_MS : READ_TIMEOUT_MS,
    maxBytes: MAX_BYTES,
    status: 0,
    headers: new Headers(),
    body: undefined,
    tooLong: false,
  };
  let answer: { body: unknown };
  try {
    answer = await withExchange(exchange, () => run(api, access.xeroTenantId));
  } catch {
    if (exchange.status > 0) access.observe(exchange.status, exchange.headers);
    throw failureOf(exchange);
  }
  access.observe(exchange.status, exchange.headers);
  const parsed = schema.safeParse(answer.body);
  if (parsed.success && isAsListed(parsed.data, exchange.body)) return parsed.data;
  throw new ProviderError("contract", { provider: "xero", status: exchange.status, cause: parsed.error });
}

/** The SDK makes an empty list of whatever is no list. "Nothing found" must be Xero's word: what is not there is created. */
const isAsListed = (answer: unknown, body: unknown): boolean =>
  Object.entries(answer ?? {}).every(
    ([name, value]) => !Array.isArray(value) || Array.isArray(member(body, name.toLowerCase())),
  );

/** Xero refused one request as a whole; `messages` are its own words. */
export class XeroRejected extends ProviderError {
  readonly messages: readonly string[];
  constructor(status: number, messages: readonly string[]) {
    super("rejected", { provider: "xero", status });
    this.messages = messages;
  }
}

function failureOf({ status, headers, body, tooLong }: Exchange): ProviderError {
  const provider = "xero";
  if (tooLong) return new ProviderError("contract", { provider, status });
  if (status === 0) return new ProviderError("unavailable", { provider });
  // The SDK could not make sense of a good answer, or Xero sent us elsewhere.
  if (status < 400) return new ProviderError("contract", { provider, status });
  const kind: ProviderErrorKind = kindOfStatus(status);
  if (kind === "rejected") return new XeroRejected(status, wordsOf(body));
  return xeroFault(status, body, kind === "rate-limit" ? retryAfterMs(headers) : undefined);
}

const MAX_RETRY_AFTER_S = 86_400;
/** Xero says `Retry-After` for the minute and the day; for its other limits a moment is enough. */
const SHORT_WAIT_MS = 5000;

function retryAfterMs(headers: Headers): number {
  const seconds = Number(headers.get("retry-after") ?? Number.NaN);
  return seconds >= 0 && seconds <= MAX_RETRY_AFTER_S ? seconds * 1000 : SHORT_WAIT_MS;
}

const member = (value: unknown, name: string): unknown => {
  if (typeof value !== "object" || value === null) return undefined;
  return Object.entries(value).find(([key]) => key.toLowerCase() === name)?.[1];
};

const MAX_MESSAGES = 10;
const MAX_MESSAGE = 500;

/** Xero's own words about what is wrong, for people: of each element first, of the whole otherwise. */
export function wordsOf(body: unknown): string[] {
  const elements = member(body, "elements");
  const ofElements = Array.isArray(elements) ? elements.flatMap((element) => messagesOf(element)) : [];
  const whole = member(body, "message");
  const words = ofElements.length > 0 ? ofElements : typeof whole === "string" ? [whole] : [];
  return [...new Set(words)].slice(0, MAX_MESSAGES);
}

/** `ValidationErrors[]` of one element. */
export function messagesOf(element: unknown): string[] {
  const errors = member(element, "validationerrors");
  if (!Array.isArray(errors)) return [];
  return errors.flatMap((error) => {
    const text = member(error, "message") ?? member(error, "description");
    return typeof text === "string" && text !== "" ? [text.slice(0, MAX_MESSAGE)] : [];
  });
}
