import { describe, expect, test } from "vitest";
import { DAY_MS } from "../lib/clock.ts";
import type { BreakerState } from "../lib/provider/breaker.ts";
import { withBreaker } from "../lib/provider/breaker.ts";
import { ProviderError } from "../lib/provider/error.ts";
import { Health } from "./index.ts";
import { judge, judgeAll, overall } from "./judge.ts";
import { SERVICES } from "./schema.ts";
import { SERVICE_ROWS } from "./service.ts";

const env = {
  ...Object.fromEntries(Object.values(SERVICE_ROWS).map(({ variables }) => [variables[0], "set"])),
  LEMVERIFY_API_KEY: "lv_test_set",
};
const breaker = (over: Partial<BreakerState>): BreakerState => ({
  state: "closed",
  failures: 0,
  probeAt: null,
  lastFailureAt: null,
  lastSuccessAt: null,
  ...over,
});
const all = (breakers: [string, BreakerState][]) => judgeAll({ env, breakers: new Map(breakers), storage: true });

describe("health", () => {
  test("is ok when nothing fails, and an unset service is no error", () => {
    expect(overall(all([]))).toBe("ok");
    const services = judgeAll({
      env: { TABLE_NAME: "t", BETTER_AUTH_SECRET: "s" },
      breakers: new Map(),
      storage: true,
    });
    expect(overall(services)).toBe("ok");
    expect(services.filter(({ state }) => state === "unconfigured")).toHaveLength(6);
  });

  test("is degraded, and never down, by a provider whose circuit is open", () => {
    const services = all([["resend", breaker({ state: "open", failures: 5, probeAt: DAY_MS })]]);
    expect(services.find(({ service }) => service === "resend")).toMatchObject({
      state: "down",
      retryAt: new Date(DAY_MS).toISOString(),
    });
    expect(overall(services)).toBe("degraded");
    expect(
      judge("resend", {
        env,
        breakers: new Map([["resend", breaker({ state: "half-open", probeAt: 1 })]]),
        storage: true,
      }).state,
    ).toBe("degraded");
    expect(
      judge("resend", { env, breakers: new Map([["resend", breaker({ failures: 2 })]]), storage: true }).state,
    ).toBe("degraded");
  });

  test("calls a provider down whose key is not for this stage, and says which to set", () => {
    const services = judgeAll({ env: { ...env, STAGE: "prod" }, breakers: new Map(), storage: true });
    expect(services.find(({ service }) => service === "lemverify")).toMatchObject({
      state: "down",
      detail: expect.stringMatching(/test key .* set the live key/),
    });
    expect(overall(services)).toBe("degraded");
  });

  test("is down when the storage or the database is, and calls nothing ok that it cannot know", () => {
    expect(overall(judgeAll({ env, breakers: new Map(), storage: false }))).toBe("down");
    const unknown = judgeAll({ env, breakers: null, storage: false });
    expect(overall(unknown)).toBe("down");
    expect(unknown.filter(({ state }) => state === "ok")).toEqual([]);
  });

  test("reads the breakers that the adapters write", async () => {
    const failing = () =>
      withBreaker("gemini", () => Promise.reject(new ProviderError("unavailable", { provider: "gemini" })));
    process.env.GOOGLE_GEMINI_API_KEY = "set";
    expect((await Health.check()).checks.gemini).toBe("ok");
    for (let n = 0; n < 5; n += 1) await expect(failing()).rejects.toMatchObject({ kind: "unavailable" });
    const answer = await Health.check();
    expect(Object.keys(answer.checks)).toEqual([...SERVICES]);
    expect(answer).toMatchObject({ status: "degraded", checks: { gemini: "down", database: "ok" } });
    expect(JSON.stringify(answer)).not.toMatch(/retryAt|detail|failures/);
  });

  test("asks the storage itself, and is down while its bucket does not answer", async () => {
    const bucket = process.env.S3_BUCKET_NAME;
    expect((await Health.check()).checks.s3).toBe("ok");
    process.env.S3_BUCKET_NAME = "no-such-bucket-here";
    const answer = await Health.check().finally(() => {
      process.env.S3_BUCKET_NAME = bucket;
    });
    expect(answer).toMatchObject({ status: "down", checks: { s3: "down", database: "ok" } });
  });

  test("answers down, and does not throw, when the database cannot be reached", async () => {
    const table = process.env.TABLE_NAME;
    process.env.TABLE_NAME = "no-such-table";
    const answer = await Health.check().finally(() => {
      process.env.TABLE_NAME = table;
    });
    expect(answer).toMatchObject({ status: "down", checks: { database: "down", auth: "down" } });
  });
});
