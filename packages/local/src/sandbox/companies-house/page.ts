/** The sandbox's own pages: find a company, look at it as the API gives it, script an incident. */
import { escapeHtml, sandboxPage, type SeenRequest } from "../kit.ts";
import { written } from "./data/index.ts";
import { officersOf, pscsOf, statementsOf } from "./list.ts";
import { type CompanyRecord, oneLine, profileOf } from "./record.ts";

const INCIDENTS: [string, object][] = [
  ["All well", {}],
  ["Key refused (401)", { status: 401, body: '{"error":"Invalid Authorization","type":"ch:service"}' }],
  ["Too many requests (429)", { status: 429 }],
  ["Broken (502)", { status: 502, body: "<html>Bad gateway</html>" }],
  ["Slow (3 s)", { latencyMs: 3000 }],
  ["Hangs", { hang: true }],
  ["Garbage", { garbage: true }],
  ["Resets", { reset: true }],
];

export function homePage(q: string, seen: readonly SeenRequest[]): string {
  const asked = q.trim().toUpperCase();
  const rows = written
    .filter((record) => record.name.includes(asked) || record.number.includes(asked))
    .map(
      (record) =>
        `<tr><td><a href="/__company/${record.number}">${record.number}</a></td><td>${escapeHtml(record.name)}</td><td>${record.type}</td>` +
        `<td>${record.status ?? "active"}</td><td>${record.officers?.length ?? 0} / ${record.pscs?.length ?? 0}</td></tr>`,
    );
  const buttons = INCIDENTS.map(
    ([label, scenario]) =>
      `<button type="button" data-scenario="${escapeHtml(JSON.stringify(scenario))}">${label}</button>`,
  );
  const requests = seen.map(
    (one) =>
      `<tr><td>${new Date(one.at).toISOString()}</td><td>${escapeHtml(one.path)}</td><td>${one.status || "…"}</td></tr>`,
  );
  return sandboxPage(
    "Companies House (sandbox)",
    `<form><label>Name or number <input name="q" value="${escapeHtml(q)}"></label> <button>Find</button></form>
<p>Incident: ${buttons.join(" ")} <output id="done" aria-live="polite"></output></p>
<table><thead><tr><th>Number</th><th>Name</th><th>Type</th><th>Status</th><th>Officers / PSCs</th></tr></thead><tbody>${rows.join("")}</tbody></table>
<p>Also 13000000 to 13009999, made from their number.</p>
<h2>Last requests</h2><table><tbody>${requests.toReversed().join("") || "<tr><td>None yet</td></tr>"}</tbody></table>
<script type="module">
for (const button of document.querySelectorAll("[data-scenario]")) button.onclick = async () => {
  const answer = await fetch("/__scenario", { method: "POST", headers: { "content-type": "application/json" }, body: button.dataset.scenario });
  document.getElementById("done").textContent = answer.ok ? button.textContent + ": in force" : "refused";
};
</script>`,
  );
}

export function companyPage(record: CompanyRecord): string {
  const first = (name: string) => (name === "items_per_page" ? "100" : undefined);
  const part = (title: string, body: object) =>
    `<h2>${title}</h2><pre>${escapeHtml(JSON.stringify(body, null, 2))}</pre>`;
  return sandboxPage(
    `${escapeHtml(record.name)} · ${record.number}`,
    `<p><a href="/">All companies</a> · ${escapeHtml(oneLine(record.office))}</p>` +
      part("Profile", profileOf(record, Date.now())) +
      part("Officers", officersOf(record, first)) +
      part("Persons with significant control", pscsOf(record, first)) +
      part("Statements", statementsOf(record, first)),
  );
}
