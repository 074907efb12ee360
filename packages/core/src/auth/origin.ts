/** A browser names the page a request comes from: what changes something must come from our own pages. */
import { VisibleError } from "../lib/error.ts";

const SAFE = new Set(["GET", "HEAD", "OPTIONS"]);

/** Refuses an unsafe request whose Origin is not the product's own, or that has none. */
export function assertSameOrigin(method: string, originHeader: string | undefined, appUrl: string): void {
  if (SAFE.has(method.toUpperCase())) return;
  if (originHeader !== undefined && originHeader === new URL(appUrl).origin) return;
  throw new VisibleError(
    "forbidden",
    "request.origin",
    "This request does not come from our own pages, so it was not carried out.",
  );
}
