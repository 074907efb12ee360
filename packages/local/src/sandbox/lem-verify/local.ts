/**
 * Routes that the real LEM Verify has not: `POST /__scenario` takes the kit's incidents, or one act of this provider's own
 * for one check (so that tests side by side do not meet), found by its id or its client reference; `GET /__state` shows everything.
 */
import type { Hono } from "hono";
import * as z from "zod";
import type { Incidents } from "../kit.ts";
import { AT_ONCE, type Check, isPlay, PACE, TEST_PERSON } from "./check.ts";
import type { Limiter } from "./limit.ts";
import type { Twin } from "./twin.ts";
import { type Postman, WEBHOOK_MODES } from "./webhook/postman.ts";

const check = z.string().min(1);
const Act = z.discriminatedUnion("lem", [
  /** Somebody goes through the hosted page. */
  z.object({
    lem: z.literal("finish"),
    check,
    play: z.string().refine(isPlay),
    /** The result is there when this answers. */
    atOnce: z.boolean().default(false),
    person: z
      .object({ forename: z.string(), surname: z.string(), dateOfBirth: z.iso.date() })
      .default({ ...TEST_PERSON }),
    paper: z
      .object({ type: z.enum(["passport", "driving_licence"]), number: z.string(), expiryDate: z.iso.date() })
      .default({ type: "passport", number: "533380006", expiryDate: "2031-06-30" }),
  }),
  z.object({ lem: z.literal("alert"), check, type: z.enum(["pep", "sanctions", "watchlist", "adverse-media"]) }),
  z.object({ lem: z.literal("expire"), check }),
  z.object({ lem: z.literal("webhooks"), mode: z.enum(WEBHOOK_MODES), check: check.optional() }),
  z.object({ lem: z.literal("balance"), left: z.number().int().min(0) }),
  /** So many requests were made within this minute. */
  z.object({ lem: z.literal("used"), requests: z.number().int().min(0).max(1000) }),
]);

interface Parts {
  twin: Twin;
  postman: Postman;
  limiter: Limiter;
  incidents: Incidents;
}

export function localRoutes(app: Hono, { twin, postman, limiter, incidents }: Parts): void {
  const find = (name: string): Check | undefined =>
    twin.check(name) ?? twin.checks.all().findLast((one) => one.clientReference === name);

  app.post("/__scenario", async (c, next) => {
    const body: unknown = await c.req.json().catch(() => undefined);
    if (typeof body !== "object" || body === null || !("lem" in body)) {
      if (typeof body === "object" && body !== null && Object.keys(body).length === 0) postman.setMode("normal");
      return next();
    }
    const asked = Act.safeParse(body);
    if (!asked.success) return c.json({ error: asked.error.issues }, 400);
    const act = asked.data;
    if (act.lem === "balance") twin.balance = act.left;
    else if (act.lem === "used") limiter.fill(act.requests);
    else if (act.lem === "webhooks" && act.check === undefined) postman.setMode(act.mode);
    else {
      const found = find(act.check ?? "");
      if (!found) return c.json({ error: "no such check" }, 404);
      if (act.lem === "finish") twin.finish(found, act.play, act.person, act.paper, act.atOnce ? AT_ONCE : PACE);
      else if (act.lem === "expire") twin.expire(found);
      else if (act.lem === "webhooks") postman.setMode(act.mode, found.id);
      else if (!twin.alert(found, act.type)) return c.json({ error: "nobody watches this person" }, 409);
    }
    return c.json({ done: true });
  });

  app.get("/__state", (c) =>
    c.json({
      balance: twin.balance,
      webhooks: postman.modeOf("all"),
      checks: twin.checks.all().map((one) => ({
        ...one,
        events: twin.events.of(one.id).map(({ id, type, told, body }) => ({ id, type, told, body })),
      })),
      seen: incidents.seen,
    }),
  );
}
