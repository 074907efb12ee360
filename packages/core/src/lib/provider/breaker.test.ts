import { beforeEach, expect, it } from "vitest";
import { withClock } from "../clock.ts";
import { newId } from "../id.ts";
import { breakerState, withBreaker } from "./breaker.ts";
import { ProviderError, type ProviderErrorKind } from "./error.ts";

let provider: string;
let at: number;
beforeEach(() => {
  provider = newId("provider");
  at = Date.UTC(2026, 0, 1);
});
const fail = (kind: ProviderErrorKind) => () => Promise.reject(new ProviderError(kind, { provider }));
const call = (fn: () => Promise<unknown>) =>
  withClock(
    () => at,
    () =>
      withBreaker(provider, fn).then(
        () => "ok",
        (error: ProviderError) => error.details.providerCode ?? error.kind,
      ),
  );
const state = () =>
  withClock(
    () => at,
    () => breakerState(provider).then((s) => s.state),
  );

it("opens after five failures in a row, for everyone, and refuses without calling", async () => {
  for (let i = 0; i < 5; i += 1) expect(await call(fail("unavailable"))).toBe("unavailable");
  let called = false;
  expect(await call(async () => (called = true))).toBe("circuit-open");
  expect(called).toBe(false);
});

it("forgets failures after a success", async () => {
  for (let i = 0; i < 4; i += 1) await call(fail("unavailable"));
  await call(async () => 1);
  for (let i = 0; i < 4; i += 1) await call(fail("unavailable"));
  expect(await state()).toBe("closed");
});

it("does not count a request the provider refused for its own content", async () => {
  for (let i = 0; i < 8; i += 1) await call(fail(i % 2 ? "rejected" : "auth"));
  expect(await state()).toBe("closed");
});

it("lets exactly one of 50 through when half-open; its success closes, its failure opens again", async () => {
  for (const [outcome, after] of [
    [fail("unavailable"), "open"],
    [async () => 1, "closed"],
  ] as const) {
    if ((await state()) === "closed") for (let i = 0; i < 5; i += 1) await call(fail("rate-limit"));
    at += 5 * 60_000 + 1;
    expect(await state()).toBe("half-open");
    let probes = 0;
    await Promise.all(Array.from({ length: 50 }, () => call(() => ((probes += 1), outcome()))));
    expect(probes).toBe(1);
    expect(await state()).toBe(after);
  }
});

it("keeps one organisation's failures from another's", async () => {
  for (let i = 0; i < 6; i += 1) await withBreaker(provider, fail("unavailable"), "org-1").catch(() => undefined);
  expect((await breakerState(provider, "org-2")).state).toBe("closed");
});
