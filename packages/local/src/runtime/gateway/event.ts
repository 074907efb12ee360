/** A request as the payload format 2.0 event that an HTTP API sends to Lambda. */
import { isUtf8 } from "node:buffer";

export interface GatewayRequest {
  method: string;
  /** Path and query as they stood in the request line. */
  url: string;
  /** Names and values in turn, as Node's `rawHeaders`. */
  rawHeaders: string[];
  body: Buffer;
  requestId: string;
  routeKey: string;
  pathParameters: Record<string, string>;
  /** The API's own host name; CloudFront does not forward the viewer's. */
  domainName: string;
  /** Who called CloudFront. */
  viewerIp: string;
  /** Who called the API: an edge of CloudFront. */
  edgeIp: string;
}

/** Headers that never reach the function: hop-by-hop ones, and those that the gateway sets itself. */
const DROPPED = new Set([
  "connection",
  "keep-alive",
  "transfer-encoding",
  "upgrade",
  "host",
  "cookie",
  "x-forwarded-for",
]);

/** The event, ready for JSON. */
export function toEvent(request: GatewayRequest): { body?: string; [more: string]: unknown } {
  const [rawPath = "/", ...query] = request.url.split("?");
  const rawQueryString = query.join("?");
  const all = combine(request.rawHeaders);
  const cookies = all.cookie?.split(/; */).filter(Boolean);
  const parameters = queryOf(rawQueryString);
  const text = isText(all) && isUtf8(request.body);
  const now = new Date();
  return {
    version: "2.0",
    routeKey: request.routeKey,
    rawPath,
    rawQueryString,
    ...(cookies ? { cookies } : {}),
    headers: {
      ...Object.fromEntries(Object.entries(all).filter(([name]) => !DROPPED.has(name))),
      host: request.domainName,
      "x-amzn-trace-id": `Root=1-${Math.floor(now.getTime() / 1000).toString(16)}-${request.requestId.replaceAll("-", "").slice(0, 24)}`,
      "x-forwarded-for": [all["x-forwarded-for"], request.viewerIp, request.edgeIp].filter(Boolean).join(", "),
      "x-forwarded-port": "443",
      "x-forwarded-proto": "https",
    },
    ...(parameters ? { queryStringParameters: parameters } : {}),
    ...(Object.keys(request.pathParameters).length > 0 ? { pathParameters: request.pathParameters } : {}),
    requestContext: {
      accountId: "000000000000",
      apiId: request.domainName.split(".")[0],
      domainName: request.domainName,
      domainPrefix: request.domainName.split(".")[0],
      http: {
        method: request.method,
        path: rawPath,
        protocol: "HTTP/1.1",
        sourceIp: request.edgeIp,
        userAgent: all["user-agent"] ?? "",
      },
      requestId: request.requestId,
      routeKey: request.routeKey,
      stage: "$default",
      time: clfTime(now),
      timeEpoch: now.getTime(),
    },
    ...(request.body.length > 0 ? { body: request.body.toString(text ? "utf8" : "base64") } : {}),
    isBase64Encoded: request.body.length > 0 && !text,
  };
}

/** Names in lower case; repeated headers joined by commas, cookies by semicolons. */
function combine(rawHeaders: string[]): Record<string, string> {
  const headers: Record<string, string> = {};
  for (let i = 0; i + 1 < rawHeaders.length; i += 2) {
    const name = (rawHeaders[i] ?? "").toLowerCase();
    const value = rawHeaders[i + 1] ?? "";
    headers[name] = name in headers ? `${headers[name]}${name === "cookie" ? "; " : ","}${value}` : value;
  }
  return headers;
}

/** HTTP APIs pass these on as text and everything else (forms too) in base64. */
function isText(headers: Record<string, string>): boolean {
  if (headers["content-encoding"]) return false;
  const type = (headers["content-type"] ?? "").split(";")[0]?.trim().toLowerCase() ?? "";
  return /^(text\/.*|application\/(json|xml|javascript|.*\+json|.*\+xml))$/.test(type);
}

function queryOf(rawQueryString: string): Record<string, string> | undefined {
  if (!rawQueryString) return undefined;
  const values: Record<string, string> = {};
  for (const [name, value] of new URLSearchParams(rawQueryString))
    values[name] = Object.hasOwn(values, name) ? `${values[name]},${value}` : value;
  return values;
}

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** Common log format, for example `12/Mar/2020:19:03:58 +0000`. */
function clfTime(at: Date): string {
  const [date = "", time = ""] = at.toISOString().split("T");
  const [year, , day] = date.split("-");
  return `${day}/${MONTHS[at.getUTCMonth()]}/${year}:${time.slice(0, 8)} +0000`;
}
