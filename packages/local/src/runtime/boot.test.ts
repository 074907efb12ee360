import { writeFileSync } from "node:fs";
import path from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { cleanUp, newFolder, start } from "./fixture/start.ts";
import type { Runtime } from "./index.ts";

afterEach(cleanUp);

describe("the runtime is what the templates say", () => {
  it("gives each function the template's environment, its own key, AWS's endpoints and Lambda's variables, and nothing else", async () => {
    process.env.PROBE_OF_THE_HOST = "host";
    const { runtime } = await start(undefined, {
      env: { GREETING: "from the terminal", TABLE_NAME: "not this", PROBE_OF_THE_HOST: "host" },
    });
    const env = (await (await fetch(`${runtime.url}/api/env`)).json()) as Record<string, string>;
    expect(env).toMatchObject({
      TABLE_NAME: "local-fixture-data",
      QUEUE_WORK_URL: runtime.info.queues.work,
      APP_URL: runtime.url,
      GREETING: "from the terminal",
      AWS_ENDPOINT_URL_SQS: runtime.info.aws.sqs,
      AWS_LAMBDA_FUNCTION_NAME: "local-fixture-door",
      AWS_REGION: "eu-west-2",
    });
    expect(env.AWS_ACCESS_KEY_ID).not.toBe(runtime.info.aws.accessKeyId);
    expect(env).not.toHaveProperty("PROBE_OF_THE_HOST");
    expect(env).not.toHaveProperty("HOME");
  });

  it("a removed route is not there", async () => {
    const { runtime } = await start((resources) => {
      delete resources.DoorRoute;
    });
    const answer = await fetch(`${runtime.url}/api/env`);
    expect([answer.status, await answer.json()]).toEqual([404, { message: "Not Found" }]);
  });

  it("a removed grant makes that call, and only that call, fail with AccessDenied", async () => {
    const { runtime, lines } = await start((resources) => {
      const statement = { Effect: "Allow", Action: "dynamodb:PutItem", Resource: { "Fn::GetAtt": ["Table", "Arn"] } };
      Object.assign(resources.DoorPolicy?.Properties ?? {}, { PolicyDocument: { Statement: [statement] } });
    });
    expect((await fetch(`${runtime.url}/api/put`, { method: "POST" })).status).toBe(201);
    const refused = await fetch(`${runtime.url}/api/send`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: "[{}]",
    });
    expect([refused.status, await refused.json()]).toEqual([500, { message: "Internal Server Error" }]);
    expect(lines.join("\n")).toMatch(/✗ door failed \(request [0-9a-f-]{36}\)\n {4}AccessDenied.*sqs:SendMessage/);
  });

  it("a throttled stage refuses what is over its burst", async () => {
    const { runtime } = await start((resources) => {
      Object.assign(resources.Stage?.Properties ?? {}, {
        DefaultRouteSettings: { ThrottlingRateLimit: 0.01, ThrottlingBurstLimit: 1 },
      });
    });
    expect((await fetch(`${runtime.url}/api/a`)).status).toBe(200);
    expect((await fetch(`${runtime.url}/api/a`)).status).toBe(429);
  });
});

describe("schedules run on the virtual clock", () => {
  const ticks = (said: Record<string, unknown>[]) => said.filter((line) => "tick" in line);

  it("when their time comes, once for a jump over many, and see the time it then is", async () => {
    const { runtime, said } = await start();
    const begun = Date.now();
    expect(ticks(said())).toEqual([]);
    runtime.advance(5 * 3_600_000);
    expect(await runtime.idle(5000)).toBe(true);
    expect(ticks(said())).toHaveLength(1);
    expect(Date.parse(String(ticks(said())[0]?.tick))).toBeGreaterThanOrEqual(begun + 5 * 3_600_000);
    runtime.advance(3_600_000);
    expect(await runtime.idle(5000)).toBe(true);
    expect(ticks(said())).toHaveLength(2);
  });

  it("now, when asked over HTTP, which answers when the run is over", async () => {
    const { runtime, said } = await start();
    const answer = await fetch(`${runtime.url}/__local/schedules/tick`, { method: "POST" });
    expect([answer.status, await answer.json()]).toMatchObject([200, { schedule: "tick" }]);
    expect(ticks(said())).toMatchObject([{ source: "aws.scheduler" }]);
    expect((await fetch(`${runtime.url}/__local/schedules/none`, { method: "POST" })).status).toBe(404);
  });

  it("again after a failure, as often as the template says", async () => {
    const { runtime, said } = await start((resources) => {
      Object.assign(resources.TickFn?.Properties ?? {}, { Environment: { Variables: { FAIL: "1" } } });
    });
    const failed = await fetch(`${runtime.url}/__local/schedules/tick`, { method: "POST" });
    expect([failed.status, await failed.json()]).toMatchObject([500, { error: "Error" }]);
    runtime.advance(3_600_000);
    expect(await runtime.idle(5000)).toBe(true);
    expect(ticks(said())).toHaveLength(2);
    for (const count of [3, 3]) {
      runtime.advance(120_000);
      expect(await runtime.idle(5000)).toBe(true);
      expect(ticks(said())).toHaveLength(count);
    }
  });
});

