/** The functions and what starts them: routes, queues, schedules. All of it follows from the rows of `functions.ts`. */
import {
  CfnStage,
  HttpMethod,
  HttpRoute,
  HttpRouteKey,
  HttpStage,
  LogGroupLogDestination,
} from "aws-cdk-lib/aws-apigatewayv2";
import { HttpLambdaIntegration } from "aws-cdk-lib/aws-apigatewayv2-integrations";
import { AccessLogFormat } from "aws-cdk-lib/aws-apigateway";
import { SqsEventSource } from "aws-cdk-lib/aws-lambda-event-sources";
import { LogGroup } from "aws-cdk-lib/aws-logs";
import { Schedule, ScheduleExpression, ScheduleTargetInput } from "aws-cdk-lib/aws-scheduler";
import { LambdaInvoke } from "aws-cdk-lib/aws-scheduler-targets";
import { Duration, RemovalPolicy } from "aws-cdk-lib/core";
import { use, type Function, type StackContext } from "sst/constructs";
import { FUNCTION_ROWS, type FunctionName, type Trigger } from "../functions.ts";
import { settings } from "../settings.ts";
import { Data } from "./data.ts";
import { createFunction } from "./function.ts";
import { Web } from "./web.ts";

type RouteTrigger = Extract<Trigger, { routes: unknown }>;
type QueueTrigger = Extract<Trigger, { queue: unknown }>;
type DeadLetterTrigger = Extract<Trigger, { deadLettersOf: unknown }>;
type ScheduleTrigger = Extract<Trigger, { schedule: unknown }>;

export function App(context: StackContext) {
  const functions = new Map<FunctionName, Function>();
  const doors: { fn: Function; trigger: RouteTrigger }[] = [];
  for (const [name, row] of FUNCTION_ROWS) {
    const fn = createFunction(context, name, row);
    functions.set(name, fn);
    const { trigger } = row;
    if ("routes" in trigger) doors.push({ fn, trigger });
    else if ("queue" in trigger) consume(fn, trigger);
    else if ("deadLettersOf" in trigger) bury(fn, trigger);
    else schedule(context, name, fn, trigger);
  }
  routes(context, doors);
  return { functions };
}

function consume(fn: Function, trigger: QueueTrigger): void {
  fn.addEventSource(
    new SqsEventSource(use(Data).queue(trigger.queue).work, {
      batchSize: trigger.batchSize,
      ...(trigger.windowS > 0 ? { maxBatchingWindow: Duration.seconds(trigger.windowS) } : {}),
      reportBatchItemFailures: true,
      maxConcurrency: trigger.maxConcurrency,
    }),
  );
}

function bury(fn: Function, { deadLettersOf, batchSize, maxConcurrency }: DeadLetterTrigger): void {
  for (const name of deadLettersOf)
    fn.addEventSource(
      new SqsEventSource(use(Data).queue(name).dead, { batchSize, reportBatchItemFailures: true, maxConcurrency }),
    );
}

function schedule({ stack, app }: StackContext, name: string, fn: Function, trigger: ScheduleTrigger): Schedule {
  return new Schedule(stack, `${name}-schedule`, {
    scheduleName: app.logicalPrefixedName(name),
    schedule: ScheduleExpression.expression(trigger.schedule),
    target: new LambdaInvoke(fn, {
      input: ScheduleTargetInput.fromObject({ schedule: name }),
      retryAttempts: trigger.retries,
      maxEventAge: Duration.seconds(trigger.maxEventAgeS),
    }),
  });
}

/**
 * The API itself belongs to the Web stack (CloudFront needs its address, functions need CloudFront's); its routes and the
 * stage that throttles and logs them stand here.
 */
function routes({ stack, app }: StackContext, doors: { fn: Function; trigger: RouteTrigger }[]): void {
  const { api } = use(Web);
  const accessLog = new LogGroup(stack, "access-log", {
    logGroupName: `/aws/apigateway/${app.logicalPrefixedName("http")}`,
    retention: settings(app.stage).logRetentionDays,
    removalPolicy: RemovalPolicy.DESTROY,
  });
  const stage = new HttpStage(stack, "stage", {
    httpApi: api,
    stageName: "$default",
    autoDeploy: true,
    accessLogSettings: { destination: new LogGroupLogDestination(accessLog), format: ACCESS_LOG },
  });
  const limits: Record<string, CfnStage.RouteSettingsProperty> = {};
  for (const { fn, trigger } of doors) {
    const integration = new HttpLambdaIntegration(`${fn.node.id}-integration`, fn);
    for (const key of trigger.routes) {
      const [method = "", path = ""] = key.split(" ");
      const route = new HttpRoute(stack, routeId(key), {
        httpApi: api,
        routeKey: HttpRouteKey.with(path, method as HttpMethod),
        integration,
      });
      limits[key] = { throttlingRateLimit: trigger.rate, throttlingBurstLimit: trigger.burst };
      stage.node.addDependency(route); // route settings name routes that must exist
    }
  }
  // CDK writes lower-camel keys here, and CloudFormation takes this property as it is.
  (stage.node.defaultChild as CfnStage).addPropertyOverride(
    "RouteSettings",
    Object.fromEntries(
      Object.entries(limits).map(([key, { throttlingRateLimit, throttlingBurstLimit }]) => [
        key,
        { ThrottlingRateLimit: throttlingRateLimit, ThrottlingBurstLimit: throttlingBurstLimit },
      ]),
    ),
  );
}

/** The construct id of a route. */
export const routeId = (key: string): string => `route ${key}`.replaceAll(/[^\w]+/g, "-");

/** No query string (tokens), no user agent. Path parameters stay out too: the route key says enough. */
const ACCESS_LOG = AccessLogFormat.custom(
  JSON.stringify({
    requestId: "$context.requestId",
    at: "$context.requestTime",
    route: "$context.routeKey",
    status: "$context.status",
    error: "$context.error.messageString",
    bytes: "$context.responseLength",
    latencyMs: "$context.responseLatency",
    functionMs: "$context.integrationLatency",
  }),
);
