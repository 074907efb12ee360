/** The HTTP API: chooses the route, throttles, invokes the function, answers as API Gateway would. */
import { randomUUID } from "node:crypto";
import type { IncomingMessage } from "node:http";
import { INVOKE_LIMIT_BYTES, type Outcome } from "../function/protocol.ts";
import { readBody } from "./body.ts";
import { toEvent } from "./event.ts";
import { gatewayError, internalServerError, toAnswer, type HttpAnswer } from "./response.ts";
import { createRouter, type Route } from "./route.ts";
import { createBucket, type Throttle } from "./throttle.ts";

/** A function a route can name. */
interface Invocable {
  invoke(event: unknown, requestId: string): Promise<Outcome>;
}

interface GatewayRoute extends Route<Invocable> {
  throttle?: Throttle | undefined;
}

export interface GatewayOptions {
  routes: GatewayRoute[];
  /** The API's own host name, as functions see it. */
  domainName: string;
  /** Longest an integration may take; HTTP APIs allow no more than 30 s. */
  integrationTimeoutMs?: number;
}

const INTEGRATION_TIMEOUT_MS = 30_000;
/** The address by which the API sees CloudFront: one set aside for documentation, so that nothing takes it for the viewer. */
const EDGE_IP = "192.0.2.1";

export type Gateway = (request: IncomingMessage) => Promise<HttpAnswer>;

export function createGateway(options: GatewayOptions): Gateway {
  const route = createRouter<Invocable>(options.routes);
  const buckets = new Map(
    options.routes.flatMap((one) => (one.throttle ? [[one.key, createBucket(one.throttle)] as const] : [])),
  );
  const timeoutMs = options.integrationTimeoutMs ?? INTEGRATION_TIMEOUT_MS;

  return async (request) => {
    const requestId = randomUUID();
    const answer = await answerTo(request, requestId);
    answer.headers.push(["apigw-requestid", requestId]);
    return answer;
  };

  async function answerTo(request: IncomingMessage, requestId: string): Promise<HttpAnswer> {
    const { method = "GET", url = "/" } = request;
    const body = await readBody(request);
    if (body === undefined) return gatewayError(413, "Request Too Long");
    const chosen = route(method, url.split("?")[0] ?? "/");
    if (!chosen) return gatewayError(404, "Not Found");
    if (buckets.get(chosen.route.key)?.() === false) return gatewayError(429, "Too Many Requests");
    const event = toEvent({
      method,
      url,
      rawHeaders: request.rawHeaders,
      body,
      requestId,
      routeKey: chosen.route.key,
      pathParameters: chosen.pathParameters,
      domainName: options.domainName,
      viewerIp: (request.socket.remoteAddress ?? "127.0.0.1").replace(/^::ffff:/, ""),
      edgeIp: EDGE_IP,
    });
    if ((event.body ?? "").length > INVOKE_LIMIT_BYTES) return gatewayError(413, "Request Too Long");
    const outcome = await within(timeoutMs, chosen.route.target.invoke(event, requestId));
    if (outcome === "late") return gatewayError(503, "Service Unavailable");
    return outcome.ok ? toAnswer(outcome.payload) : internalServerError();
  }
}

async function within<T>(ms: number, work: Promise<T>): Promise<T | "late"> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<"late">((resolve) => {
    timer = setTimeout(() => resolve("late"), ms);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
