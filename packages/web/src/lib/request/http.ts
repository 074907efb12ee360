/** One request to our own origin: JSON in and out, cookies of the session, bounded in time. */
import { fromAnswer, noAnswer, RequestError } from "./problem.ts";

const TIMEOUT_MS = 30_000;

export interface Send {
  body?: unknown;
  headers?: Record<string, string>;
  signal?: AbortSignal | undefined;
}

/**
 * The parsed body of a success; null when it is empty.
 * @throws RequestError for every other outcome, except an abort of `signal`, which rejects with the abort itself.
 */
export async function send(method: string, url: string, { body, headers = {}, signal }: Send = {}): Promise<unknown> {
  const limit = AbortSignal.timeout(TIMEOUT_MS);
  let answer: Response;
  let text: string;
  try {
    answer = await fetch(url, {
      method,
      credentials: "same-origin",
      headers: {
        accept: "application/json",
        ...(body === undefined ? {} : { "content-type": "application/json" }),
        ...headers,
      },
      signal: signal ? AbortSignal.any([signal, limit]) : limit,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    text = await answer.text();
  } catch (cause) {
    if (signal?.aborted) throw cause;
    throw noAnswer(cause);
  }
  const parsed = parse(text);
  if (!answer.ok) throw fromAnswer(answer.status, answer.headers, parsed);
  if (parsed === undefined && text !== "") {
    throw new RequestError({
      status: answer.status,
      code: "contract",
      detail: "The service answered something unexpected. Reload the page and try again.",
    });
  }
  return parsed ?? null;
}

function parse(text: string): unknown {
  if (text === "") return null;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
