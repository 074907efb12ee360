/** The page at /api/docs: the description as plain HTML. No script, no network, and a policy that allows nothing but its style. */
import { createHash } from "node:crypto";
import * as z from "zod";
import type { Contract } from "./contract/define.ts";
import { actorWords } from "./openapi.ts";
import { takesBody } from "./request.ts";

const STYLE = `:root{color-scheme:light dark;font:15px/1.5 system-ui,sans-serif}body{max-width:60rem;margin:2rem auto;padding:0 1rem}
h1{font-size:1.4rem}details{border-top:1px solid color-mix(in srgb,currentColor 20%,transparent);padding:.5rem 0}summary{cursor:pointer}
summary p{margin:.1rem 0 .1rem 1rem;opacity:.75}code,pre{font:13px/1.45 ui-monospace,monospace}pre{overflow:auto;padding:.75rem;background:color-mix(in srgb,currentColor 6%,transparent);border-radius:6px}
.method{display:inline-block;min-width:4.5em;font-weight:600}`;

const escape = (text: string): string => text.replaceAll(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);

const block = (title: string, schema: z.ZodType, io: "input" | "output"): string => {
  const { $schema: _, ...json } = z.toJSONSchema(schema, { io, unrepresentable: "any" });
  return `<h4>${title}</h4><pre>${escape(JSON.stringify(json, null, 2))}</pre>`;
};

const hasMembers = (schema: z.ZodType): boolean =>
  schema instanceof z.ZodObject && Object.keys(schema.shape).length > 0;

const entry = (
  contract: Contract,
): string => `<details><summary><span class="method">${contract.method}</span> <code>${escape(contract.path)}</code>
<p>${escape(contract.summary)} <em>${escape(actorWords(contract))}.</em></p></summary>
${hasMembers(contract.query) ? block("Query", contract.query, "input") : ""}
${takesBody(contract) ? block("Body", contract.body, "input") : ""}
${block(`Answer ${contract.status}`, contract.output, "output")}</details>`;

const policy = `default-src 'none'; style-src 'sha256-${createHash("sha256").update(STYLE).digest("base64")}'; frame-ancestors 'none'; base-uri 'none'`;

/** The page. */
export const docsPage = (contracts: readonly Contract[]): Response =>
  new Response(
    `<!doctype html><html lang="en-GB"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Practice Hub API</title><style>${STYLE}</style></head>
<body><h1>Practice Hub API</h1><p>For programs: <a href="/api/openapi.json">openapi.json</a>. Failures are problem documents with a stable <code>code</code>. What changes something needs our own <code>Origin</code>, and takes an <code>Idempotency-Key</code>.</p>
${contracts.map(entry).join("\n")}</body></html>`,
    {
      headers: {
        "content-type": "text/html; charset=utf-8",
        "content-security-policy": policy,
        "cache-control": "no-store",
        "x-content-type-options": "nosniff",
        "referrer-policy": "no-referrer",
      },
    },
  );
