/** One row of `functions.ts` as a Lambda: its own role with nothing but its grants, its own log group, its own environment. */
import { Role, ServicePrincipal } from "aws-cdk-lib/aws-iam";
import { LogGroup } from "aws-cdk-lib/aws-logs";
import { RemovalPolicy } from "aws-cdk-lib/core";
import { Function, use, type StackContext } from "sst/constructs";
import type { FunctionName, FunctionRow } from "../functions.ts";
import { urlVariable } from "../queues.ts";
import { providerVariables, secretParameter, secretsPrefix, settings, storageVariables } from "../settings.ts";
import { Data } from "./data.ts";
import { fileGrants, secretGrants, sendGrant, tableGrants } from "./grant.ts";
import { Web } from "./web.ts";

export function createFunction({ stack, app }: StackContext, name: FunctionName, row: FunctionRow): Function {
  const { table, files, queue } = use(Data);
  const { logRetentionDays } = settings(app.stage);
  const functionName = app.logicalPrefixedName(name);
  const logGroup = new LogGroup(stack, `${name}-log`, {
    logGroupName: `/aws/lambda/${functionName}`,
    retention: logRetentionDays,
    removalPolicy: RemovalPolicy.DESTROY,
  });
  // Without a role of ours CDK attaches AWSLambdaBasicExecutionRole: every log group of the account.
  const role = new Role(stack, `${name}-role`, { assumedBy: new ServicePrincipal("lambda.amazonaws.com") });
  logGroup.grantWrite(role);
  const grants = [
    ...tableGrants(table, row.table),
    ...fileGrants(files, row.files),
    ...row.sends.map((target) => sendGrant(queue(target).work)),
    ...secretGrants(
      row.secrets.map((secret) => secretParameter(app.stage, secret)),
      stack,
    ),
  ];
  for (const grant of grants) role.addToPolicy(grant);
  return new Function(stack, name, {
    functionName,
    handler: row.handler,
    timeout: row.timeoutS,
    memorySize: row.memoryMb,
    role,
    logGroup,
    environment: {
      NODE_OPTIONS: "--enable-source-maps",
      STAGE: app.stage,
      APP_URL: use(Web).appUrl,
      ...providerVariables(),
      ...(row.table.length > 0 ? { TABLE_NAME: table.tableName } : {}),
      ...(row.files.length > 0 ? storageVariables(files.bucketName) : {}),
      ...Object.fromEntries(row.sends.map((target) => [urlVariable(target), queue(target).work.queueUrl])),
      ...("deadLettersOf" in row.trigger ? { DEAD_LETTERS_OF: row.trigger.deadLettersOf.join(",") } : {}),
      ...(row.secrets.length > 0
        ? { SECRETS_PREFIX: secretsPrefix(app.stage), SECRET_NAMES: row.secrets.join(",") }
        : {}),
    },
  });
}
