/**
 * Every failure of a provider is one of five kinds, decided by status and code, never by a substring of a message.
 * The kind decides retry, message and alarm.
 *
 * - `auth`: our key or token is refused; a person must act.
 * - `rate-limit`: try again after `retryAfterMs`.
 * - `rejected`: the provider understood and said no; the same request will fail again.
 * - `unavailable`: no answer, too slow, or 5xx; the outcome may be unknown.
 * - `contract`: an answer we cannot read.
 */
export type ProviderErrorKind = "auth" | "rate-limit" | "rejected" | "unavailable" | "contract";

export interface ProviderErrorDetails {
  provider: string;
  /** HTTP status, when there was an answer. */
  status?: number | undefined;
  /** The provider's own error code, when it is from a known list; never free text. */
  providerCode?: string | undefined;
  retryAfterMs?: number | undefined;
  /** The request was never sent: a limit, a circuit or a lost connection of ours refused it. */
  untried?: boolean | undefined;
  cause?: unknown;
}

export class ProviderError extends Error {
  override readonly name = "ProviderError";
  readonly kind: ProviderErrorKind;
  readonly details: ProviderErrorDetails;

  constructor(kind: ProviderErrorKind, details: ProviderErrorDetails) {
    super(`${details.provider}: ${kind}${details.status ? ` (${details.status})` : ""}`, { cause: details.cause });
    this.kind = kind;
    this.details = details;
  }

  /** Whether the same request may succeed later without anyone acting. */
  get transient(): boolean {
    return this.kind === "unavailable" || this.kind === "rate-limit";
  }
}

/** The kind of a failed HTTP status; a provider whose statuses mean something else passes its own `classify`. */
export function kindOfStatus(status: number): ProviderErrorKind {
  if (status === 401 || status === 403) return "auth";
  if (status === 429) return "rate-limit";
  if (status === 408 || status >= 500) return "unavailable";
  return "rejected";
}
