/** Resend's API as documented: the routes a sender uses, in the order the real one checks things. */
import type { HttpBindings } from "@hono/node-server";
import { RESPONSE_ALREADY_SENT } from "@hono/node-server/utils/response";
import type { Context, Hono, MiddlewareHandler } from "hono";
import * as z from "zod";
import { eventsOf } from "./event.ts";
import { isRefusal, readLetter, refusal, type Refusal } from "./letter.ts";
import { bodyHash, type Letter, type Mail, type Store } from "./store.ts";

/** Incidents of this provider, beside the kit's. */
export const MailScript = z.object({
  /** Mail a day before `daily_quota_exceeded`; null lifts it. */
  dailyQuota: z.number().int().min(0).nullable().optional(),
  /** Takes this many next mails but breaks the connection instead of saying so. */
  loseAnswers: z.number().int().min(0).optional(),
});
export interface Script {
  dailyQuota: number | null;
  loseAnswers: number;
}

const PER_SECOND = 5;
const MAX_BATCH = 100;
const MAX_KEY = 256;
/** How long taking a mail lasts: the moment in which a second request under the same key is concurrent. */
const TAKE_MS = 15;

const refuse = (c: Context, { statusCode, name, message }: Refusal) =>
  c.json({ statusCode, name, message }, statusCode as 400);

/** User agent, key and rate, checked before anything is read. */
function door(store: Store): MiddlewareHandler {
  let recent: number[] = [];
  return async (c, next) => {
    if (!c.req.header("user-agent")) return c.text("error code: 1010", 403);
    const authorization = c.req.header("authorization");
    if (!authorization) return refuse(c, refusal(401, "missing_api_key", "Missing API Key"));
    if (authorization !== `Bearer ${store.apiKey}`)
      return refuse(c, refusal(403, "invalid_api_key", "API key is invalid"));
    const now = performance.now();
    recent = recent.filter((at) => now - at < 1000);
    const limited = recent.length >= PER_SECOND;
    if (!limited) recent.push(now);
    c.header("ratelimit-limit", String(PER_SECOND));
    c.header("ratelimit-remaining", String(PER_SECOND - recent.length));
    c.header("ratelimit-reset", "1");
    if (limited) {
      c.header("retry-after", "1");
      return refuse(
        c,
        refusal(
          429,
          "rate_limit_exceeded",
          "Too many requests. You can only make 5 requests per second. See rate limit response headers for more information.",
        ),
      );
    }
    return next();
  };
}

export function protocol(app: Hono, store: Store, script: Script): void {
  const taking = new Set<string>();
  app.use("/emails", door(store));
  app.use("/emails/*", door(store));

  function lost(c: Context): Response | undefined {
    if (script.loseAnswers === 0) return undefined;
    script.loseAnswers -= 1;
    (c.env as HttpBindings).incoming.socket.destroy();
    return RESPONSE_ALREADY_SENT;
  }

  /** Takes what `read` made of the body, once per idempotency key. */
  async function take(
    c: Context,
    read: (body: unknown) => { letters: Letter[]; extra?: object } | Refusal,
    answer: (ids: string[], extra?: object) => object,
  ) {
    const key = c.req.header("idempotency-key") ?? null;
    if (key !== null && (key.length < 1 || key.length > MAX_KEY))
      return refuse(c, refusal(400, "invalid_idempotency_key", "The key must be between 1-256 chars."));
    const text = await c.req.text();
    const hash = bodyHash(`${c.req.path}\n${text}`);
    const made = read(json(text));
    if (isRefusal(made)) return refuse(c, made);
    if (key !== null) {
      const known = store.answered(key);
      if (known && known.hash !== hash)
        return refuse(
          c,
          refusal(409, "invalid_idempotent_request", "Same idempotency key used with a different request payload."),
        );
      if (known) return lost(c) ?? c.json(answer(known.ids, made.extra));
      if (taking.has(key))
        return refuse(
          c,
          refusal(
            409,
            "concurrent_idempotent_requests",
            "Same idempotency key used while original request is still in progress.",
          ),
        );
    }
    if (script.dailyQuota !== null && store.takenToday() + made.letters.length > script.dailyQuota)
      return refuse(c, refusal(429, "daily_quota_exceeded", "You have reached your daily email sending quota."));
    if (key !== null) taking.add(key);
    try {
      await new Promise((resolve) => setTimeout(resolve, TAKE_MS));
      const mails = store.accept(made.letters, key, hash, (mail: Mail) => eventsOf(mail, store.suppressed));
      return (
        lost(c) ??
        c.json(
          answer(
            mails.map((mail) => mail.id),
            made.extra,
          ),
        )
      );
    } finally {
      if (key !== null) taking.delete(key);
    }
  }

  app.post("/emails", (c) =>
    take(
      c,
      (body) => {
        const letter = readLetter(body);
        return isRefusal(letter) ? letter : { letters: [letter] };
      },
      ([id]) => ({ id }),
    ),
  );

  app.post("/emails/batch", (c) => {
    const permissive = c.req.header("x-batch-validation") === "permissive";
    return take(
      c,
      (body) => {
        if (!Array.isArray(body) || body.length === 0 || body.length > MAX_BATCH)
          return refusal(422, "validation_error", "The batch must hold between 1 and 100 emails.");
        const read = body.map(readLetter);
        const wrong = read.flatMap((one, index) =>
          isRefusal(one) ? [{ index, message: one.message, refusal: one }] : [],
        );
        if (wrong[0] && !permissive) return wrong[0].refusal;
        return {
          letters: read.filter((one): one is Letter => !isRefusal(one)),
          ...(permissive ? { extra: { errors: wrong.map(({ index, message }) => ({ index, message })) } } : {}),
        };
      },
      (ids, extra) => ({ data: ids.map((id) => ({ id })), ...extra }),
    );
  });

  app.get("/emails/:id", (c) => {
    const mail = store.mail(c.req.param("id"));
    if (!mail) return refuse(c, refusal(404, "not_found", "Email not found"));
    return c.json({
      object: "email",
      id: mail.id,
      to: mail.to,
      from: mail.from,
      created_at: new Date(mail.at).toISOString(),
      subject: mail.subject,
      html: mail.html,
      text: mail.text,
      bcc: mail.bcc,
      cc: mail.cc,
      reply_to: mail.replyTo,
      last_event: store.events(mail.id).at(-1)?.type.replace("email.", "") ?? "queued",
    });
  });
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
