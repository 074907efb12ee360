/** Every Lambda that names no log group (SST's deploy-time helpers) gets one that forgets: by default CloudWatch keeps lines for ever. */
import { RemovalPolicy, Stack, type IAspect } from "aws-cdk-lib/core";
import { CfnFunction } from "aws-cdk-lib/aws-lambda";
import { LogGroup } from "aws-cdk-lib/aws-logs";
import type { IConstruct } from "constructs";

export class LogGroups implements IAspect {
  readonly #days: number;
  constructor(days: number) {
    this.#days = days;
  }

  visit(node: IConstruct): void {
    if (!(node instanceof CfnFunction) || node.loggingConfig) return;
    const group = new LogGroup(Stack.of(node), `${Stack.of(node).getLogicalId(node)}Log`, {
      retention: this.#days,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    node.loggingConfig = { logGroup: group.logGroupName };
  }
}
