/**
 * Runs inside a function's worker thread, in the place of Lambda's own runtime: sets the clock, loads the bundle
 * (the init phase), then handles one invocation at a time. Environment and memory limit were set by the host.
 */
import { parentPort, workerData } from "node:worker_threads";
import { install } from "../../clock.ts";
import { INVOKE_LIMIT_BYTES, reported, type FromThread, type Invocation, type ThreadStart } from "./protocol.ts";

type Handler = (event: unknown, context: Record<string, unknown>) => unknown;

const port = parentPort;
if (!port) throw new Error("function/thread.ts runs only as a worker thread");
const start = workerData as ThreadStart;
const say = (message: FromThread): void => port.postMessage(message);

if (start.clock) install(start.clock);
// Lambda turns source maps on by NODE_OPTIONS, which a thread cannot take.
if (process.env.NODE_OPTIONS?.includes("--enable-source-maps")) process.setSourceMapsEnabled(true);

function context(requestId: string): Record<string, unknown> {
  const endsAt = performance.now() + start.timeoutMs;
  return {
    awsRequestId: requestId,
    functionName: process.env.AWS_LAMBDA_FUNCTION_NAME,
    functionVersion: "$LATEST",
    invokedFunctionArn: `arn:aws:lambda:${process.env.AWS_REGION}:000000000000:function:${process.env.AWS_LAMBDA_FUNCTION_NAME}`,
    memoryLimitInMB: process.env.AWS_LAMBDA_FUNCTION_MEMORY_SIZE,
    logGroupName: process.env.AWS_LAMBDA_LOG_GROUP_NAME,
    logStreamName: process.env.AWS_LAMBDA_LOG_STREAM_NAME,
    callbackWaitsForEmptyEventLoop: true,
    getRemainingTimeInMillis: () => Math.max(0, Math.round(endsAt - performance.now())),
  };
}

/** The handler's result as JSON; Lambda answers null for undefined and refuses what is too large. */
function serialize(result: unknown): string {
  const payload = JSON.stringify(result === undefined ? null : result) ?? "null";
  if (Buffer.byteLength(payload) <= INVOKE_LIMIT_BYTES) return payload;
  const error = new Error(`Response payload size exceeded maximum allowed payload size (${INVOKE_LIMIT_BYTES} bytes).`);
  error.name = "Function.ResponseSizeTooLarge";
  throw error;
}

async function handle(handler: Handler, { requestId, event }: Invocation): Promise<void> {
  try {
    const payload = serialize(await handler(JSON.parse(event), context(requestId)));
    say({ kind: "done", requestId, payload });
  } catch (error) {
    say({ kind: "failed", requestId, error: reported(error) });
  }
}

try {
  const bundle = (await import(start.entry)) as Record<string, unknown>;
  const handler = bundle[start.exportName];
  if (typeof handler !== "function") {
    const error = new Error(`the bundle has no function "${start.exportName}"`);
    error.name = "Runtime.HandlerNotFound";
    throw error;
  }
  port.on("message", (message: Invocation) => void handle(handler as Handler, message));
  say({ kind: "ready" });
} catch (error) {
  say({ kind: "init-failed", error: reported(error) });
}
