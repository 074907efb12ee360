/** The pages of the identity service: who are you and which organisation, and what went wrong. */
import { escapeHtml, sandboxPage } from "../../kit.ts";
import type { Organisation } from "../book/type.ts";
import type { User } from "../twin.ts";

const hidden = ([name, value]: [string, string]): string =>
  `<input type="hidden" name="${escapeHtml(name)}" value="${escapeHtml(value)}">`;

/** `query` is the authorisation request, carried through the form. */
export function consentPage(
  query: Record<string, string>,
  users: readonly User[],
  organisations: readonly Organisation[],
  connected: (organisationId: string) => boolean,
  fault = "",
): string {
  const people = users.map((user) => `<option value="${user.id}">${escapeHtml(user.name)}</option>`).join("");
  const boxes = organisations
    .map(
      ({ OrganisationID: id, Name }) =>
        `<p><label><input type="checkbox" name="organisation" value="${id}"> ${escapeHtml(Name)}</label>${connected(id) ? " (connected)" : ""}</p>`,
    )
    .join("");
  const scopes = (query.scope ?? "")
    .split(" ")
    .map((scope) => `<li>${escapeHtml(scope)}</li>`)
    .join("");
  return sandboxPage(
    "Xero: Practice Hub wants access",
    `${fault ? `<p role="alert"><strong>${escapeHtml(fault)}</strong></p>` : ""}<form method="post" action="/identity/connect/authorize">${Object.entries(query).map(hidden).join("")}
<p><label>Signed in as <select name="user">${people}</select></label></p>
<fieldset><legend>Organisations</legend>${boxes}</fieldset>
<p>It asks for:</p><ul>${scopes}</ul>
<p><button name="answer" value="allow">Allow access</button> <button name="answer" value="deny">Cancel</button></p></form>`,
  );
}

export const errorPage = (code: string, text: string): string =>
  sandboxPage(
    "Xero: sorry, something went wrong",
    `<p>Error: <code>${escapeHtml(code)}</code></p><p>${escapeHtml(text)}</p>`,
  );
