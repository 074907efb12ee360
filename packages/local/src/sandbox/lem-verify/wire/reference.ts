/** The API of the integrations reference. Its paths are this house's (the reference names none); shapes, codes and limit are its own. */
import type { Context, Hono } from "hono";
import * as z from "zod";
import { resultAt } from "../check.ts";
import { filesOf } from "../file.ts";
import type { Limiter } from "../limit.ts";
import type { Twin } from "../twin.ts";
import { referenceResult } from "./reference-form.ts";

const NewSession = z.object({
  clientReference: z.string().min(1).max(100),
  redirectUrl: z.url({ protocol: /^https?$/ }),
  requiredDocuments: z.array(z.enum(["passport", "driving_licence"])).min(1),
  amlChecks: z.boolean(),
});

const REFUSALS = {
  invalid_api_key: [401, "The API key is invalid."],
  verification_not_found: [404, "There is no verification with this id."],
  rate_limit_exceeded: [429, "Too many requests."],
  invalid_request: [422, "The request is not valid."],
} as const;
const refuse = (c: Context, code: keyof typeof REFUSALS, message: string = REFUSALS[code][1]) =>
  c.json({ error: { code, message } }, REFUSALS[code][0]);

export function referenceRoutes(app: Hono, twin: Twin, limiter: Limiter, base: () => string): void {
  app.use("/v1/*", async (c, next) => {
    if (c.req.header("authorization") !== `Bearer ${twin.keys.apiKey}`) return refuse(c, "invalid_api_key");
    const waitS = limiter.enter();
    if (waitS > 0) {
      c.header("retry-after", String(waitS));
      return refuse(c, "rate_limit_exceeded");
    }
    return next();
  });

  app.post("/v1/sessions", async (c) => {
    const asked = NewSession.safeParse(await c.req.json().catch(() => undefined));
    if (!asked.success) return refuse(c, "invalid_request", z.prettifyError(asked.error));
    const check = twin.create({ ...asked.data, wire: "reference" });
    return c.json(
      { id: check.id, url: `${base()}/verify/${check.id}`, expiresAt: new Date(check.expiresAtMs).toISOString() },
      201,
    );
  });

  const find = (id: string) => {
    const check = twin.check(id);
    return check?.wire === "reference" ? check : undefined;
  };
  app.get("/v1/verifications/:id", (c) => {
    const check = find(c.req.param("id"));
    return check ? c.json(referenceResult(check, resultAt(check, Date.now()))) : refuse(c, "verification_not_found");
  });
  app.get("/v1/verifications/:id/files", (c) => {
    const check = find(c.req.param("id"));
    return check ? c.json(filesOf(twin, check, base()) ?? {}) : refuse(c, "verification_not_found");
  });
  app.post("/v1/verifications/:id/monitor", (c) => {
    const check = find(c.req.param("id"));
    return check ? c.json({ id: twin.monitor(check) }) : refuse(c, "verification_not_found");
  });
}
