/** The bucket's CORS rules: the allowed origins may GET, HEAD, PUT and POST with any header and read the ETag. */
import type { IncomingMessage } from "node:http";

const METHODS = ["GET", "HEAD", "PUT", "POST"];

type Headers = Record<string, string>;

/** Headers for the answer to an ordinary request (none for another origin, as S3 does). */
export function corsHeaders(request: IncomingMessage, origins: string[]): Headers {
  const { origin } = request.headers;
  if (origin === undefined || !origins.includes(origin)) return {};
  return {
    "access-control-allow-origin": origin,
    "access-control-allow-methods": METHODS.join(", "),
    "access-control-expose-headers": "ETag",
    vary: "Origin, Access-Control-Request-Headers, Access-Control-Request-Method",
  };
}

/** Headers for an allowed preflight, undefined for one to refuse. */
export function preflightHeaders(request: IncomingMessage, origins: string[]): Headers | undefined {
  const method = request.headers["access-control-request-method"];
  const headers = corsHeaders(request, origins);
  if (headers["access-control-allow-origin"] === undefined || !METHODS.includes(method ?? "")) return undefined;
  const asked = request.headers["access-control-request-headers"];
  return { ...headers, "access-control-max-age": "600", ...(asked ? { "access-control-allow-headers": asked } : {}) };
}
