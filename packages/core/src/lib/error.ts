/**
 * The only error whose words a user may read. Anything else becomes a 500 with fixed words and a request id.
 */
export const ERROR_STATUS = {
  invalid: 400,
  unauthenticated: 401,
  forbidden: 403,
  "not-found": 404,
  conflict: 409,
  gone: 410,
  "too-large": 413,
  unprocessable: 422,
  "rate-limited": 429,
  unavailable: 503,
} as const;

export type ErrorKind = keyof typeof ERROR_STATUS;

/** One thing wrong with one field: `path` is the JSON path, e.g. `contact.email`. */
export interface FieldError {
  path: string;
  message: string;
}

export interface VisibleErrorOptions {
  /** What is wrong with which field, for forms. */
  fields?: FieldError[];
  /** Seconds after which trying again makes sense; sent as `Retry-After`. */
  retryAfterS?: number;
  /** More members of the problem document that a client needs, e.g. the newer version of a record. */
  extra?: Record<string, unknown>;
  cause?: unknown;
}

/**
 * @param kind decides the HTTP status.
 * @param code stable and machine-readable, `<domain>.<what>`: `client.company-number-taken`.
 * @param message a sentence for the person: what happened and what to do. Never holds a secret or a document's content.
 */
export class VisibleError extends Error {
  readonly kind: ErrorKind;
  readonly code: string;
  readonly options: VisibleErrorOptions;

  constructor(kind: ErrorKind, code: string, message: string, options: VisibleErrorOptions = {}) {
    super(message, { cause: options.cause });
    this.name = "VisibleError";
    this.kind = kind;
    this.code = code;
    this.options = options;
  }

  get status(): number {
    return ERROR_STATUS[this.kind];
  }
}

/** Someone else's record and a missing one look the same. */
export const notFound = (what: string): VisibleError =>
  new VisibleError("not-found", `${what}.not-found`, `There is no such ${what}.`);

/** RFC 9457. `instance` is the request's path. */
export interface Problem {
  type: string;
  title: string;
  status: number;
  detail: string;
  instance: string;
  code: string;
  errors?: FieldError[];
  [extra: string]: unknown;
}

const TITLES: Record<ErrorKind, string> = {
  invalid: "The request is not valid",
  unauthenticated: "Sign in first",
  forbidden: "Not allowed",
  "not-found": "Not found",
  conflict: "Conflict",
  gone: "No longer available",
  "too-large": "Too large",
  unprocessable: "Cannot be done",
  "rate-limited": "Too many requests",
  unavailable: "Not available right now",
};

/** The problem document of a visible error. */
export const toProblem = (error: VisibleError, instance: string): Problem => ({
  type: `urn:practice-hub:${error.code}`,
  title: TITLES[error.kind],
  status: error.status,
  detail: error.message,
  instance,
  code: error.code,
  ...(error.options.fields ? { errors: error.options.fields } : {}),
  ...error.options.extra,
});
