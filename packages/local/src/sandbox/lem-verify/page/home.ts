/** The dashboard: every check with its events, and the levers a person may pull. */
import type { Hono } from "hono";
import { choice, field, form, table } from "../../form.ts";
import { escapeHtml, sandboxPage } from "../../kit.ts";
import type { Check, HitType } from "../check.ts";
import type { Twin } from "../twin.ts";
import type { Event } from "../webhook/event.ts";
import { type Postman, WEBHOOK_MODES } from "../webhook/postman.ts";

const HITS: readonly (readonly [HitType, string])[] = [
  ["sanctions", "Sanctions"],
  ["pep", "PEP"],
  ["watchlist", "Watchlist"],
  ["adverse-media", "Adverse media"],
];
const SHOWN = 100;
const at = (ms: number): string => new Date(ms).toISOString().replace("T", " ").slice(0, 19);

export function homePage(app: Hono, twin: Twin, postman: Postman): void {
  app.get("/", (c) => {
    const modes = WEBHOOK_MODES.map((mode) => [mode, mode] as const);
    return c.html(
      sandboxPage(
        "LEM Verify: checks",
        `<p>${form("/__mode", "Set", choice("Webhooks", "mode", modes, postman.modeOf("all")))} ${form("/__balance", "Set", field("Credit", "balance", String(twin.balance), 'type="number" min="0" size="5"'))}</p>
${table(
  "Checks",
  ["Made", "Reference", "Wire", "State", "Events", ""],
  twin.checks
    .all()
    .toReversed()
    .slice(0, SHOWN)
    .map((check) => [
      at(check.createdAtMs),
      `${escapeHtml(check.clientReference)}<br><small>${check.id}</small>`,
      check.wire,
      stateOf(check),
      twin.events.of(check.id).map(line).join("<br>") || "none",
      leversOf(check),
    ]),
  "No check yet.",
)}`,
      ),
    );
  });

  app.post("/__mode", async (c) => {
    const { mode } = await c.req.parseBody();
    postman.setMode(WEBHOOK_MODES.find((known) => known === mode) ?? postman.modeOf("all"));
    return c.redirect("/", 303);
  });
  app.post("/__balance", async (c) => {
    const { balance } = await c.req.parseBody();
    twin.balance = Math.max(0, Math.trunc(Number(balance)) || 0);
    return c.redirect("/", 303);
  });
  app.post("/__check/:id/alert", async (c) => {
    const { type } = await c.req.parseBody();
    const check = twin.checks.get(c.req.param("id"));
    const known = HITS.find(([name]) => name === type);
    if (check && known) twin.alert(check, known[0]);
    return c.redirect("/", 303);
  });
  app.post("/__check/:id/expire", (c) => {
    const check = twin.check(c.req.param("id"));
    if (check && check.results.length === 0) twin.expire(check);
    return c.redirect("/", 303);
  });
  app.post("/__event/:id/again", async (c) => {
    const event = twin.events.get(c.req.param("id"));
    if (event) await postman.again(event);
    return c.redirect("/", 303);
  });
}

const stateOf = (check: Check): string => {
  const last = check.results.at(-1);
  if (!last) return `waits for the person, until ${at(check.expiresAtMs)}`;
  const hits = last.hits.map((hit) => hit.type).join(", ");
  return escapeHtml(`${last.error ?? last.outcome ?? last.status}${hits ? ` (${hits})` : ""}`);
};
const line = (event: Event): string =>
  `${escapeHtml(event.type)}: ${event.told.map((status) => status ?? "no answer").join(", ") || "not told yet"} ${form(`/__event/${event.id}/again`, "Send again", "", event.type)}`;

function leversOf(check: Check): string {
  if (check.results.length === 0)
    return `<a href="/verify/${check.id}">Open page</a> ${form(`/__check/${check.id}/expire`, "Expire", "", check.clientReference)}`;
  return check.monitorId
    ? form(`/__check/${check.id}/alert`, "Raise alert", choice("List", "type", HITS), check.clientReference)
    : "not watched";
}
