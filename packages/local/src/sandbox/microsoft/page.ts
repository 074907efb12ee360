/** The pages: who are you, and what went wrong. */
import { escapeHtml, sandboxPage } from "../kit.ts";
import { mayEnter, type Person } from "./directory.ts";

const field = ([name, value]: [string, string]): string =>
  `<input type="hidden" name="${escapeHtml(name)}" value="${escapeHtml(value)}">`;

/** The person picker. `query` is the authorisation request, carried through the form. */
export function pickerPage(tenant: string, query: Record<string, string>, people: readonly Person[]): string {
  const rows = people
    .map(
      (
        person,
      ) => `<tr><td><button name="person" value="${escapeHtml(person.oid)}">${escapeHtml(person.name)}</button></td>
<td>${escapeHtml(person.email || "no address")}</td><td>${escapeHtml(person.note)}${mayEnter(tenant, person) ? "" : " (not of this tenant)"}</td></tr>`,
    )
    .join("");
  return sandboxPage(
    "Microsoft: pick an account",
    `<form method="post" action="/${encodeURIComponent(tenant)}/oauth2/v2.0/authorize">${Object.entries(query).map(field).join("")}
<table><tr><th>Person</th><th>Address</th><th>Case</th></tr>${rows}</table>
<p><button name="person" value="deny">Cancel: refuse consent</button></p></form>`,
  );
}

export const errorPage = (text: string): string =>
  sandboxPage("Microsoft: sorry, but we cannot sign you in", `<p>${escapeHtml(text)}</p>`);

export const homePage = (clientId: string, redirectUris: readonly string[], people: readonly Person[]): string =>
  sandboxPage(
    "Microsoft Entra ID",
    `<p>Application <code>${escapeHtml(clientId)}</code>, redirect <code>${escapeHtml(redirectUris.join(", "))}</code>.</p>
<table><tr><th>Person</th><th>Address</th><th>Tenant</th><th>Case</th></tr>${people
      .map(
        (person) =>
          `<tr><td>${escapeHtml(person.name)}</td><td>${escapeHtml(person.email)}</td><td>${person.tid}</td><td>${escapeHtml(person.note)}</td></tr>`,
      )
      .join("")}</table>`,
  );
