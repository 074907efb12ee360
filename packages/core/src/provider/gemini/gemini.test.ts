import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, beforeEach, expect, it, vi } from "vitest";
import { startGemini } from "../../../../local/src/sandbox/gemini/index.ts";
import { specimen } from "../../../../local/src/specimen/index.ts";
import { heldUpright } from "../../../../local/src/specimen/draw/raster.ts";
import { withClock } from "../../lib/clock.ts";
import { newId } from "../../lib/id.ts";
import { captureLog } from "../../lib/log.ts";
import { breakerState } from "../../lib/provider/breaker.ts";
import type { ProviderErrorKind } from "../../lib/provider/error.ts";
import { ownTable } from "../../testing/own-table.ts";
import { generate } from "./client.ts";
import { geminiConfig } from "./config.ts";
import type { FailureCode } from "./fault.ts";
import { extractDocumentData, Gemini, type PaidFailure } from "./index.ts";
import { bare } from "./picture.ts";

process.env.TABLE_NAME = await ownTable("gemini");
const gemini = await startGemini({ name: "gemini", port: 0, dataDir: null });
const passport = await specimen({ seed: 9, year: 2026, kind: "passport" });
beforeAll(() => {
  vi.stubEnv("GOOGLE_GEMINI_BASE_URL", gemini.url);
  vi.stubEnv("GOOGLE_GEMINI_API_KEY", "sandbox-adapter");
});
afterAll(() => gemini.close());

const script = (scenario: object) =>
  fetch(`${gemini.url}/__scenario`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(scenario),
  });
beforeEach(() => script({}));

const read = ({ body, contentType } = passport, tenantId = newId("org")) =>
  extractDocumentData({ bytes: body, contentType, tenantId });
const failed = async (doing: Promise<unknown>) => {
  const error = await doing.then(
    () => null,
    (reason: unknown) => reason as PaidFailure,
  );
  return { kind: error?.kind, code: error?.details.providerCode, usage: error?.usage, details: error?.details };
};

it("gives the fields of the reference with how each was read, the machine-readable lines, tokens and cost", async () => {
  const { person, zones } = passport.paper;
  const read1 = await read();
  expect(read1).toMatchObject({
    documentType: "passport",
    firstName: person.givenNames.toUpperCase(),
    lastName: person.surname.toUpperCase(),
    dateOfBirth: person.bornOn,
    documentNumber: zones.paper?.number,
    address: null,
    readings: { lastName: { confidence: 0.99, page: 1 } },
    mrzLines: [zones.machine?.first, zones.machine?.second],
    usage: { model: "gemini-3.5-flash-lite" },
  });
  const { inputTokens, outputTokens, costMicroUsd } = read1.usage;
  expect(costMicroUsd).toBe(Math.ceil(inputTokens * 1.5 + outputTokens * 7.5));
  expect(outputTokens).toBeGreaterThan(100);
});

it("says where on the picture a value stands, as it is shown: a photo that is turned is turned back", async () => {
  const place = async (body: Uint8Array) => (await read({ ...passport, body })).readings.lastName?.box;
  const box = await place(passport.body);
  expect(box).toMatchObject({ left: expect.closeTo(339, -2), top: expect.closeTo(287, -2) });
  const { top, left, bottom, right } = box ?? { top: 0, left: 0, bottom: 0, right: 0 };
  expect(await place(heldUpright(passport.body))).toEqual({
    top: left,
    left: 1000 - bottom,
    bottom: right,
    right: 1000 - top,
  });
  expect(Buffer.compare(bare(heldUpright(passport.body), "image/jpeg").bytes, passport.body)).toBe(0);
});

it.each(["none", "outside", "reversed", "empty"])("takes what was read when its place is %s", async (places) => {
  await script({ places });
  expect((await read()).readings.lastName).toEqual({ confidence: 0.99, page: 1, box: null });
});

it("leaves out a model's thoughts, and can be stood in for", async () => {
  await script({ thoughts: true });
  expect((await read()).lastName).toBe(passport.paper.person.surname.toUpperCase());
  const stand = vi.spyOn(Gemini, "extractDocumentData").mockRejectedValueOnce(new Error("stood in"));
  await expect(Gemini.extractDocumentData({ bytes: passport.body, contentType: "", tenantId: "" })).rejects.toThrow(
    "stood in",
  );
  stand.mockRestore();
});

const ENVELOPE = (status: string) => JSON.stringify({ error: { code: 0, status, message: "m", details: [] } });
it.each<[string, object, ProviderErrorKind, FailureCode | undefined]>([
  ["a blocked prompt", { block: "PROHIBITED_CONTENT" }, "rejected", "BLOCKED"],
  ["personal data", { finish: "SPII" }, "rejected", "BLOCKED"],
  ["a safety stop", { finish: "SAFETY" }, "rejected", "BLOCKED"],
  ["an answer cut off", { finish: "MAX_TOKENS" }, "rejected", "CUT_OFF"],
  ["prose", { says: "prose" }, "contract", "UNREADABLE_ANSWER"],
  ["another object", { says: "other-schema" }, "contract", "UNREADABLE_ANSWER"],
  ["more than was asked for", { says: "extra" }, "contract", "UNREADABLE_ANSWER"],
  ["a refused project", { status: 403, body: ENVELOPE("PERMISSION_DENIED"), times: 1 }, "auth", "INVALID_API_KEY"],
  ["garbage", { garbage: true, times: 2 }, "contract", "UNREADABLE_ANSWER"],
  ["a page of HTML with 502", { status: 502, body: "<html>Bad gateway</html>", times: 2 }, "unavailable", undefined],
  ["half an answer", { reset: true, times: 2 }, "unavailable", undefined],
])("takes %s for what it is, and a paid one with its tokens", async (_, scenario, kind, code) => {
  await script(scenario);
  const outcome = await failed(read());
  expect(outcome).toMatchObject({ kind, code });
  if (Object.keys(scenario).some((name) => ["finish", "says"].includes(name)))
    expect(outcome.usage?.inputTokens).toBeGreaterThan(0);
});

