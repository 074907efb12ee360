import { pathToFileURL } from "node:url";
import path from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { createClock } from "../../clock.ts";
import { FunctionPool } from "./pool.ts";
import type { FunctionSpec } from "./protocol.ts";

const fixture = (name: string): string => pathToFileURL(path.resolve(import.meta.dirname, "../fixture", name)).href;
const pools: FunctionPool[] = [];
afterEach(async () => {
  await Promise.all(pools.splice(0).map((pool) => pool.close(0)));
});

function make(spec: Partial<FunctionSpec> = {}, entry = "behave.ts", clock: SharedArrayBuffer | null = null) {
  const lines: string[] = [];
  const pool = new FunctionPool({
    spec: {
      name: "probe",
      exportName: "handler",
      env: { AWS_LAMBDA_FUNCTION_NAME: "probe-fn" },
      timeoutS: 5,
      memoryMb: 64,
      maxThreads: 2,
      ...spec,
    },
    entry: fixture(entry),
    clock,
    print: (line) => lines.push(line),
  });
  pools.push(pool);
  return { pool, lines };
}
const value = async (pool: FunctionPool, event: object): Promise<Record<string, unknown>> => {
  const outcome = await pool.invoke(event);
  if (!outcome.ok) throw new Error(`${outcome.error.errorType}: ${outcome.error.errorMessage}`);
  return JSON.parse(outcome.payload) as Record<string, unknown>;
};

describe("a function's threads", () => {
  it("see their own environment and nothing of the runtime's", async () => {
    process.env.PROBE_OF_THE_HOST = "host";
    const { pool } = make({ env: { TABLE_NAME: "one" } });
    const { pool: other } = make({ env: { TABLE_NAME: "two" } });
    expect((await value(pool, { env: "TABLE_NAME" })).env).toBe("one");
    expect((await value(other, { env: "TABLE_NAME" })).env).toBe("two");
    expect((await value(pool, { env: "PROBE_OF_THE_HOST" })).env).toBeNull();
  });

  it("keep their state between invocations and handle one at a time each", async () => {
    const { pool } = make({ maxThreads: 2 });
    const together = await Promise.all([1, 2, 3, 4].map(() => value(pool, { wait: 50 })));
    expect(together.map((result) => Number(result.count)).toSorted((a, b) => a - b)).toEqual([1, 1, 2, 2]);
    expect(pool.threads).toBe(2);
    expect(pool.busy).toBe(0);
  });

  it("get Lambda's context with the request id and the remaining time", async () => {
    const { pool } = make();
    const outcome = await pool.invoke({}, "req-1");
    const result = JSON.parse(outcome.ok ? outcome.payload : "{}") as Record<string, number | string>;
    expect(result).toMatchObject({ requestId: "req-1", functionName: "probe-fn" });
    expect(result.remainingMs).toBeGreaterThan(3000);
    expect(result.remainingMs).toBeLessThanOrEqual(5000);
  });

  it("follow the virtual clock", async () => {
    const { pool } = make({}, "behave.ts", createClock(86_400_000));
    expect((await value(pool, {})).now).toBeGreaterThan(Date.now() + 86_000_000);
  });

  it("are ended when an invocation takes too long, even one that never yields, and the next one works", async () => {
    const { pool, lines } = make({ timeoutS: 1 });
    const outcome = await pool.invoke({ spin: true }, "slow-1");
    expect(outcome).toMatchObject({ ok: false, error: { errorMessage: "Task timed out after 1.00 seconds" } });
    expect(lines.join("\n")).toContain("✗ probe failed (request slow-1)");
    expect((await value(pool, {})).count).toBe(1);
  });

  it("are ended when they hold more memory than the function has, and the next one works", async () => {
    const { pool } = make({ timeoutS: 30, memoryMb: 32 });
    expect(await pool.invoke({ eat: true })).toMatchObject({ ok: false, error: { errorType: "Runtime.OutOfMemory" } });
    expect((await value(pool, {})).count).toBe(1);
  });

  it("are replaced after an exit and after a stray error", async () => {
    const { pool, lines } = make({ maxThreads: 1 });
    expect(await pool.invoke({ exit: 3 })).toMatchObject({ ok: false, error: { errorType: "Runtime.ExitError" } });
    expect((await value(pool, { stray: true })).count).toBe(1);
    await expect
      .poll(() => lines.join("\n"))
      .toContain("✗ probe failed (between invocations)\n    Error: a stray error");
    expect((await value(pool, {})).count).toBe(1);
  });

  it("print a failure once, with the function's name and request id, and never the event", async () => {
    const { pool, lines } = make();
    const outcome = await pool.invoke({ fail: "no such thing", secret: "the body" }, "req-9");
    expect(outcome).toMatchObject({ ok: false, requestId: "req-9", error: { errorType: "TypeError" } });
    const [block = "", ...more] = lines;
    expect(more).toEqual([]);
    expect(block).toMatch(/^✗ probe failed \(request req-9\)\n {4}TypeError: no such thing\n {4}at .*behave\.ts/);
    expect(block).not.toContain("the body");
  });

  it("pass console output through with the function's name in front", async () => {
    const { pool, lines } = make();
    await pool.invoke({ say: '{"event":"x"}' });
    await expect.poll(() => lines).toContain('probe | {"event":"x"}');
  });

  it("answer for a bundle that fails at init what the init said", async () => {
    const { pool } = make({}, "broken.ts");
    await expect(pool.warm()).rejects.toThrow("TABLE_NAME is missing");
    expect(await pool.invoke({})).toMatchObject({
      ok: false,
      error: { errorMessage: "configuration: TABLE_NAME is missing" },
    });
    const { pool: missing } = make({ exportName: "nowhere" });
    expect(await missing.invoke({})).toMatchObject({ ok: false, error: { errorType: "Runtime.HandlerNotFound" } });
  });

  it("refuse a result that Lambda would refuse for its size", async () => {
    const { pool } = make();
    expect(await pool.invoke({ big: 7 * 1024 * 1024 })).toMatchObject({
      ok: false,
      error: { errorType: "Function.ResponseSizeTooLarge" },
    });
  });

  it("are gone after a close, and what still waited for one is answered", async () => {
    const { pool } = make({ maxThreads: 1 });
    const running = pool.invoke({ wait: 5000 });
    const waiting = pool.invoke({});
    await pool.close(50);
    expect((await running).ok).toBe(false);
    expect(await waiting).toMatchObject({ ok: false, error: { errorType: "Runtime.Closed" } });
    expect(pool.threads).toBe(0);
  });

  it("finish what they do on the old bundle and take the next invocation on the new one", async () => {
    const { pool } = make({ maxThreads: 1 });
    const running = value(pool, { wait: 200 });
    await new Promise((resolve) => setTimeout(resolve, 100));
    pool.load(fixture("echo.ts"));
    expect((await running).count).toBe(1);
    expect(await value(pool, { hello: 1 })).toEqual({ echo: { hello: 1 } });
  });
});
