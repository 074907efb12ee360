/** The API that LEM Verify publishes (lemverify.com/docs): key in `x-lem-key`, account in the path, results by webhook alone. */
import type { Context, Hono } from "hono";
import * as z from "zod";
import type { Check } from "../check.ts";
import { filesOf } from "../file.ts";
import type { Limiter } from "../limit.ts";
import type { Twin } from "../twin.ts";

const STATUS = {
  bad_request: 400,
  unauthorized: 401,
  verification_not_found: 404,
  validation_error: 422,
  rate_limit_exceeded: 429,
} as const;
const refuse = (c: Context, type: keyof typeof STATUS, message: string) => c.json({ type, message }, STATUS[type]);

const NewCheck = z.object({
  clientRef: z.string().min(1).max(100),
  amlRequired: z.boolean().optional(),
  redactMe: z.boolean().optional(),
  requestSmartsearchReport: z.boolean().optional(),
});
const Watched = z.object({
  clientRef: z.string().min(1).max(100),
  forename: z.string().min(1),
  surname: z.string().min(1),
  dob: z.string().regex(/^\d{2}\/\d{2}\/\d{4}$/),
  gender: z.enum(["Male", "Female"]).optional(),
});

export function publishedRoutes(app: Hono, twin: Twin, limiter: Limiter, base: () => string): void {
  app.use("/api/v1/:account/*", door);
  app.use("/integrations/v1/webhooks/:account/*", door);
  async function door(c: Context, next: () => Promise<void>) {
    const { apiKey, accountId } = twin.keys;
    if (c.req.header("x-lem-key") !== apiKey || c.req.param("account") !== accountId)
      return refuse(c, "unauthorized", "Unauthorized.");
    if (limiter.enter() > 0) return refuse(c, "rate_limit_exceeded", "Too many requests.");
    return next();
  }

  const create = async (c: Context) => {
    const asked = NewCheck.safeParse(await c.req.json().catch(() => undefined));
    if (!asked.success) return refuse(c, "bad_request", "clientRef needs to be set as a String in the body.");
    // No credit looks like a wrong key: so the documentation says.
    if (twin.balance <= 0) return refuse(c, "unauthorized", "Unauthorized.");
    const check = twin.create({
      wire: "published",
      clientReference: asked.data.clientRef,
      redirectUrl: null,
      requiredDocuments: ["passport", "driving_licence"],
      amlChecks: asked.data.amlRequired ?? false,
    });
    return c.json({
      id: check.id,
      friendlyId: check.friendlyId,
      url: `${base()}/verify/${check.id}`,
      balance: twin.balance,
      deliveryMethods: ["API"],
    });
  };
  app.post("/api/v1/:account/combination", create);
  app.post("/api/v1/:account/document", create);

  app.post("/api/v1/:account/ongoing", async (c) => {
    const asked = Watched.safeParse(await c.req.json().catch(() => undefined));
    if (!asked.success) return refuse(c, "validation_error", z.prettifyError(asked.error));
    const check = twin.checks.find(
      (one) => one.wire === "published" && one.clientReference === asked.data.clientRef && one.results.length > 0,
    );
    if (!check) return refuse(c, "validation_error", "Nobody was checked under this clientRef.");
    return c.json({ id: twin.monitor(check), friendlyId: check.friendlyId, alerts: [] });
  });

  app.get("/integrations/v1/webhooks/:account/document/:id/url", (c) => {
    const check = published(twin.check(c.req.param("id")));
    const files = check && filesOf(twin, check, base());
    return files ? c.json(files) : refuse(c, "verification_not_found", "Verification not found.");
  });
}

const published = (check: Check | undefined) => (check?.wire === "published" ? check : undefined);
