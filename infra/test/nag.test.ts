import { expect, it } from "vitest";
import type { Findings } from "../nag.ts";
import { runScript } from "./child.ts";

it("cdk-nag finds nothing in any stack that is not suppressed with its reason", async () => {
  const findings = await runScript<Findings>("infra/nag.ts", ["--stage", "prod"]);
  expect(findings.open).toEqual([]);
  expect(findings.passed, "rules that were evaluated and passed").toBeGreaterThan(50);
  for (const { rule, resource, finding, reason } of findings.suppressed) {
    expect(reason.length, `${rule} ${resource}`).toBeGreaterThan(30);
    if (/IAM[45]/.test(rule)) expect(finding, `${rule} ${resource} names what is accepted`).not.toBe("");
  }
});
