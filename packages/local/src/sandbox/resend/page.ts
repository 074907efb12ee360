/** The inbox: every mail the provider took, as its recipient sees it, with its text part and what became of it. */
import type { Hono } from "hono";
import { escapeHtml, sandboxPage } from "../kit.ts";
import { message } from "./event.ts";
import type { Mail, Store } from "./store.ts";
import { WEBHOOK_MODES, type Postman } from "./webhook.ts";

const at = (ms: number): string => new Date(ms).toISOString().replace("T", " ").slice(0, 19);

/** Addresses in a mail, each once, in order. */
export const linksOf = (mail: Mail): string[] => [
  ...new Set(
    [...(mail.html ?? "").matchAll(/href="(https?:[^"]+)"/g)]
      .map((match) => (match[1] ?? "").replaceAll("&amp;", "&"))
      .concat([...(mail.text ?? "").matchAll(/https?:\/\/\S+/g)].map((match) => match[0])),
  ),
];

/** Events a person may make happen by a click. */
const CLICKS: readonly [type: string, label: string, detail?: string][] = [
  ["email.delivered", "Deliver"],
  ["email.bounced", "Bounce", "Permanent"],
  ["email.bounced", "Mailbox full", "Transient"],
  ["email.complained", "Report as spam"],
];

export function pages(app: Hono, store: Store, postman: Postman): void {
  app.get("/", (c) => {
    const rows = store.mails
      .toReversed()
      .slice(0, 200)
      .map((mail) => {
        const last = store.events(mail.id).at(-1)?.type.replace("email.", "") ?? "queued";
        return `<tr><td>${at(mail.at)}</td><td>${escapeHtml(mail.to.join(", "))}</td><td><a href="/__mail/${mail.id}">${escapeHtml(mail.subject)}</a></td><td>${escapeHtml(last)}</td></tr>`;
      })
      .join("");
    const modes = WEBHOOK_MODES.map(
      (mode) => `<option${mode === postman.mode ? " selected" : ""}>${mode}</option>`,
    ).join("");
    return c.html(
      sandboxPage(
        "Resend: inbox",
        `<form method="post" action="/__mode">Webhooks: <select name="mode">${modes}</select> <button>Set</button></form>
<p>${store.mails.length} mail${store.mails.length === 1 ? "" : "s"}. An address with <code>bounce</code> before the @ bounces.</p>
<table><thead><tr><th>Taken</th><th>To</th><th>Subject</th><th>Last event</th></tr></thead><tbody>${rows || '<tr><td colspan="4">No mail yet.</td></tr>'}</tbody></table>`,
      ),
    );
  });

  app.post("/__mode", async (c) => {
    const { mode } = await c.req.parseBody();
    postman.mode = WEBHOOK_MODES.find((known) => known === mode) ?? postman.mode;
    return c.redirect("/", 303);
  });

  app.get("/__mail/:id", (c) => {
    const mail = store.mail(c.req.param("id"));
    if (!mail) return c.html(sandboxPage("Resend: no such mail", '<p><a href="/">Inbox</a></p>'), 404);
    const events = store
      .events(mail.id)
      .map((event) => {
        const deliveries = (store.deliveries.get(event.id) ?? [])
          .map((one) => `${one.forged ? "forged, " : ""}${one.status ?? "no answer"}`)
          .join("; ");
        return `<tr><td>${at(event.at)}</td><td>${escapeHtml(event.type)}</td><td>${escapeHtml(deliveries || "not delivered yet")}</td><td><form method="post" action="/__mail/${mail.id}/replay/${event.id}"><button>Deliver again</button></form></td></tr>`;
      })
      .join("");
    const clicks = CLICKS.map(
      ([type, label, detail = ""]) =>
        `<form method="post" action="/__mail/${mail.id}/event" style="display:inline"><input type="hidden" name="type" value="${type}"><input type="hidden" name="detail" value="${detail}"><button>${label}</button></form>`,
    ).join(" ");
    const links = linksOf(mail)
      .map((link) => `<li><a href="${escapeHtml(link)}" target="_blank" rel="noreferrer">${escapeHtml(link)}</a></li>`)
      .join("");
    return c.html(
      sandboxPage(
        escapeHtml(mail.subject),
        `<p><a href="/">Inbox</a></p><table><tr><th>From</th><td>${escapeHtml(mail.from)}</td></tr><tr><th>To</th><td>${escapeHtml(mail.to.join(", "))}</td></tr><tr><th>Id</th><td>${mail.id}</td></tr></table>
<iframe title="The mail as its recipient sees it" src="/__mail/${mail.id}/html" height="560" sandbox="allow-popups allow-popups-to-escape-sandbox"></iframe>
<h2>Links</h2><ul>${links}</ul><h2>Text part</h2><pre style="white-space:pre-wrap">${escapeHtml(mail.text ?? "(none)")}</pre>
<h2>Events</h2><table>${events}</table><p>${clicks}</p>`,
      ),
    );
  });

  app.get("/__mail/:id/html", (c) => {
    const mail = store.mail(c.req.param("id"));
    if (!mail) return c.text("", 404);
    c.header("content-security-policy", "default-src 'none'; style-src 'unsafe-inline'; img-src data: https:");
    return c.html(`<base target="_blank">${mail.html ?? `<pre>${escapeHtml(mail.text ?? "")}</pre>`}`);
  });

  app.post("/__mail/:id/event", async (c) => {
    const mail = store.mail(c.req.param("id"));
    const { type, detail } = await c.req.parseBody();
    const click = CLICKS.find(([known, , more = ""]) => known === type && more === detail);
    if (!mail || !click) return c.text("no such mail or event", 404);
    store.addMessage(message(mail, click[0], Date.now(), click[2]));
    return c.redirect(`/__mail/${mail.id}`, 303);
  });

  app.post("/__mail/:id/replay/:message", async (c) => {
    const found = store.messages.get(c.req.param("message"));
    if (found) await postman.replay(found);
    return c.redirect(`/__mail/${c.req.param("id")}`, 303);
  });
}
