/**
 * A twin of Resend: takes mail over its API, shows it in an inbox, and tells the product what became of it by signed
 * webhooks. `POST /__scenario` takes the kit's incidents and, in one object of its own, `{"webhooks": mode, "dailyQuota": n,
 * "loseAnswers": n}`; `[]` or `{}` puts everything back to normal.
 */
import { Hono } from "hono";
import * as z from "zod";
import { Incidents, sandboxApp, serveSandbox, type SandboxOptions } from "../kit.ts";
import { linksOf, pages } from "./page.ts";
import { MailScript, protocol, type Script } from "./protocol.ts";
import { Store } from "./store.ts";
import { Postman, WEBHOOK_MODES } from "./webhook.ts";

const Scripted = MailScript.extend({ webhooks: z.enum(WEBHOOK_MODES).optional() });

export interface ResendSandboxOptions extends SandboxOptions {
  /** The product's origin. */
  appUrl: string;
  log: (line: string) => void;
}

export async function startResend(options: ResendSandboxOptions) {
  const store = new Store(options.dataDir);
  const incidents = new Incidents();
  const script: Script = { dailyQuota: null, loseAnswers: 0 };
  const postman = new Postman(store, `${options.appUrl}/api/webhooks/resend`, options.log);

  const app = new Hono();
  app.post("/__scenario", async (c, next) => {
    const body: unknown = await c.req.json().catch(() => undefined);
    const empty = typeof body === "object" && body !== null && Object.keys(body).length === 0;
    const ours = Scripted.strict().safeParse(body);
    if (empty || !ours.success) {
      if (empty) {
        Object.assign(script, { dailyQuota: null, loseAnswers: 0 });
        postman.mode = "normal";
      }
      return next();
    }
    const { webhooks, dailyQuota, loseAnswers } = ours.data;
    if (webhooks !== undefined) postman.mode = webhooks;
    if (dailyQuota !== undefined) script.dailyQuota = dailyQuota;
    if (loseAnswers !== undefined) script.loseAnswers = loseAnswers;
    return c.json({ webhooks: postman.mode, ...script });
  });
  app.get("/__state", (c) => {
    const to = c.req.query("to");
    const mails = store.mails.filter((mail) => to === undefined || mail.to.includes(to));
    return c.json({
      mails: mails.map((mail) => ({
        ...mail,
        at: new Date(mail.at).toISOString(),
        links: linksOf(mail),
        idempotencyKey: store.keyOf(mail.id),
        events: store.events(mail.id).map((event) => ({
          id: event.id,
          type: event.type,
          at: new Date(event.at).toISOString(),
          deliveries: store.deliveries.get(event.id) ?? [],
        })),
      })),
      suppressed: [...store.suppressed],
      webhooks: postman.mode,
      script,
      seen: incidents.seen,
    });
  });
  pages(app, store, postman);
  const inner = sandboxApp(incidents);
  protocol(inner, store, script);
  app.route("/", inner);

  const served = await serveSandbox(app, options);
  return {
    name: "resend",
    url: served.url,
    env: { RESEND_BASE_URL: served.url, RESEND_FROM_EMAIL: "Practice Hub <noreply@practicehub.example>" },
    secrets: { RESEND_API_KEY: store.apiKey, RESEND_WEBHOOK_SECRET: store.webhookSecret },
    webhookSecret: store.webhookSecret,
    pending: () => postman.pending,
    close: async () => {
      postman.close();
      await served.close();
    },
  };
}