describe("GET /__local and its levers", () => {
  it("says everything a test needs, and ready only at the end", async () => {
    let during: unknown;
    const seeder = async (runtime: Runtime) => {
      during = await (await fetch(`${runtime.url}/__local`)).json();
      return { firm: "Alder & Co", staff: { email: "a@b", password: "p" }, portal: { email: "c@d", password: "p" } };
    };
    const { runtime } = await start(undefined, { seed: "demo", seeder });
    expect(during).toEqual({ ready: false });
    const info = await (await fetch(`${runtime.url}/__local`)).json();
    expect(info).toMatchObject({
      ready: true,
      urls: { app: runtime.url },
      sandbox: {},
      aws: {
        dynamodb: expect.stringMatching(/^http/),
        sqs: expect.stringMatching(/^http/),
        s3: expect.stringMatching(/^http/),
      },
      table: "local-fixture-data",
      queues: { work: expect.stringContaining("local-fixture-work"), "work-dlq": expect.stringContaining("work-dlq") },
      schedules: ["tick"],
      webhooks: {},
      demo: { firm: "Alder & Co" },
    });
  });

  it("keeps the terminal quiet while it starts: routine lines of functions come only afterwards", async () => {
    const seeder = async (up: Runtime) => {
      await up.runSchedule("tick");
      await fetch(`${up.url}/api/say`);
      return null;
    };
    const { runtime, lines } = await start(undefined, { seed: "demo", seeder });
    expect(lines.filter((line) => line.startsWith("door |"))).toEqual([]);
    expect(lines.filter((line) => line.startsWith("tick |"))).toHaveLength(1);
    await fetch(`${runtime.url}/api/say`);
    await expect.poll(() => lines.filter((line) => line.startsWith("door |"))).toHaveLength(1);
  });

  it("moves the clock by whole milliseconds forwards and refuses everything else", async () => {
    const { runtime } = await start();
    const move = (body: string) => fetch(`${runtime.url}/__local/clock`, { method: "POST", body });
    const before = Date.now();
    const { now } = (await (await move('{"advanceMs": 60000}')).json()) as { now: string };
    expect(Date.parse(now)).toBeGreaterThanOrEqual(before + 60_000);
    for (const body of ['{"advanceMs": -1}', '{"advanceMs": 0.5}', '{"advanceMs": "1"}', "{}", "nonsense", ""])
      expect((await move(body)).status).toBe(400);
  });

  it("answers idle with 200 when nothing is left and 504 when the time is over", async () => {
    const { runtime, send } = await start();
    expect((await fetch(`${runtime.url}/__local/idle`)).status).toBe(200);
    await send({ id: "stuck", do: "fail" });
    expect((await fetch(`${runtime.url}/__local/idle?timeoutMs=300`)).status).toBe(504);
    expect((await fetch(`${runtime.url}/__local/idle?timeoutMs=soon`)).status).toBe(400);
  });

  it("listens to no page of another site", async () => {
    const { runtime } = await start();
    const answer = await fetch(`${runtime.url}/__local/clock`, {
      method: "POST",
      headers: { origin: "https://evil.example" },
      body: '{"advanceMs":1}',
    });
    expect(answer.status).toBe(403);
  });
});

describe("starting and stopping", () => {
  it("a second start on the same data folder is refused in one line", async () => {
    const dataDir = newFolder();
    const { runtime } = await start(undefined, { dataDir });
    await expect(start(undefined, { dataDir })).rejects.toThrow(`already running (pid ${process.pid}, ${runtime.url})`);
    expect((await fetch(`${runtime.url}/__local`)).status).toBe(200);
  });

  it("keeps messages, the moved clock and the demo over a restart, and seeds only once", async () => {
    const dataDir = newFolder();
    const demo = {
      firm: "Alder & Co",
      staff: { email: "a@b", password: "p" },
      portal: { email: "c@d", password: "p" },
    };
    let seeded = 0;
    const options = { dataDir, seed: "demo" as const, seeder: async () => ((seeded += 1), demo) };
    const first = await start((resources) => {
      delete resources.Mapping;
    }, options);
    first.runtime.advance(86_400_000);
    await first.send({ id: "kept" });
    await first.runtime.close();
    const real = Date.now();
    const second = await start(undefined, options);
    expect(Date.now()).toBeGreaterThan(real + 86_000_000);
    expect(await second.runtime.idle(5000)).toBe(true);
    expect(second.said()).toMatchObject([{ task: "kept" }]);
    expect([seeded, second.runtime.info.demo]).toEqual([1, demo]);
  });

  it("lets a running batch finish before it stops", async () => {
    const { runtime, send, said } = await start();
    await send({ id: "slow", do: "wait" });
    await expect.poll(said).toHaveLength(1);
    await runtime.close();
    expect(said()).toHaveLength(1);
  });

  it("says which function does not start and why, and leaves nothing behind", async () => {
    const dataDir = newFolder();
    const { fixtureAssembly } = await import("./fixture/assembly.ts");
    const assembly = fixtureAssembly();
    assembly.functions = assembly.functions.map((fn) =>
      fn.logicalId === "TickFn" ? { ...fn, handler: "packages/local/src/runtime/fixture/broken.handler" } : fn,
    );
    await expect(start(undefined, { dataDir, assembly })).rejects.toThrow(
      "function tick does not start: Error: configuration: TABLE_NAME is missing",
    );
    await start(undefined, { dataDir });
  });

  it("says so when the remembered state of a data folder is not readable", async () => {
    const dataDir = newFolder();
    writeFileSync(path.join(dataDir, "world.json"), "{half");
    await expect(start(undefined, { dataDir })).rejects.toThrow(
      /^data folder .* cannot be used: world.json is not readable/,
    );
  });

  it("says which port is taken", async () => {
    const { runtime } = await start();
    const port = Number(new URL(runtime.url).port);
    await expect(start(undefined, { port })).rejects.toThrow(`port ${port} is in use`);
  });
});
