/** One CloudFormation resource → one shape of `type.ts`. */
import { asArray, asNumber, asObject, asString, shortName, type Resources } from "./resource.ts";
import type {
  Alarm,
  AppFunction,
  Assembly,
  Consumer,
  FunctionSource,
  Json,
  KeyDefinition,
  Queue,
  Resource,
  Route,
  Schedule,
  Table,
} from "./type.ts";

export { bucket, site } from "./read-storage.ts";
export { plan } from "./plan.ts";

const text = (value: Json | undefined, fallback = ""): string => asString(value) ?? fallback;

export function appFunction(resources: Resources, assembly: Assembly, source: FunctionSource): AppFunction {
  const resource = resources.byId(source.stack, source.logicalId);
  if (!resource) throw new Error(`template ${source.stack}: no function ${source.logicalId}`);
  const functionName = text(resources.property(resource, "FunctionName"), source.logicalId);
  const variables = asObject(asObject(resources.property(resource, "Environment")).Variables);
  const env = Object.fromEntries(Object.entries(variables).map(([name, value]) => [name, text(value)]));
  const dot = source.handler.lastIndexOf(".");
  const logGroup = resources.target(asObject(resource.props.LoggingConfig).LogGroup, resource.stack);
  return {
    name: shortName(assembly, functionName),
    functionName,
    arn: resources.attribute(resource, "Arn"),
    file: source.handler.slice(0, dot),
    exportName: source.handler.slice(dot + 1),
    env,
    timeoutS: asNumber(resource.props.Timeout) ?? 3,
    memoryMb: asNumber(resource.props.MemorySize) ?? 128,
    runtime: text(resource.props.Runtime),
    architecture: text(asArray(resource.props.Architectures)[0], "x86_64"),
    reservedConcurrency: asNumber(resource.props.ReservedConcurrentExecutions),
    logRetentionDays: logGroup && asNumber(logGroup.props.RetentionInDays),
    secrets: (env.SECRET_NAMES ?? "").split(",").filter(Boolean),
    resource,
  };
}

function keyOf(schema: Json | undefined): KeyDefinition {
  const named = (type: string) =>
    asArray(schema)
      .map(asObject)
      .find((key) => key.KeyType === type)?.AttributeName;
  const range = asString(named("RANGE"));
  return { hash: text(named("HASH")), ...(range === undefined ? {} : { range }) };
}

export function table(resources: Resources, assembly: Assembly, resource: Resource): Table {
  const tableName = resources.attribute(resource, "Ref");
  const arn = resources.attribute(resource, "Arn");
  const ttl = asObject(resource.props.TimeToLiveSpecification);
  return {
    name: shortName(assembly, tableName),
    tableName,
    arn,
    key: keyOf(resource.props.KeySchema),
    attributes: Object.fromEntries(
      asArray(resource.props.AttributeDefinitions)
        .map(asObject)
        .map((one) => [
          text(one.AttributeName),
          one.AttributeType === "N" ? "N" : one.AttributeType === "B" ? "B" : "S",
        ]),
    ),
    indexes: asArray(resource.props.GlobalSecondaryIndexes)
      .map(asObject)
      .map((index) => {
        const name = text(index.IndexName);
        const projection = asObject(index.Projection);
        const include = asArray(projection.NonKeyAttributes).map((one) => text(one));
        const type = text(projection.ProjectionType);
        return {
          name,
          arn: `${arn}/index/${name}`,
          key: keyOf(index.KeySchema),
          projection:
            type === "INCLUDE" ? { include } : type === "KEYS_ONLY" ? ("KEYS_ONLY" as const) : ("ALL" as const),
        };
      }),
    ttlAttribute: ttl.Enabled === true ? asString(ttl.AttributeName) : undefined,
    pointInTimeRecovery: asObject(resource.props.PointInTimeRecoverySpecification).PointInTimeRecoveryEnabled === true,
    deletionProtection: resource.props.DeletionProtectionEnabled === true,
    retained: resource.deletionPolicy?.startsWith("Retain") ?? false,
    resource,
  };
}

