/**
 * A twin of the Gemini API's `generateContent`, written from its documentation. Its model reads documents by their pixels
 * (packages/local/src/specimen) and nothing else. `POST /__scenario` takes the kit's incidents, or one object of `Script`; `[]` or `{}`
 * puts everything back to normal.
 */
import { randomUUID } from "node:crypto";
import { Hono } from "hono";
import { Incidents, sandboxApp, type SandboxOptions, serveSandbox } from "../kit.ts";
import { fail, invalid, noModel } from "./fault.ts";
import { Gate, MODELS, QUOTA, SANDBOX_KEY } from "./gate.ts";
import { generate } from "./model.ts";
import { pages, type Answered } from "./page.ts";
import { GenerateContent, MAX_BODY_BYTES, wrong } from "./request.ts";
import { Script } from "./script.ts";

const MOST_ANSWERS = 200;

export async function startGemini(options: SandboxOptions) {
  const incidents = new Incidents();
  const gate = new Gate();
  const answered: Answered[] = [];
  let script: Script = {};

  const app = new Hono();
  app.post("/__scenario", async (c, next) => {
    const body: unknown = await c.req.json().catch(() => undefined);
    const ours = Script.safeParse(body);
    const empty = typeof body === "object" && body !== null && Object.keys(body).length === 0;
    if (empty || ours.success) {
      script = ours.data ?? {};
      gate.quota = { ...(script.quota ?? QUOTA) };
    }
    if (empty || !ours.success) return next();
    return c.json({ script });
  });
  app.get("/__state", (c) =>
    c.json({ script, quota: gate.quota, today: gate.today(), answered, seen: incidents.seen }),
  );
  pages(app, () => ({ script, today: gate.today(), quota: gate.quota, answered }));

  const inner = sandboxApp(incidents);
  inner.post("/v1beta/models/:call", async (c) => {
    const [model = "", method] = c.req.param("call").split(":");
    const refusal = gate.refusal(c);
    if (refusal) return fail(c, refusal);
    if (method !== "generateContent" || !MODELS.includes(model)) return fail(c, noModel(model));
    const text = await c.req.text();
    if (text.length > MAX_BODY_BYTES)
      return fail(c, invalid(`Request payload size exceeds the limit: ${MAX_BODY_BYTES} bytes.`));
    const request = GenerateContent.safeParse(parsed(text));
    if (!request.success) return fail(c, invalid(wrong(request.error)));
    const body = await generate(model, request.data, script, randomUUID());
    if ("code" in body) return fail(c, body);
    answered.unshift({ at: Date.now(), model, ...outcome(body) });
    answered.splice(MOST_ANSWERS);
    return c.json(body);
  });
  inner.notFound((c) => fail(c, { code: 404, status: "NOT_FOUND", message: "Requested entity was not found." }));
  app.route("/", inner);

  const served = await serveSandbox(app, options);
  return {
    ...served,
    name: "gemini",
    env: { GOOGLE_GEMINI_BASE_URL: served.url },
    secrets: { GOOGLE_GEMINI_API_KEY: SANDBOX_KEY },
    incidents,
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function outcome(body: object): { totalTokens: number; finish: string } {
  const { candidates, usageMetadata } = body as {
    candidates?: { finishReason: string }[];
    usageMetadata: { totalTokenCount: number };
  };
  return { totalTokens: usageMetadata.totalTokenCount, finish: candidates?.[0]?.finishReason ?? "BLOCKED" };
}
