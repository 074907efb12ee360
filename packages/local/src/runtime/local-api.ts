/** `/__local`: what this runtime says about itself, and the levers that tests and people pull. There is no such path in AWS. */
import type { IncomingMessage } from "node:http";
import { isLoopbackHost } from "./gateway/loopback.ts";
import { readBody } from "./gateway/body.ts";
import { jsonAnswer, type HttpAnswer } from "./gateway/response.ts";
import type { Runtime } from "./runtime.ts";

export interface LocalControls {
  /** The runtime once everything is up; until then only `GET /__local` answers, with `{"ready": false}`. */
  runtime: () => Runtime | undefined;
}

const IDLE_TIMEOUT_MS = 30_000;
const BODY_LIMIT_BYTES = 1024;
const SCHEDULES = "/__local/schedules/";

/** Serves the routes under `/__local`. */
export function createLocalApi({ runtime }: LocalControls): (request: IncomingMessage) => Promise<HttpAnswer> {
  return async (request) => {
    const url = new URL(request.url ?? "/", "http://localhost");
    const { origin } = request.headers;
    if (origin !== undefined && !isLoopbackHost(URL.canParse(origin) ? new URL(origin).host : origin))
      return refuse(403, "only pages of this machine may ask");
    const route = `${request.method ?? "GET"} ${url.pathname}`;
    const up = runtime();
    if (route === "GET /__local") return jsonAnswer(200, up ? up.info : { ready: false });
    if (!up) return refuse(503, "not ready yet; GET /__local says when");
    if (route === "GET /__local/idle") return idle(up, url.searchParams.get("timeoutMs"));
    if (route === "POST /__local/clock") return clock(up, request);
    if (route.startsWith(`POST ${SCHEDULES}`)) return schedule(up, url.pathname.slice(SCHEDULES.length));
    return refuse(404, "no such route under /__local");
  };

  async function idle(up: Runtime, timeout: string | null): Promise<HttpAnswer> {
    const timeoutMs = timeout === null ? IDLE_TIMEOUT_MS : Number(timeout);
    if (!(timeoutMs >= 0)) return refuse(400, "timeoutMs is a number of milliseconds");
    return (await up.idle(timeoutMs)) ? jsonAnswer(200, { idle: true }) : jsonAnswer(504, { idle: false });
  }

  async function schedule(up: Runtime, name: string): Promise<HttpAnswer> {
    if (!up.info.schedules.includes(name)) return refuse(404, "no such schedule; GET /__local names them");
    const outcome = await up.runSchedule(name);
    if (outcome.ok) return jsonAnswer(200, { schedule: name, requestId: outcome.requestId });
    return jsonAnswer(500, { schedule: name, requestId: outcome.requestId, error: outcome.error.errorType });
  }

  async function clock(up: Runtime, request: IncomingMessage): Promise<HttpAnswer> {
    const ms = advanceMs((await readBody(request, BODY_LIMIT_BYTES)) ?? Buffer.alloc(0));
    if (ms === undefined) return refuse(400, 'expected {"advanceMs": a whole number of milliseconds, not negative}');
    return jsonAnswer(200, { now: up.advance(ms) });
  }
}

const refuse = (status: number, error: string): HttpAnswer => jsonAnswer(status, { error });

function advanceMs(body: Buffer): number | undefined {
  try {
    const parsed: unknown = JSON.parse(body.toString());
    const ms = typeof parsed === "object" && parsed !== null && "advanceMs" in parsed ? parsed.advanceMs : undefined;
    return typeof ms === "number" && Number.isSafeInteger(ms) && ms >= 0 ? ms : undefined;
  } catch {
    return undefined;
  }
}
