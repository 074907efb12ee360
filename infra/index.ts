/** The application: its stacks, in deploy order, and what holds for every function. */
import { Aspects } from "aws-cdk-lib/core";
import type { App } from "sst/constructs";
import { nodejs } from "./bundle.ts";
import { settings } from "./settings.ts";
import { App as AppStack } from "./stack/app.ts";
import { Data } from "./stack/data.ts";
import { LogGroups } from "./stack/log-groups.ts";
import { Monitoring } from "./stack/monitoring.ts";
import { Web } from "./stack/web.ts";

export function stacks(app: App): void {
  const { protect, logRetentionDays } = settings(app.stage);
  app.node.setContext("@aws-cdk/aws-s3:serverAccessLogsUseBucketPolicy", true);
  app.setDefaultRemovalPolicy(protect ? "retain" : "destroy");
  // No X-Ray: its two actions only take resource "*", and no function gets one.
  app.setDefaultFunctionProps({ runtime: "nodejs24.x", architecture: "arm_64", tracing: "disabled", nodejs });
  app.stack(Data).stack(Web).stack(AppStack, { id: "App" }).stack(Monitoring);
  Aspects.of(app).add(new LogGroups(logRetentionDays));
}
