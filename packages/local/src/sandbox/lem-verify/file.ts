/** Reports and pictures behind signed addresses that live five minutes. */
import { createHmac } from "node:crypto";
import type { Hono } from "hono";
import { pdf, png } from "../../seed/paper.ts";
import { type Check, resultAt } from "./check.ts";
import type { Twin } from "./twin.ts";

const LIVES_MS = 5 * 60_000;
const NAMES = ["report", "amlReport", "documentFront", "documentBack"] as const;
type Name = (typeof NAMES)[number];

const sign = (twin: Twin, id: string, name: string, until: number): string =>
  createHmac("sha256", twin.keys.webhookSecret).update(`${id}/${name}/${until}`).digest("hex");

/** Signed addresses of what there is of a finished check; null while there is nothing. */
export function filesOf(twin: Twin, check: Check, base: string): Partial<Record<Name, string>> | null {
  const result = resultAt(check, Date.now());
  if (!result?.paper) return null;
  const until = Date.now() + LIVES_MS;
  const there = NAMES.filter(
    (name) =>
      (name !== "amlReport" || check.amlChecks) && (name !== "documentBack" || result.paper?.type !== "passport"),
  );
  return Object.fromEntries(
    there.map((name) => [
      name,
      `${base}/files/${check.id}/${name}?until=${until}&signature=${sign(twin, check.id, name, until)}`,
    ]),
  );
}

export function fileRoutes(app: Hono, twin: Twin): void {
  app.get("/files/:id/:name", (c) => {
    const { id, name } = c.req.param();
    const until = Number(c.req.query("until"));
    if (c.req.query("signature") !== sign(twin, id, name, until) || Date.now() > until)
      return c.text("Request has expired", 403);
    const check = twin.check(id);
    if (!check) return c.text("Not found", 404);
    if (name === "report" || name === "amlReport")
      return c.body(new Uint8Array(reportOf(check, name)), 200, { "content-type": "application/pdf" });
    return c.body(new Uint8Array(png(640, 400)), 200, { "content-type": "image/png" });
  });
}

function reportOf(check: Check, name: string): Buffer {
  const result = resultAt(check, Date.now());
  const title = name === "report" ? "Identity report" : "Screening report";
  const hits = result?.hits.map((hit) => `${hit.type}: ${hit.name}, ${hit.detail}`) ?? [];
  return pdf(`LEM Verify sandbox: ${title}`, [
    `Check ${check.id}`,
    `Reference ${check.clientReference}`,
    `Person ${result?.person?.forename ?? ""} ${result?.person?.surname ?? ""}, ${result?.person?.dateOfBirth ?? ""}`,
    `Document ${result?.paper?.type ?? ""} ${result?.paper?.number ?? ""}, expires ${result?.paper?.expiryDate ?? ""}`,
    `Outcome ${result?.outcome ?? "none"}; face ${result?.facematchScore}, liveness ${result?.livenessScore}`,
    ...(name === "amlReport" ? (hits.length > 0 ? hits : ["Nothing found on any list"]) : []),
  ]);
}