it("knows a bad key, a retired model and a file it cannot take", async () => {
  vi.stubEnv("GOOGLE_GEMINI_API_KEY", "no-such-key");
  expect(await failed(read())).toMatchObject({ kind: "auth", code: "INVALID_API_KEY" });
  vi.stubEnv("GOOGLE_GEMINI_API_KEY", "sandbox-adapter");
  vi.stubEnv("GOOGLE_GEMINI_MODEL", "gemini-2.0-flash");
  expect(await failed(read())).toMatchObject({ kind: "auth", code: "MODEL_UNKNOWN" });
  vi.stubEnv("GOOGLE_GEMINI_MODEL", "");
  const text = { ...passport, body: new TextEncoder().encode("not a picture") };
  expect(await failed(read(text))).toMatchObject({ kind: "rejected", code: "INVALID_IMAGE" });
});

it("sends no document on to where an answer points, and reads no more than an answer can be long", async () => {
  const elsewhere: string[] = [];
  const other = createServer((request, response) => {
    elsewhere.push(request.url ?? "");
    response.end("{}");
  }).listen(0, "127.0.0.1");
  await once(other, "listening");
  const { port } = other.address() as AddressInfo;
  await script({ redirectTo: `http://127.0.0.1:${port}/elsewhere`, times: 2 });
  expect(await failed(read())).toMatchObject({ kind: "contract", code: "UNREADABLE_ANSWER" });
  other.close();
  expect(elsewhere).toEqual([]);
  await script({ hugeBytes: 64 * 1024 * 1024, times: 1 });
  expect(await failed(read())).toMatchObject({ kind: "contract" });
  // What is fetched beside it is fetched as ever.
  await script({});
  expect((await fetch(`${gemini.url}/__state`)).ok).toBe(true);
});

it("gives up on an answer that does not come, in its time", async () => {
  await script({ hang: true });
  const started = performance.now();
  expect(await failed(generate(geminiConfig(), { contents: [] }, 300))).toMatchObject({ kind: "unavailable" });
  expect(performance.now() - started).toBeLessThan(5000);
});

it("tries once more what failed for a moment", async () => {
  await script({ status: 503, body: ENVELOPE("UNAVAILABLE"), times: 1 });
  expect((await read()).documentType).toBe("passport");
});

it("asks nobody for as long as Gemini says, and no firm more than its share", async () => {
  const base = Date.UTC(2027, 0, 5);
  const at = <T>(ms: number, run: () => Promise<T>) => withClock(() => base + ms, run);
  const requests = () => gemini.incidents.seen.length;
  const before = requests();
  const tenantId = newId("org");
  const one = await failed(
    at(0, async () => {
      await script({
        status: 429,
        times: 1,
        body: JSON.stringify({
          error: {
            code: 429,
            status: "RESOURCE_EXHAUSTED",
            message: "m",
            details: [{ "@type": "type.googleapis.com/google.rpc.RetryInfo", retryDelay: "21s" }],
          },
        }),
      });
      return read(passport, tenantId);
    }),
  );
  expect(one).toMatchObject({ kind: "rate-limit", code: "QUOTA_EXCEEDED", details: { retryAfterMs: 21_000 } });
  const held = await failed(at(1000, () => read()));
  expect(held).toMatchObject({ kind: "rate-limit", details: { untried: true, retryAfterMs: 20_000 } });
  expect(requests() - before).toBe(1);
  // Half of the minute is one firm's: the answer says when there is room again, and others are served.
  const many = Array.from({ length: 31 }, () => failed(at(22_000, () => read(passport, tenantId))));
  const refused = (await Promise.all(many)).filter(({ kind }) => kind === "rate-limit");
  expect(refused.length).toBeGreaterThan(0);
  expect(await failed(at(22_000, () => read()))).toMatchObject({ kind: undefined });
});

it("opens its circuit for a provider that is down, and never for what one document does", async () => {
  await withClock(
    () => Date.UTC(2027, 2, 1),
    async () => {
      await script({ finish: "MAX_TOKENS" });
      for (let n = 0; n < 6; n += 1) await failed(read());
      expect((await breakerState("gemini")).state).toBe("closed");
      await script({ status: 500, body: ENVELOPE("INTERNAL") });
      for (let n = 0; n < 5; n += 1) await failed(read());
      expect((await breakerState("gemini")).state).toBe("open");
    },
  );
});

it("logs neither a word of the document nor the key", async () => {
  const lines: string[] = [];
  const undo = captureLog((line) => lines.push(line));
  await withClock(
    () => Date.UTC(2027, 4, 1),
    () => read(),
  );
  undo();
  expect(lines.join("\n")).toContain("extract_document");
  expect(lines.join("\n")).not.toMatch(new RegExp(`${passport.paper.person.surname}|sandbox-adapter`, "i"));
});
