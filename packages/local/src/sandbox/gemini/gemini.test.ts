import { Ajv } from "ajv";
import { afterAll, beforeEach, expect, it } from "vitest";
import { specimen, type Wanted } from "../../specimen/index.ts";
import { startGemini } from "./index.ts";

const gemini = await startGemini({ name: "gemini", port: 0, dataDir: null });
const script = (scenario: object) =>
  fetch(`${gemini.url}/__scenario`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(scenario),
  });
beforeEach(() => script({}));
afterAll(() => gemini.close());

const MODEL = "gemini-3.5-flash-lite";
const KEY = { "x-goog-api-key": "sandbox-test" };
const FIELD = {
  type: "object",
  nullable: true,
  properties: {
    value: { type: "string" },
    confidence: { type: "number" },
    page: { type: "integer" },
    box_2d: { type: "array", nullable: true, items: { type: "integer" }, minItems: 4, maxItems: 4 },
  },
  required: ["value", "confidence", "page"],
};
const SCHEMA = {
  type: "object",
  properties: {
    documentType: { type: "string", enum: ["passport", "driving_licence", "other"] },
    surname: FIELD,
    dateOfBirth: FIELD,
    mrz: { type: "array", items: { type: "string" } },
    address: { type: "object", nullable: true, properties: { line1: FIELD, postcode: FIELD } },
  },
  required: ["documentType", "surname", "dateOfBirth", "mrz"],
};

interface Answer {
  candidates?: { finishReason: string; content?: { parts: { text: string; thought?: boolean }[] } }[];
  promptFeedback?: { blockReason: string };
  usageMetadata?: { promptTokenCount: number; totalTokenCount: number };
  error?: { code: number; status: string; details?: { "@type": string; reason?: string; retryDelay?: string }[] };
}
async function ask(
  body: unknown,
  { model = MODEL, headers = KEY }: { model?: string; headers?: Record<string, string> } = {},
) {
  const answer = await fetch(`${gemini.url}/v1beta/models/${model}:generateContent`, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify(body),
  });
  return { status: answer.status, body: (await answer.json()) as Answer };
}
const hello = { contents: [{ role: "user", parts: [{ text: "Hello" }] }] };

const made = new Map<string, ReturnType<typeof specimen>>();
/** Each paper is drawn once. */
function paperOf(wanted: Omit<Wanted, "seed" | "year">) {
  const known = made.get(JSON.stringify(wanted)) ?? specimen({ seed: 6, year: 2026, ...wanted });
  made.set(JSON.stringify(wanted), known);
  return known;
}
async function read(wanted: Omit<Wanted, "seed" | "year">, config: object = {}) {
  const { body, contentType, paper } = await paperOf(wanted);
  const inlineData = { mimeType: contentType, data: Buffer.from(body).toString("base64") };
  const answer = await ask({
    contents: [{ role: "user", parts: [{ inlineData }, { text: "Read it." }] }],
    generationConfig: { responseMimeType: "application/json", responseSchema: SCHEMA, ...config },
  });
  const parts = answer.body.candidates?.[0]?.content?.parts ?? [];
  return { ...answer, parts, paper, finish: answer.body.candidates?.[0]?.finishReason };
}
const json = (parts: readonly { text: string }[]) => JSON.parse(parts.at(-1)?.text ?? "") as Record<string, unknown>;

it("refuses no key, a wrong key, a model that was switched off, and names it does not know", async () => {
  expect((await ask(hello, { headers: {} })).body.error).toMatchObject({ code: 403, status: "PERMISSION_DENIED" });
  const wrong = await ask(hello, { headers: { "x-goog-api-key": "wrong" } });
  expect(wrong).toMatchObject({ status: 400, body: { error: { status: "INVALID_ARGUMENT" } } });
  expect(wrong.body.error?.details?.[0]?.reason).toBe("API_KEY_INVALID");
  expect(await ask(hello, { model: "gemini-2.0-flash" })).toMatchObject({
    status: 404,
    body: { error: { status: "NOT_FOUND" } },
  });
  expect(await ask({ ...hello, generationConfig: { tmperature: 0 } })).toMatchObject({ status: 400 });
  expect(await ask({ ...hello, contents: [] })).toMatchObject({ status: 400 });
});

it("lets so many requests through a minute and a day, and says how long to wait", async () => {
  const key = { headers: { "x-goog-api-key": "sandbox-quota" } };
  const statuses = [];
  for (let n = 0; n < 61; n += 1) statuses.push((await ask(hello, key)).status);
  expect(statuses.filter((status) => status === 200)).toHaveLength(60);
  const retryOf = ({ body }: { body: Answer }) =>
    Number.parseInt(body.error?.details?.find((detail) => detail["@type"].endsWith("RetryInfo"))?.retryDelay ?? "", 10);
  const refused = await ask(hello, key);
  expect(refused).toMatchObject({ status: 429, body: { error: { status: "RESOURCE_EXHAUSTED" } } });
  expect(retryOf(refused)).toBeGreaterThan(30);
  expect(retryOf(refused)).toBeLessThanOrEqual(60);
  await script({ quota: { perMinute: 60, perDay: 1 } });
  expect(retryOf(await ask(hello, key))).toBeGreaterThanOrEqual(3600);
});