export function queue(resources: Resources, assembly: Assembly, resource: Resource): Queue {
  const redrive = asObject(resource.props.RedrivePolicy);
  const target = resources.target(redrive.deadLetterTargetArn, resource.stack);
  const queueName = resources.attribute(resource, "QueueName");
  const name = shortName(assembly, queueName).replace(/\.fifo$/, "");
  const isDeadLetterQueue = resources
    .ofType("AWS::SQS::Queue")
    .some(
      (other) => resources.target(asObject(other.props.RedrivePolicy).deadLetterTargetArn, other.stack) === resource,
    );
  return {
    name,
    queueName,
    arn: resources.attribute(resource, "Arn"),
    url: resources.attribute(resource, "Ref"),
    urlVariable: isDeadLetterQueue ? undefined : `QUEUE_${name.toUpperCase().replaceAll("-", "_")}_URL`,
    fifo: resource.props.FifoQueue === true,
    contentBasedDeduplication: resource.props.ContentBasedDeduplication === true,
    visibilityTimeoutS: asNumber(resource.props.VisibilityTimeout) ?? 30,
    delayS: asNumber(resource.props.DelaySeconds) ?? 0,
    retentionS: asNumber(resource.props.MessageRetentionPeriod) ?? 345_600,
    receiveWaitS: asNumber(resource.props.ReceiveMessageWaitTimeSeconds) ?? 0,
    redrive: target && {
      deadLetterQueue: resources.attribute(target, "QueueName"),
      maxReceiveCount: asNumber(redrive.maxReceiveCount) ?? 1,
    },
    isDeadLetterQueue,
    resource,
  };
}

/** The application function that a template value names. */
function functionOf(
  resources: Resources,
  functions: AppFunction[],
  value: Json | undefined,
  from: Resource,
): AppFunction {
  const target = resources.target(value, from.stack);
  const found = functions.find((fn) => fn.resource === target);
  if (!found) throw new Error(`template ${from.stack}: ${from.logicalId} reaches no application function`);
  return found;
}

export function route(resources: Resources, functions: AppFunction[], resource: Resource): Route {
  const key = text(resource.props.RouteKey);
  const [method = "ANY", path = "$default"] = key === "$default" ? [] : key.split(" ");
  const integration = resources.target(resource.props.Target, resource.stack);
  if (!integration) throw new Error(`template ${resource.stack}: route ${key} has no integration`);
  const api = resources.target(resource.props.ApiId, resource.stack);
  const stage = resources
    .ofType("AWS::ApiGatewayV2::Stage")
    .find((one) => resources.target(one.props.ApiId, one.stack) === api);
  const limits = {
    ...asObject(stage?.props.DefaultRouteSettings),
    ...asObject(asObject(stage?.props.RouteSettings)[key]),
  };
  const rate = asNumber(limits.ThrottlingRateLimit);
  const burst = asNumber(limits.ThrottlingBurstLimit);
  return {
    key,
    method,
    path,
    payloadFormat: text(integration.props.PayloadFormatVersion),
    fn: functionOf(resources, functions, integration.props.IntegrationUri, integration),
    throttle: rate === undefined || burst === undefined ? undefined : { rate, burst },
    resource,
  };
}

export function consumer(
  resources: Resources,
  functions: AppFunction[],
  queues: Queue[],
  resource: Resource,
): Consumer {
  const source = resources.target(resource.props.EventSourceArn, resource.stack);
  const from = queues.find((one) => one.resource === source);
  if (!from) throw new Error(`template ${resource.stack}: ${resource.logicalId} reads no queue`);
  return {
    queue: from,
    fn: functionOf(resources, functions, resource.props.FunctionName, resource),
    batchSize: asNumber(resource.props.BatchSize) ?? 10,
    windowS: asNumber(resource.props.MaximumBatchingWindowInSeconds) ?? 0,
    partial: asArray(resource.props.FunctionResponseTypes).includes("ReportBatchItemFailures"),
    maxConcurrency: asNumber(asObject(resource.props.ScalingConfig).MaximumConcurrency),
    resource,
  };
}

export function schedule(
  resources: Resources,
  assembly: Assembly,
  functions: AppFunction[],
  resource: Resource,
): Schedule {
  const target = asObject(resource.props.Target);
  const retry = asObject(target.RetryPolicy);
  const input = asString(resources.resolve(target.Input, resource.stack));
  return {
    name: shortName(assembly, text(resource.props.Name, resource.logicalId)),
    expression: text(resource.props.ScheduleExpression),
    timezone: text(resource.props.ScheduleExpressionTimezone, "UTC"),
    enabled: resource.props.State !== "DISABLED",
    retries: asNumber(retry.MaximumRetryAttempts) ?? 185, // EventBridge Scheduler's default
    maxEventAgeS: asNumber(retry.MaximumEventAgeInSeconds),
    input: input === undefined ? undefined : (JSON.parse(input) as Json),
    fn: functionOf(resources, functions, target.Arn, resource),
    resource,
  };
}

export function alarm(resources: Resources, queues: Queue[], resource: Resource): Alarm {
  const name = asArray(resource.props.Dimensions)
    .map(asObject)
    .find((one) => one.Name === "QueueName")?.Value;
  const watched = resources.target(name, resource.stack);
  return {
    name: text(resource.props.AlarmName, resource.logicalId),
    metric: text(resource.props.MetricName),
    queue: queues.find((one) => one.resource === watched),
    notifies: asArray(resource.props.AlarmActions).length > 0,
    resource,
  };
}
