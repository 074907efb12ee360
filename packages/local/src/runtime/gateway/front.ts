/**
 * The one port: CloudFront's part. The distribution's API paths go to the HTTP API, `/__local` to this runtime,
 * everything else is the site. Until the runtime is up everything but `/__local` answers 503.
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { HttpAnswer } from "./response.ts";
import { isLoopbackHost } from "./loopback.ts";

type Responder = (request: IncomingMessage) => Promise<HttpAnswer>;

/** Who answers what; any of them may come later than the port. */
export interface Behaviours {
  local: Responder;
  api?: Responder;
  /** CloudFront path patterns that go to `api`: `api/*`. */
  apiPaths?: string[];
  site?: Responder;
}

export interface Front {
  port: number;
  url: string;
  /** Filled in while the runtime comes up. */
  behaviours: Behaviours;
  /** Stops accepting, lets answers finish for `graceMs`, then cuts connections. */
  close(graceMs: number): Promise<void>;
}

/** Thrown when the port belongs to somebody else. */
export class PortTaken extends Error {
  override readonly name = "PortTaken";
  constructor(port: number) {
    super(`port ${port} is in use; stop what uses it or choose another: PORT=${port + 1} npm start`);
  }
}

const KEEP_ALIVE_MS = 65_000;

/** Listens on loopback; port 0 takes any free one. */
export async function openFront(port: number, behaviours: Behaviours, print: (line: string) => void): Promise<Front> {
  const server = createServer({ keepAliveTimeout: KEEP_ALIVE_MS });
  await listen(server, port);
  const bound = (server.address() as AddressInfo).port;
  const url = `http://localhost:${bound}`;
  const front: Front = { port: bound, url, behaviours, close: (graceMs) => closeServer(server, graceMs) };
  server.on("request", (request: IncomingMessage, response: ServerResponse) => {
    toOneOrigin(request, url);
    respond(front.behaviours, request)
      .then((answer) => send(request, response, answer))
      .catch((error: unknown) => {
        if (request.destroyed && !request.complete) return; // the caller went away
        print(`✗ gateway: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
        send(request, response, text(500, "Internal Server Error"));
      });
  });
  return front;
}

function respond(behaviours: Behaviours, request: IncomingMessage): Promise<HttpAnswer> {
  const path = (request.url ?? "/").split("?")[0] ?? "/";
  if (path === "/__local" || path.startsWith("/__local/"))
    return isLoopbackHost(request.headers.host) ? behaviours.local(request) : Promise.resolve(text(403, "Forbidden"));
  const toApi = (behaviours.apiPaths ?? ["api/*"]).some((pattern) => matches(pattern, path));
  const responder = toApi ? behaviours.api : behaviours.site;
  return responder
    ? responder(request)
    : Promise.resolve(text(503, "Practice Hub is starting", [["retry-after", "1"]]));
}

/** A CloudFront path pattern: `*` is any run of characters, `?` any one; the leading slash may be left out. */
const matches = (pattern: string, path: string): boolean => {
  const source = pattern.replace(/^\//, "").replaceAll(/[.+^${}()|[\]\\]/g, String.raw`\$&`);
  return new RegExp(`^/${source.replaceAll("*", ".*").replaceAll("?", ".")}$`).test(path);
};

const text = (status: number, message: string, headers: [string, string][] = []): HttpAnswer => ({
  status,
  headers: [["content-type", "text/plain; charset=utf-8"], ...headers],
  body: Buffer.from(`${message}\n`),
});

function send(request: IncomingMessage, response: ServerResponse, answer: HttpAnswer): void {
  if (response.headersSent || response.destroyed) return;
  // A body that nobody read would otherwise be taken for the next request.
  const hasBody = "content-length" in request.headers || "transfer-encoding" in request.headers;
  if (hasBody && !request.complete) response.setHeader("connection", "close");
  // Node's own would be real time, which the functions do not see.
  response.setHeader("date", new Date().toUTCString());
  for (const [name, value] of answer.headers) response.appendHeader(name, value);
  response.statusCode = answer.status;
  if (answer.status !== 204 && answer.status !== 304) response.setHeader("content-length", answer.body.length);
  response.end(request.method === "HEAD" ? undefined : answer.body);
}

/** 127.0.0.1 and localhost are two names of this machine and one origin to the functions, which know only the latter. */
function toOneOrigin(request: IncomingMessage, url: string): void {
  const { host, origin } = request.headers;
  if (!host || origin !== `http://${host}` || !isLoopbackHost(host)) return;
  for (let i = 0; i + 1 < request.rawHeaders.length; i += 2)
    if (request.rawHeaders[i]?.toLowerCase() === "origin") request.rawHeaders[i + 1] = url;
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) =>
      reject(error.code === "EADDRINUSE" ? new PortTaken(port) : error),
    );
    server.listen(port, "127.0.0.1", () => resolve());
  });
}

async function closeServer(server: Server, graceMs: number): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeIdleConnections();
  const timer = setTimeout(() => server.closeAllConnections(), graceMs);
  await closed;
  clearTimeout(timer);
}