it("answers what the pixels show, in the form that the schema asks for, and counts tokens", async () => {
  const valid = new Ajv({ strict: false }).compile(SCHEMA);
  const { parts, paper, body, finish } = await read({ kind: "passport", format: "pages" });
  const found = json(parts);
  valid(found);
  expect(valid.errors).toBeNull();
  expect(finish).toBe("STOP");
  expect(found).toMatchObject({
    documentType: "passport",
    surname: { value: paper.zones.name?.surname, page: 2 },
    dateOfBirth: { value: paper.person.bornOn, confidence: 0.99 },
    mrz: [paper.zones.machine?.first, paper.zones.machine?.second],
    address: null,
  });
  expect(body.usageMetadata?.promptTokenCount).toBeGreaterThan(500);
  expect(json((await read({ kind: "driving-licence" })).parts)).toMatchObject({
    documentType: "driving_licence",
    mrz: [],
    address: { line1: { value: expect.stringMatching(/^\d+ [A-Z ]+$/) } },
  });
});

/** Where the surname is drawn on the card, whose table is 60 wide around it; in thousandths of the picture. */
const SURNAME = { top: 200 - 24, bottom: 200 + 8, left: 320, table: 60, width: 1000, height: 700 };
it.each(["plain", "sideways"] as const)(
  "says where a value is printed in a %s picture, from its pixels",
  async (quality) => {
    const { box_2d: box = [] } = json((await read({ kind: "passport", quality })).parts).surname as {
      box_2d?: number[];
    };
    const { top, bottom, left, table, width, height } = SURNAME;
    const [down, across] = [height + 2 * table, width + 2 * table];
    // A quarter turn takes the top to the right.
    const expected =
      quality === "plain"
        ? [(top + table) / down, (left + table) / across, (bottom + table) / down]
        : [(left + table) / across, 1 - (bottom + table) / down, undefined, 1 - (top + table) / down];
    for (const [at, edge] of expected.entries())
      if (edge !== undefined) expect(Math.abs((box[at] ?? 0) - edge * 1000)).toBeLessThan(12);
    expect(box[quality === "plain" ? 3 : 2]).toBeGreaterThan(box[quality === "plain" ? 1 : 0] ?? 0);
  },
);

it("says no place on a page of a PDF, and whatever the script says", async () => {
  const surname = async (wanted: Omit<Wanted, "seed" | "year">) => json((await read(wanted)).parts).surname;
  expect(await surname({ kind: "passport", format: "pages" })).toMatchObject({ box_2d: null });
  await script({ places: "reversed" });
  expect(await surname({ kind: "passport" })).toMatchObject({ box_2d: [700, 600, 640, 120] });
});

it("is less sure of what looks worse, and sees nothing in a blur", async () => {
  const pale = json((await read({ kind: "passport", quality: "pale" })).parts);
  expect((pale.surname as { confidence: number }).confidence).toBeLessThan(0.8);
  const glare = json((await read({ kind: "passport", quality: "glare" })).parts);
  expect(glare).toMatchObject({
    documentType: "passport",
    surname: null,
    mrz: [expect.any(String), expect.any(String)],
  });
  expect(json((await read({ kind: "passport", quality: "blurred" })).parts)).toMatchObject({
    documentType: "other",
    surname: null,
    mrz: [],
  });
  const inlineData = { mimeType: "image/jpeg", data: Buffer.from("no picture").toString("base64") };
  expect(await ask({ contents: [{ parts: [{ inlineData }] }] })).toMatchObject({ status: 400 });
});

it("can be blocked, stopped, cut off, thinking aloud, talkative and gullible", async () => {
  await script({ block: "PROHIBITED_CONTENT" });
  const blocked = await read({ kind: "passport" });
  expect(blocked.body).toMatchObject({ promptFeedback: { blockReason: "PROHIBITED_CONTENT" } });
  expect(blocked.body.candidates).toBeUndefined();
  for (const finish of ["SPII", "MAX_TOKENS"] as const) {
    await script({ finish });
    const stopped = await read({ kind: "passport" });
    expect(stopped.finish).toBe(finish);
    expect(() => json(stopped.parts)).toThrow(SyntaxError);
  }
  await script({});
  expect((await read({ kind: "passport" }, { maxOutputTokens: 20 })).finish).toBe("MAX_TOKENS");
  await script({ thoughts: true });
  const thinking = await read({ kind: "passport" });
  expect(thinking.parts[0]).toMatchObject({ thought: true });
  expect(json(thinking.parts)).toMatchObject({ documentType: "passport" });
  await script({ says: "prose" });
  expect((await read({ kind: "passport" })).parts[0]?.text).toMatch(/happy to help/);
  await script({});
  const told = { kind: "passport", faults: ["instructions"] } as const;
  expect(json((await read(told)).parts)).not.toMatchObject({ surname: { value: "APPROVED" } });
  await script({ obeys: true });
  expect(json((await read(told)).parts)).toMatchObject({ surname: { value: "APPROVED", confidence: 1 } });
});
