/** Xero's failures in a person's own words. */
import { VisibleError } from "../lib/error.ts";
import { ProviderError } from "../lib/provider/error.ts";

/** Runs `work` for a person: a failure of Xero becomes words and the kind that says what helps. */
export async function visibly<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof ProviderError) throw inWords(error);
    throw error;
  }
}

function inWords({ kind, details }: ProviderError): VisibleError {
  const retryAfterS = details.retryAfterMs === undefined ? undefined : Math.ceil(details.retryAfterMs / 1000);
  const options = retryAfterS === undefined ? {} : { retryAfterS };
  if (kind === "auth")
    return new VisibleError(
      "conflict",
      "xero.not-connected",
      "Xero does not let us in any more. Connect it again in Settings › Integrations.",
    );
  if (kind === "rate-limit")
    return new VisibleError(
      "unavailable",
      "xero.limit",
      "Xero takes no more calls right now. Try again in a minute.",
      options,
    );
  if (kind === "rejected")
    return new VisibleError("unprocessable", "xero.rejected", "Xero refused this request. Try again, or tell us.");
  return new VisibleError(
    "unavailable",
    "xero.unavailable",
    "Xero does not answer right now. Try again in a few minutes.",
    options,
  );
}
