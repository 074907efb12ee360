/** Failures of a request, as pages show them: a sentence, the fields it concerns, and the reference for whoever helps. */
import type { Problem } from "@practice-hub/functions/api";

export interface FieldProblem {
  /** JSON path of the field: `contact.email`. */
  path: string;
  message: string;
}

export interface RequestFailure {
  /** HTTP status; 0 when there was no answer at all. */
  status: number;
  /** Stable and machine-readable: `client.company-number-taken`; `network` when there was no answer. */
  code: string;
  detail: string;
  requestId?: string | undefined;
  fields?: FieldProblem[];
  /** Seconds after which trying again makes sense. */
  retryAfterS?: number | undefined;
  /** The whole problem document, for members that one page needs (`current` of a version conflict). */
  document?: Readonly<Record<string, unknown>>;
}

/** A request that did not succeed. */
export class RequestError extends Error {
  readonly failure: RequestFailure;
  constructor(failure: RequestFailure) {
    super(failure.detail);
    this.name = "RequestError";
    this.failure = failure;
  }
  get status(): number {
    return this.failure.status;
  }
  get code(): string {
    return this.failure.code;
  }
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null;

const FIXED: Record<number, string> = {
  401: "You are signed out. Sign in again.",
  403: "Your role does not allow this. Ask an owner or admin of your firm.",
  404: "There is nothing here, or it belongs to another firm.",
  413: "This is too large to send.",
  429: "Too many requests. Please try again in a few minutes.",
  502: "The service is not available right now. Try again in a minute.",
  503: "The service is not available right now. Try again in a minute.",
  504: "The service took too long to answer. Try again in a minute.",
};

/** What an answer that is not a success means. Understands problem+json (ours) and `{code, message}` (Better Auth). */
export function fromAnswer(status: number, headers: Pick<Headers, "get">, body: unknown): RequestError {
  const problem: Partial<Problem> & { message?: unknown; requestId?: unknown } = isRecord(body) ? body : {};
  const words = typeof problem.detail === "string" ? problem.detail : problem.message;
  const requestId =
    headers.get("x-request-id") ??
    headers.get("apigw-requestid") ??
    (typeof problem.requestId === "string" ? problem.requestId : undefined);
  const after = Number(headers.get("retry-after") ?? headers.get("x-retry-after") ?? Number.NaN);
  return new RequestError({
    status,
    code: typeof problem.code === "string" ? problem.code : `http.${status}`,
    detail:
      typeof words === "string" && words !== ""
        ? words
        : (FIXED[status] ?? "Something went wrong on our side. Try again in a minute."),
    requestId,
    ...(Array.isArray(problem.errors) ? { fields: problem.errors.filter(isFieldProblem) } : {}),
    retryAfterS: Number.isFinite(after) && after >= 0 ? Math.ceil(after) : undefined,
    ...(isRecord(body) ? { document: body } : {}),
  });
}

const isFieldProblem = (value: unknown): value is FieldProblem =>
  isRecord(value) && typeof value["path"] === "string" && typeof value["message"] === "string";

/** No answer: the network or the server is away, or the time ran out. */
export const noAnswer = (cause: unknown): RequestError =>
  new RequestError({
    status: 0,
    code: "network",
    detail:
      cause instanceof DOMException && cause.name === "TimeoutError"
        ? "The service took too long to answer. Try again in a minute."
        : "The service could not be reached. Check your connection and try again.",
  });

/** What to show for any thrown value. The message of an unknown error is never shown. */
export function explain(error: unknown): RequestFailure {
  if (error instanceof RequestError) return error.failure;
  return { status: 0, code: "unknown", detail: "Something went wrong in this page. Reload it and try again." };
}

/** Whether `error` is a failure with this code. */
export const hasCode = (error: unknown, ...codes: string[]): error is RequestError =>
  error instanceof RequestError && codes.includes(error.code);
