/** What a function's thread and its host say to each other. Events and results cross as JSON text, as they do in Lambda. */

/** One deployed function: everything its threads need to know. */
export interface FunctionSpec {
  /** Short name for the terminal and for `/__local`. */
  name: string;
  /** The export of the bundle that is called, for example `handler`. */
  exportName: string;
  /** The complete environment: the template's variables, credentials, endpoints and Lambda's own. */
  env: Record<string, string>;
  /** Seconds one invocation may take. */
  timeoutS: number;
  /** MB of heap a thread may hold. */
  memoryMb: number;
  /** Most threads at once; further invocations wait their turn. */
  maxThreads: number;
}

/** `workerData` of a function's thread. */
export interface ThreadStart {
  /** The virtual clock, or null for real time. */
  clock: SharedArrayBuffer | null;
  /** File URL of the bundle's entry. */
  entry: string;
  exportName: string;
  timeoutMs: number;
}

export interface Invocation {
  requestId: string;
  /** The event as JSON. */
  event: string;
}

/** An error as Lambda reports it. `stack` is for the terminal only. */
export interface ReportedError {
  errorType: string;
  errorMessage: string;
  stack: string[];
}

export type FromThread =
  | { kind: "ready" }
  | { kind: "init-failed"; error: ReportedError }
  | { kind: "done"; requestId: string; payload: string }
  | { kind: "failed"; requestId: string; error: ReportedError };

/** How an invocation ended. `payload` is the handler's result as JSON. */
export type Outcome =
  | { ok: true; requestId: string; payload: string }
  | { ok: false; requestId: string; error: ReportedError };

/** Bytes a synchronous invocation may carry in and out (Lambda quotas). */
export const INVOKE_LIMIT_BYTES = 6 * 1024 * 1024;

export const reported = (error: unknown): ReportedError =>
  error instanceof Error
    ? {
        errorType: error.name,
        errorMessage: error.message,
        stack: (error.stack ?? "").split("\n").filter((line) => /^\s+at /.test(line)),
      }
    : { errorType: typeof error, errorMessage: String(error), stack: [] };
