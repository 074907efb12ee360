/** Small pieces of the pages: forms that work without script, by keyboard. */
import { escapeHtml } from "./kit.ts";

export const field = (label: string, name: string, value = "", more = ""): string =>
  `<label style="white-space:nowrap">${escapeHtml(label)} <input name="${name}" value="${escapeHtml(value)}" ${more}></label>`;

export const choice = (
  label: string,
  name: string,
  options: readonly (readonly [value: string, text: string])[],
  chosen = "",
): string =>
  `<label style="white-space:nowrap">${escapeHtml(label)} <select name="${name}">${options
    .map(
      ([value, text]) =>
        `<option value="${escapeHtml(value)}"${value === chosen ? " selected" : ""}>${escapeHtml(text)}</option>`,
    )
    .join("")}</select></label>`;

/** A form that posts to `action`; `inside` are its fields. `about` tells one button from its namesakes. */
export const form = (action: string, button: string, inside = "", about = ""): string =>
  `<form method="post" action="${action}" style="display:inline">${inside} <button${about ? ` aria-label="${escapeHtml(`${button}: ${about}`)}"` : ""}>${escapeHtml(button)}</button></form>`;

export const table = (
  caption: string,
  heads: readonly string[],
  rows: readonly (readonly string[])[],
  none: string,
): string =>
  `<h2>${escapeHtml(caption)}</h2>${
    rows.length === 0
      ? `<p>${escapeHtml(none)}</p>`
      : `<div style="overflow-x:auto" tabindex="0" role="region" aria-label="${escapeHtml(caption)}"><table><thead><tr>${heads.map((head) => `<th scope="col">${escapeHtml(head)}</th>`).join("")}</tr></thead><tbody>${rows
          .map((cells) => `<tr>${cells.map((cell) => `<td>${cell}</td>`).join("")}</tr>`)
          .join("")}</tbody></table></div>`
  }`;

export const notice = (done: string, fault: string): string =>
  (fault ? `<p role="alert"><strong>${escapeHtml(fault)}</strong></p>` : "") +
  (done ? `<p role="status">${escapeHtml(done)}</p>` : "");
