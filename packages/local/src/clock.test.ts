import { Worker } from "node:worker_threads";
import { afterEach, expect, test } from "vitest";
import { advance, createClock, install, offsetMs } from "./clock.ts";

const RealDate = Date;
const realNow = Date.now;
let putBack: () => void = () => undefined;
afterEach(() => putBack());

const HOUR_MS = 3_600_000;

test("every way of asking for the time follows the clock", () => {
  putBack = install(createClock());
  const before = Date.now();
  expect(advance(HOUR_MS)).toBe(HOUR_MS);
  expect(Date.now() - before).toBeGreaterThanOrEqual(HOUR_MS);
  expect(new Date().getTime() - before).toBeGreaterThanOrEqual(HOUR_MS);
  expect(Date.parse(Date()) - before).toBeGreaterThanOrEqual(HOUR_MS - 1000);
  expect(offsetMs()).toBe(HOUR_MS);
});

test("a date of a given time is what it always was, and still a Date", () => {
  putBack = install(createClock(HOUR_MS));
  const date = new Date("2026-01-02T03:04:05.678Z");
  expect(date.toISOString()).toBe("2026-01-02T03:04:05.678Z");
  expect(new Date(2026, 0, 2).getDate()).toBe(2);
  expect(date).toBeInstanceOf(Date);
  expect(date.constructor).toBe(Date);
  expect(structuredClone(date)).toBeInstanceOf(Date);
  expect(Date.UTC(1970, 0, 1)).toBe(0);
  class Day extends Date {
    readonly isDay = true;
  }
  expect(new Day(0).isDay).toBe(true);
});

test("a worker thread that installs the same clock sees each advance at once", async () => {
  const clock = createClock();
  putBack = install(clock);
  const source = `
    const { parentPort, workerData } = require("node:worker_threads");
    import(workerData.module).then(({ install }) => {
      install(workerData.clock);
      parentPort.on("message", () => parentPort.postMessage(Date.now()));
      parentPort.postMessage("ready");
    });`;
  const module = new URL("./clock.ts", import.meta.url).href;
  const worker = new Worker(source, { eval: true, workerData: { clock, module } });
  const next = () => new Promise<unknown>((resolve) => worker.once("message", resolve));
  expect(await next()).toBe("ready");
  advance(HOUR_MS);
  const answer = next();
  worker.postMessage("now", []);
  expect(Math.abs(Number(await answer) - Date.now())).toBeLessThan(1_000);
  await worker.terminate();
});

test("time never goes back, and the real clock returns when the virtual one is put away", () => {
  const undo = install(createClock());
  expect(() => advance(-1)).toThrow(RangeError);
  expect(() => advance(0.5)).toThrow(RangeError);
  advance(HOUR_MS);
  undo();
  expect(Date).toBe(RealDate);
  expect(Date.now).toBe(realNow);
  expect(() => advance(1)).toThrow("no virtual clock");
});
