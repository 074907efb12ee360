/** Why a consent did not become a connection, in words and stable codes; a browser comes back with the code in its address. */
import { ConfigError } from "../../lib/config.ts";
import { VisibleError } from "../../lib/error.ts";
import { ProviderError } from "../../lib/provider/error.ts";
import { type ConnectFailure, CONNECT_FAILURES } from "../failure/schema.ts";

const KINDS: Partial<Record<ConnectFailure, VisibleError["kind"]>> = {
  "xero.organisation-taken": "conflict",
  "xero.wrong-organisation": "conflict",
  "xero.connect-conflict": "conflict",
  "xero.choice-gone": "gone",
  "xero.unavailable": "unavailable",
  "xero.not-configured": "unavailable",
};

/** `detail` replaces the fixed sentence where it can name something. */
export const failed = (code: ConnectFailure, detail?: string, cause?: unknown): VisibleError =>
  new VisibleError(KINDS[code] ?? "unprocessable", code, detail ?? CONNECT_FAILURES[code], { cause });

/** A failure of Xero or of our set-up as the sentence for the person who connects; anything else stays what it is. */
export function toVisible(error: unknown): unknown {
  if (error instanceof ConfigError) return failed("xero.not-configured", undefined, error);
  if (!(error instanceof ProviderError)) return error;
  if (error.transient || error.kind === "contract") return failed("xero.unavailable", undefined, error);
  if (error.kind === "auth" && error.details.providerCode === "invalid_client")
    return failed("xero.not-configured", undefined, error);
  return failed("xero.refused", undefined, error);
}
