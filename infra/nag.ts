/** cdk-nag's AWS Solutions rules over every stack; run by a test in a process of its own: `node infra/nag.ts --stage prod`. */
import { parseArgs } from "node:util";
import { Aspects } from "aws-cdk-lib/core";
import {
  AwsSolutionsChecks,
  type INagLogger,
  type NagLoggerComplianceData,
  type NagLoggerNonComplianceData,
  type NagLoggerErrorData,
  type NagLoggerSuppressedData,
  type NagLoggerSuppressedErrorData,
  type NagLoggerNotApplicableData,
} from "cdk-nag";
import { suppress } from "./nag-suppression.ts";
import { synth } from "./synth.ts";

export interface Findings {
  /** Rule, resource path and the exact finding of everything not suppressed. */
  open: string[];
  suppressed: { rule: string; resource: string; finding: string; reason: string }[];
  /** How many rule evaluations passed: zero would mean that nothing was looked at. */
  passed: number;
}

class Collector implements INagLogger {
  readonly findings: Findings = { open: [], suppressed: [], passed: 0 };

  onCompliance(_data: NagLoggerComplianceData): void {
    this.findings.passed += 1;
  }
  onNonCompliance(data: NagLoggerNonComplianceData): void {
    this.findings.open.push(`${data.ruleId} ${data.resource.node.path} ${data.findingId}`);
  }
  onSuppressed(data: NagLoggerSuppressedData): void {
    this.findings.suppressed.push({
      rule: data.ruleId,
      resource: data.resource.node.path,
      finding: data.findingId,
      reason: data.suppressionReason,
    });
  }
  onError(data: NagLoggerErrorData): void {
    this.findings.open.push(`${data.ruleId} ${data.resource.node.path} could not be checked: ${data.errorMessage}`);
  }
  onSuppressedError(data: NagLoggerSuppressedErrorData): void {
    this.onError(data);
  }
  onNotApplicable(_data: NagLoggerNotApplicableData): void {
    // The rule has nothing to say about this resource.
  }
}

async function nag(stage: string): Promise<Findings> {
  const collector = new Collector();
  await synth({
    stage,
    beforeSynth: (app) => {
      suppress(app);
      Aspects.of(app).add(new AwsSolutionsChecks({ reports: false, additionalLoggers: [collector] }));
    },
  });
  return collector.findings;
}

if (import.meta.main) {
  const { values } = parseArgs({ options: { stage: { type: "string", default: "prod" } } });
  process.stdout.write(`${JSON.stringify(await nag(values.stage))}\n`);
  process.exit(0);
}
