/**
 * Entry of a process: `dies-at.ts <bundle> <nudge> <step> <aheadMs>` loads the deployed bundle, hands it one nudge, and kills
 * itself without warning at a named step of the sync ("" for none), told by the requests that leave it and the answers that arrive.
 */
import { subscribe } from "node:diagnostics_channel";
import { ClientRequest, type IncomingMessage } from "node:http";
import { type Step, stepsOf, stepsOfCall } from "../../../core/src/sync/testing/step.ts";

/** What Lambda leaves a run of the lane, shortened so that a dead run's lease soon ends. */
const REMAINING_MS = 60_000;

const [file = "", nudge = "", dieAt = "", aheadMs = "0"] = process.argv.slice(2);
const clock = Date.now;
Date.now = () => clock() + Number(aheadMs);

let keyWritten = false;
function reach(step: Step | undefined): void {
  if (step === undefined) return;
  if (step === dieAt) process.kill(process.pid, "SIGKILL");
  keyWritten ||= step === "key written";
}

// The table's requests go through node:http, whole in their last write.
const end = Reflect.get(ClientRequest.prototype, "end") as (this: ClientRequest, ...args: unknown[]) => ClientRequest;
Object.assign(ClientRequest.prototype, {
  end(this: ClientRequest, ...args: unknown[]) {
    const command = String(this.getHeader("x-amz-target") ?? "").replace(/^.*\./, "");
    const [body] = args;
    const text = body instanceof Uint8Array ? Buffer.from(body).toString() : String(body);
    const [before, after] = stepsOf(command, text, keyWritten);
    reach(before);
    this.once("response", (answer: IncomingMessage) => answer.once("end", () => reach(after)));
    return end.apply(this, args);
  },
});

// Xero's go through fetch.
interface Call {
  request: { method: string; path: string };
}
subscribe("undici:request:create", (message) => {
  const { request } = message as Call;
  reach(stepsOfCall(request.method, request.path)[0]);
});
subscribe("undici:request:trailers", (message) => {
  const { request } = message as Call;
  reach(stepsOfCall(request.method, request.path)[1]);
});

const { handler } = (await import(file)) as {
  handler: (event: object, context: object) => Promise<{ batchItemFailures: unknown[] }>;
};
const Records = [{ messageId: "1", receiptHandle: "1", body: nudge, attributes: { ApproximateReceiveCount: "1" } }];
const { batchItemFailures } = await handler({ Records }, { getRemainingTimeInMillis: () => REMAINING_MS });
process.exitCode = batchItemFailures.length;
