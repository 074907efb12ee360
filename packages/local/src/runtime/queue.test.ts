import { afterEach, describe, expect, it } from "vitest";
import { cleanUp, start } from "./fixture/start.ts";

afterEach(cleanUp);

const VISIBILITY_MS = 31_000;
const tasks = (said: Record<string, unknown>[]): string[] =>
  said.map(({ task, receive }) => `${String(task)}${String(receive)}`);

describe("a queue and its worker behave as SQS and Lambda do", () => {
  it("delivers, in batches of the mapping's size at most, and deletes what succeeded", async () => {
    const { runtime, send, said, depth } = await start();
    await send(...Array.from({ length: 10 }, (_, i) => ({ id: `t${i}` })));
    expect(await runtime.idle(10_000)).toBe(true);
    expect(
      said()
        .map(({ task }) => String(task))
        .toSorted((a, b) => a.localeCompare(b)),
    ).toEqual(Array.from({ length: 10 }, (_, i) => `t${i}`));
    expect(Math.max(...said().map(({ batch }) => Number(batch)))).toBeLessThanOrEqual(5);
    runtime.advance(VISIBILITY_MS);
    await runtime.idle(5000);
    expect(said()).toHaveLength(10);
    expect(await depth("work-dlq")).toBe(0);
  });

  it("delivers again only what the worker reported, and moves it to the dead-letter queue after maxReceiveCount", async () => {
    const { runtime, send, said, depth } = await start();
    await send({ id: "good" }, { id: "bad", do: "fail" });
    await expect.poll(() => tasks(said()).toSorted()).toEqual(["bad1", "good1"]);
    expect(await runtime.idle(300)).toBe(false); // the failed one is still in flight
    runtime.advance(VISIBILITY_MS);
    await expect.poll(() => tasks(said())).toContain("bad2");
    runtime.advance(VISIBILITY_MS);
    expect(await runtime.idle(5000)).toBe(true);
    expect(tasks(said()).toSorted()).toEqual(["bad1", "bad2", "good1"]);
    expect(await depth("work-dlq")).toBe(1);
  });

  it("delivers the whole batch again when the worker throws", async () => {
    const { runtime, send, said, lines } = await start();
    await send({ id: "good" });
    await runtime.idle(5000);
    await send({ id: "bad", do: "throw" });
    await expect
      .poll(() => lines.join("\n"))
      .toMatch(/✗ worker failed \(request [0-9a-f-]{36}\)\n {4}Error: the whole batch/);
    runtime.advance(VISIBILITY_MS);
    await expect.poll(() => tasks(said())).toContain("bad2");
  });

  it("never runs more batches at once than the mapping allows", async () => {
    const { runtime, send, said } = await start((resources) => {
      Object.assign(resources.Mapping?.Properties ?? {}, { BatchSize: 1, ScalingConfig: { MaximumConcurrency: 2 } });
    });
    const started = performance.now();
    await send(...Array.from({ length: 6 }, (_, i) => ({ id: `w${i}`, do: "wait" })));
    expect(await runtime.idle(10_000)).toBe(true);
    expect(performance.now() - started).toBeGreaterThan(3 * 300);
    expect(said()).toHaveLength(6);
  });

  it("gathers a fuller batch within the batching window", async () => {
    const { runtime, send, said } = await start((resources) => {
      Object.assign(resources.Mapping?.Properties ?? {}, { MaximumBatchingWindowInSeconds: 1 });
    });
    await send({ id: "a" });
    await send({ id: "b" });
    await send({ id: "c" });
    expect(await runtime.idle(10_000)).toBe(true);
    expect(said().map(({ batch }) => batch)).toEqual([3, 3, 3]);
  });
});

describe("what is missing in the templates is missing here", () => {
  it("without ReportBatchItemFailures a reported failure is lost, as it would be in AWS", async () => {
    const { runtime, send, said } = await start((resources) => {
      delete resources.Mapping?.Properties?.FunctionResponseTypes;
    });
    await send({ id: "bad", do: "fail" });
    expect(await runtime.idle(5000)).toBe(true);
    runtime.advance(VISIBILITY_MS);
    expect(await runtime.idle(5000)).toBe(true);
    expect(tasks(said())).toEqual(["bad1"]);
  });

  it("without a redrive policy a failing message comes back for ever", async () => {
    const { runtime, send, said, depth } = await start((resources) => {
      delete resources.Work?.Properties?.RedrivePolicy;
    });
    await send({ id: "bad", do: "fail" });
    for (const receive of [1, 2, 3, 4]) {
      await expect.poll(() => tasks(said())).toContain(`bad${receive}`);
      runtime.advance(VISIBILITY_MS);
    }
    expect(await depth("work-dlq")).toBe(0);
  });

  it("without the grant to receive, nothing arrives and the terminal says who may not do what", async () => {
    const { runtime, send, said, lines } = await start((resources) => {
      const statement = { Effect: "Allow", Action: "sqs:DeleteMessage", Resource: { "Fn::GetAtt": ["Work", "Arn"] } };
      Object.assign(resources.WorkPolicy?.Properties ?? {}, { PolicyDocument: { Statement: [statement] } });
    });
    await send({ id: "good" });
    expect(await runtime.idle(500)).toBe(false);
    expect(said()).toEqual([]);
    const refusals = lines.filter((line) => line.includes("worker cannot receive from local-fixture-work"));
    expect(refusals.join()).toContain("not authorized to perform: sqs:ReceiveMessage");
    expect(refusals).toHaveLength(1);
  });

  it("without the event source mapping nobody comes", async () => {
    const { send, said, depth } = await start((resources) => {
      delete resources.Mapping;
    });
    await send({ id: "good" });
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(said()).toEqual([]);
    expect(await depth("work")).toBe(1);
  });
});
