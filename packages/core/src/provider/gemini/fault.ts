/**
 * What a failed call means: told by HTTP status and by the `reason` of Google's error details, never by a message. The codes
 * named in the integration reference (`INVALID_API_KEY`, `QUOTA_EXCEEDED`, `INVALID_IMAGE`) are ours: the API has no such words.
 */
import * as z from "zod";
import { kindOfStatus, ProviderError, type ProviderErrorKind } from "../../lib/provider/error.ts";
import { PROVIDER } from "./config.ts";

export const FAILURES = {
  INVALID_API_KEY: "The key for Gemini is refused. An administrator must set GOOGLE_GEMINI_API_KEY anew.",
  QUOTA_EXCEEDED: "The quota for reading documents is used up. It resets by itself; a larger plan resets sooner.",
  INVALID_IMAGE: "Gemini could not take this file. It reads JPG, PNG, WebP, HEIC and PDF.",
  MODEL_UNKNOWN: "The model in GOOGLE_GEMINI_MODEL does not exist any more. An administrator must choose another.",
  BLOCKED: "Gemini declined to read this document.",
  CUT_OFF: "The answer of Gemini broke off.",
  UNREADABLE_ANSWER: "The answer of Gemini was not in the agreed form.",
} as const;
export type FailureCode = keyof typeof FAILURES;

export const failure = (
  kind: ProviderErrorKind,
  providerCode: FailureCode,
  more: { status?: number; retryAfterMs?: number | undefined; cause?: unknown } = {},
): ProviderError => new ProviderError(kind, { provider: PROVIDER, providerCode, ...more });

const Detail = z.object({ reason: z.string().optional(), retryDelay: z.string().optional() });

/** A failed status with the `details` of its body. */
export function ofStatus(status: number, details: unknown): ProviderError {
  const parsed = z.array(Detail.catch({})).catch([]).parse(details);
  // A refused key is a 400 here, told apart by its reason alone.
  if (status === 401 || status === 403 || parsed.some(({ reason }) => reason === "API_KEY_INVALID"))
    return failure("auth", "INVALID_API_KEY", { status });
  if (status === 404) return failure("auth", "MODEL_UNKNOWN", { status });
  if (status === 429) return failure("rate-limit", "QUOTA_EXCEEDED", { status, retryAfterMs: delayOf(parsed) });
  // The API redirects nobody: whatever answers there is another.
  if (status >= 300 && status < 400) return failure("contract", "UNREADABLE_ANSWER", { status });
  const kind = kindOfStatus(status);
  return kind === "rejected"
    ? failure(kind, "INVALID_IMAGE", { status })
    : new ProviderError(kind, { provider: PROVIDER, status });
}

const MAX_DELAY_MS = 24 * 60 * 60 * 1000;

/** `21s` or `0.5s`, as protobuf writes durations. */
function delayOf(details: readonly z.infer<typeof Detail>[]): number | undefined {
  const delay = details.find(({ retryDelay }) => retryDelay !== undefined)?.retryDelay ?? "";
  const seconds = Number(/^(\d{1,6}(?:\.\d{1,9})?)s$/.exec(delay)?.[1] ?? Number.NaN);
  return Number.isNaN(seconds) ? undefined : Math.min(MAX_DELAY_MS, Math.ceil(seconds * 1000));
}
