import { afterEach, beforeEach, expect, it } from "vitest";
import { captureLog, log, logError, logIntegration, withLog } from "./log.ts";

let lines: Record<string, unknown>[] = [];
let undo: () => void;
beforeEach(() => {
  lines = [];
  undo = captureLog((line) => lines.push(JSON.parse(line) as Record<string, unknown>));
});
afterEach(() => undo());

it("drops whatever is not on the allow-list", () => {
  logIntegration("resend", "send_email", {
    to: "someone@example.test",
    subject: "Hi",
    status: 200,
    token: "t",
    body: { a: 1 },
  });
  expect(lines[0]).toMatchObject({ event: "integration", provider: "resend", operation: "send_email", status: 200 });
  expect(JSON.stringify(lines)).not.toMatch(/someone@|subject|token|body/);
});

it("logs an unknown error without its message", () => {
  logError("worker failed", new Error("could not mail someone@example.test"));
  expect(JSON.stringify(lines)).not.toMatch(/someone@/);
  expect(lines[0]).toMatchObject({ level: "error", error: "Error" });
  expect(lines[0]?.frames).toEqual(expect.arrayContaining([expect.stringMatching(/^at /)]));
});

it("carries the context of the request into every line", () => {
  withLog({ requestId: "r1" }, () => withLog({ tenantId: "firm_1" }, () => log("info", "done", { ms: 3 })));
  expect(lines[0]).toMatchObject({ requestId: "r1", tenantId: "firm_1", ms: 3, event: "done" });
});
