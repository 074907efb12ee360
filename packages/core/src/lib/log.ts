/**
 * Structured logs: one wide JSON line per request or record. Only the fields named here can be written, so a body,
 * a name, a token or a document cannot reach a log even by mistake (R17).
 */
import { AsyncLocalStorage } from "node:async_hooks";
import { nowIso } from "./clock.ts";

/** Everything a line may carry. Ids and counts; never content. */
export interface LogFields {
  requestId?: string;
  function?: string;
  tenantId?: string;
  userId?: string;
  actor?: string;
  method?: string;
  route?: string;
  status?: number;
  ms?: number;
  provider?: string;
  operation?: string;
  outcome?: string;
  kind?: string;
  code?: string;
  attempt?: number;
  retryAt?: string;
  queue?: string;
  messageId?: string;
  entity?: string;
  entityId?: string;
  template?: string;
  count?: number;
  bytes?: number;
  cacheHit?: boolean;
}
const ALLOWED = new Set<string>([
  "requestId",
  "function",
  "tenantId",
  "userId",
  "actor",
  "method",
  "route",
  "status",
  "ms",
  "provider",
  "operation",
  "outcome",
  "kind",
  "code",
  "attempt",
  "retryAt",
  "queue",
  "messageId",
  "entity",
  "entityId",
  "template",
  "count",
  "bytes",
  "cacheHit",
] satisfies (keyof LogFields)[]);

export type LogLevel = "info" | "warn" | "error";

const scope = new AsyncLocalStorage<LogFields>();
let sink: (line: string) => void = (line) => void process.stdout.write(`${line}\n`);

/** Sends lines elsewhere; returns the undo. For tests that read what was logged. */
export function captureLog(to: (line: string) => void): () => void {
  const before = sink;
  sink = to;
  return () => {
    sink = before;
  };
}

/** Adds fields to every line written inside `fn`. */
export const withLog = <T>(fields: LogFields, fn: () => T): T => scope.run({ ...scope.getStore(), ...fields }, fn);

function write(level: LogLevel, event: string, fields: Record<string, unknown>): void {
  const allowed = Object.fromEntries(
    Object.entries({ ...scope.getStore(), ...fields }).filter(
      ([name, value]) => ALLOWED.has(name) && value !== undefined,
    ),
  );
  sink(JSON.stringify({ at: nowIso(), level, event, ...allowed }));
}

/** Writes one line. `event` is a fixed word or two, never built from data. */
export const log = (level: LogLevel, event: string, fields: LogFields = {}): void => write(level, event, { ...fields });

/** Logs an unexpected error by its class and stack frames, without its message (messages quote data). */
export function logError(event: string, error: unknown, fields: LogFields = {}): void {
  const frames =
    error instanceof Error && error.stack
      ? error.stack
          .split("\n")
          .filter((line) => /^\s+at /.test(line))
          .slice(0, 8)
          .map((line) => line.trim())
      : [];
  const allowed = Object.fromEntries(
    Object.entries({ ...scope.getStore(), ...fields }).filter(([name]) => ALLOWED.has(name)),
  );
  sink(
    JSON.stringify({
      at: nowIso(),
      level: "error",
      event,
      ...allowed,
      error: error instanceof Error ? error.name : typeof error,
      frames,
    }),
  );
}

/** The reference's verb (F103): one line per call to a provider; fields outside the allow-list are dropped. */
export const logIntegration = (service: string, action: string, data: Record<string, unknown> = {}): void =>
  write(data.outcome === "failed" ? "warn" : "info", "integration", { ...data, provider: service, operation: action });
