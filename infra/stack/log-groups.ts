/** Every Lambda that names no log group (the deploy-time helpers of SST and CDK) gets one that forgets: by default CloudWatch keeps lines for ever. */
import { CfnResource, RemovalPolicy, Stack, type IAspect } from "aws-cdk-lib/core";
import { CfnFunction } from "aws-cdk-lib/aws-lambda";
import { LogGroup } from "aws-cdk-lib/aws-logs";
import type { IConstruct } from "constructs";

export class LogGroups implements IAspect {
  readonly #days: number;
  constructor(days: number) {
    this.#days = days;
  }

  visit(node: IConstruct): void {
    if (!(node instanceof CfnResource) || node.cfnResourceType !== "AWS::Lambda::Function") return;
    if (node instanceof CfnFunction && node.loggingConfig) return;
    const stack = Stack.of(node);
    const group = new LogGroup(stack, `${stack.getLogicalId(node)}Log`, {
      retention: this.#days,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    // As an override: CDK's own helper is a plain resource without typed properties.
    node.addPropertyOverride("LoggingConfig", { LogGroup: group.logGroupName });
  }
}
