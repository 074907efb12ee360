/** The sandbox's page: specimens to download and upload in the product, incidents to script, and what was answered. */
import type { Hono } from "hono";
import { COLLECTION, describe } from "../../specimen/collection.ts";
import { specimen } from "../../specimen/index.ts";
import { escapeHtml, sandboxPage } from "../kit.ts";
import type { Quota } from "./gate.ts";
import type { Script } from "./script.ts";

/** One answer, for the page and for tests: no content. */
export interface Answered {
  at: number;
  model: string;
  totalTokens: number;
  finish: string;
}

interface Shown {
  script: Script;
  today: number;
  quota: Quota;
  answered: readonly Answered[];
}

const INCIDENTS: readonly [label: string, scenario: object][] = [
  ["All well", {}],
  ["Quota used up (429)", { quota: { perMinute: 1, perDay: 1 } }],
  ["Prompt blocked", { block: "PROHIBITED_CONTENT" }],
  ["Stopped: personal data (SPII)", { finish: "SPII" }],
  ["Cut off (MAX_TOKENS)", { finish: "MAX_TOKENS" }],
  ["Thinks aloud", { thoughts: true }],
  ["Answers prose", { says: "prose" }],
  ["Obeys the paper", { obeys: true }],
  ["Misreads and is sure", { misreads: "sure" }],
  [
    "Key refused (400)",
    {
      status: 400,
      body: '{"error":{"code":400,"status":"INVALID_ARGUMENT","message":"API key not valid.","details":[{"@type":"type.googleapis.com/google.rpc.ErrorInfo","reason":"API_KEY_INVALID"}]}}',
    },
  ],
  ["Broken (502)", { status: 502, body: "<html>Bad gateway</html>" }],
  ["Hangs", { hang: true }],
  ["Resets", { reset: true }],
];

export function pages(app: Hono, shown: () => Shown): void {
  app.get("/", (c) => c.html(page(shown())));
  app.get("/__specimen/:number", async (c) => {
    const wanted = COLLECTION[Number(c.req.param("number")) - 1];
    if (!wanted) return c.text("no such specimen", 404);
    const { name, contentType, body } = await specimen(wanted);
    const headers = { "content-type": contentType, "content-disposition": `attachment; filename="${name}"` };
    return c.body(new Uint8Array(body), 200, headers);
  });
}

function page({ script, today, quota, answered }: Shown): string {
  const buttons = INCIDENTS.map(
    ([label, scenario]) =>
      `<button type="button" data-scenario="${escapeHtml(JSON.stringify(scenario))}">${label}</button>`,
  );
  const papers = COLLECTION.map(
    (wanted, at) =>
      `<tr><td><a href="/__specimen/${at + 1}" download>Specimen ${at + 1}</a></td><td>${escapeHtml(describe(wanted))}</td></tr>`,
  );
  const answers = answered
    .slice(0, 20)
    .map(
      (one) =>
        `<tr><td>${new Date(one.at).toISOString()}</td><td>${escapeHtml(one.model)}</td><td>${escapeHtml(one.finish)}</td><td>${one.totalTokens}</td></tr>`,
    );
  return sandboxPage(
    "Google Gemini (sandbox)",
    `<p>${today} of ${quota.perDay} requests today, ${quota.perMinute} a minute. Script: <code>${escapeHtml(JSON.stringify(script))}</code></p>
<p>Incident: ${buttons.join(" ")} <output id="done" aria-live="polite"></output></p>
<h2>Papers to try</h2><p>Of nobody: passports and driving licences of Utopia. Download one and upload it in the product.</p>
<table><thead><tr><th>File</th><th>What it is</th></tr></thead><tbody>${papers.join("")}</tbody></table>
<h2>Last answers</h2><table><thead><tr><th>At</th><th>Model</th><th>Finish</th><th>Tokens</th></tr></thead><tbody>${answers.join("") || '<tr><td colspan="4">None yet</td></tr>'}</tbody></table>
<script type="module">
for (const button of document.querySelectorAll("[data-scenario]")) button.onclick = async () => {
  const answer = await fetch("/__scenario", { method: "POST", headers: { "content-type": "application/json" }, body: button.dataset.scenario });
  document.getElementById("done").textContent = answer.ok ? button.textContent + ": in force" : "refused";
};
</script>`,
  );
}
