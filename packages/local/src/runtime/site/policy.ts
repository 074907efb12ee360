/** What the Web stack's template says about serving the site. */
import { createContext, runInContext, Script } from "node:vm";
import type { Site } from "../../../../../infra/template.ts";

export interface SitePolicy {
  /** Added to every answer. */
  headers: [string, string][];
  /** The viewer-request function: which object a path asks for. */
  rewrite: (uri: string) => string;
  cacheControl: (uri: string) => string;
}

/** A bucket's own host name, which the content security policy lets the page upload to. */
const BUCKET_ORIGIN = /https:\/\/[a-z0-9.-]+\.s3\.[a-z0-9-]+\.amazonaws\.com/g;

/** Runs the distribution's own viewer-request function, as CloudFront does. `s3` is where buckets are on this machine. */
export function sitePolicy(site: Site, s3: string): SitePolicy {
  const sandbox = createContext({ uri: "" });
  runInContext(site.rewriteCode, sandbox, { filename: "viewer-request.js" });
  const call = new Script(
    "handler({ request: { method: 'GET', uri: uri, querystring: {}, headers: {}, cookies: {} } }).uri",
  );
  return {
    headers: site.headers.map(([name, value]) => [name, value.replaceAll(BUCKET_ORIGIN, s3)]),
    rewrite: (uri) => {
      sandbox.uri = uri;
      return String(call.runInContext(sandbox, { timeout: REWRITE_MS }));
    },
    cacheControl,
  };
}

/** A loop must not hang the runtime; a busy machine may take its time. (CloudFront itself gives about a millisecond.) */
const REWRITE_MS = 5000;

/** Vite names assets by their content; everything else is asked for again. */
const cacheControl = (uri: string): string =>
  uri.startsWith("/assets/") ? "public, max-age=31536000, immutable" : "no-cache";
