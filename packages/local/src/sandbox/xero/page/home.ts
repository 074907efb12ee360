/** The first page: the organisations, and what becomes of webhooks. */
import { escapeHtml, sandboxPage } from "../../kit.ts";
import type { Twin } from "../twin.ts";
import { WEBHOOK_MODES } from "../webhook/event.ts";
import type { Postman } from "../webhook/postman.ts";
import { choice, form, notice, table } from "../../form.ts";

const SHOWN = 20;

export function homePage(twin: Twin, postman: Postman, said: { done: string; fault: string }): string {
  const organisations = twin.organisations.all().map((organisation) => {
    const { OrganisationID: id, Name, Currencies, limits, made } = organisation;
    const book = twin.book(id);
    const users = twin.connections.all().filter((one) => one.organisationId === id).length;
    return [
      `<a href="/__books/${id}">${escapeHtml(Name)}</a>${made ? " (made by a test)" : ""}`,
      users === 0 ? "not connected" : `connected${users > 1 ? ` by ${users} users` : ""}`,
      `${book?.contacts.size ?? 0} / ${book?.invoices.size ?? 0} / ${book?.payments.size ?? 0}`,
      `${Currencies.join(", ")}; ${limits.day} calls a day`,
    ];
  });
  const deliveries = postman.deliveries
    .slice(-SHOWN)
    .toReversed()
    .map(({ atMs, body, status }) => [
      new Date(atMs).toISOString().slice(0, 19).replace("T", " "),
      String((JSON.parse(body) as { events: unknown[] }).events.length),
      status === null ? "no answer, or one with a body" : String(status),
    ]);
  return sandboxPage(
    "Xero",
    `${notice(said.done, said.fault)}${table("Organisations", ["Organisation", "App", "Contacts / invoices / payments", "Has"], organisations, "None.")}
<h2>Webhooks</h2><p>The subscription is ${postman.enabled ? "on" : "off until the intent to receive is proven"}; ${postman.events.waiting.size} events wait.</p>
<p>${form(
      "/__hooks/mode",
      "Set",
      choice(
        "Deliveries",
        "mode",
        WEBHOOK_MODES.map((mode) => [mode, mode] as const),
        postman.events.modeOf("all"),
      ),
    )}
${form("/__hooks/flush", "Deliver what waits")} ${form("/__hooks/intent", "Send intent to receive")}</p>
${table("Last deliveries", ["At", "Events", "Answer"], deliveries, "None yet.")}`,
  );
}
