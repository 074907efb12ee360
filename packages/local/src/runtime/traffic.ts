/** What makes functions run: HTTP routes, event source mappings, schedules, each read from the model. */
import { randomUUID } from "node:crypto";
import type { Model, Schedule as ModelSchedule } from "../../../../infra/template.ts";
import type { EmbeddedAws } from "../aws/index.ts";
import { ACCOUNT, REGION } from "../aws/place.ts";
import type { KeyPair } from "./environment.ts";
import type { Fleet } from "./function/fleet.ts";
import { createGateway, type Gateway } from "./gateway/gateway.ts";
import { startPoller, type Poller } from "./queue/poller.ts";
import { startScheduler, type Scheduler } from "./schedule/scheduler.ts";

/** Concurrent batches of a mapping without a maximum: what Lambda starts with. */
const DEFAULT_CONCURRENCY = 5;
/** Threads of a function behind HTTP; a laptop has few cores. */
const DOOR_THREADS = 4;

/** Most threads each function may have, by what triggers it. */
export function threadLimits(model: Model): (name: string) => number {
  const limits = new Map<string, number>();
  const raise = (name: string, limit: number): void => void limits.set(name, Math.max(limit, limits.get(name) ?? 1));
  for (const route of model.routes()) raise(route.fn.name, DOOR_THREADS);
  for (const consumer of model.consumers()) raise(consumer.fn.name, consumer.maxConcurrency ?? DEFAULT_CONCURRENCY);
  return (name) => limits.get(name) ?? 1;
}

export interface TrafficOptions {
  model: Model;
  fleet: Fleet;
  aws: EmbeddedAws;
  keysOf: (functionName: string) => KeyPair;
  print: (line: string) => void;
}

/** `headers` are CloudFront's for the API's paths; they replace the function's own of the same name. */
export function openGateway({
  model,
  fleet,
  headers,
}: Pick<TrafficOptions, "model" | "fleet"> & { headers: [string, string][] }): Gateway {
  const names = new Set(headers.map(([name]) => name));
  const gateway = createGateway({
    routes: model
      .routes()
      .map((route) => ({ key: route.key, target: fleet.pool(route.fn.name), throttle: route.throttle })),
    domainName: `practicehub.execute-api.${REGION}.amazonaws.com`,
  });
  return async (request) => {
    const answer = await gateway(request);
    return { ...answer, headers: [...answer.headers.filter(([name]) => !names.has(name)), ...headers] };
  };
}

export function startPollers({ model, fleet, aws, keysOf, print }: TrafficOptions): Poller[] {
  return model.consumers().map((consumer) => {
    const pool = fleet.pool(consumer.fn.name);
    return startPoller({
      mapping: {
        queueUrl: aws.queueUrl(consumer.queue.queueName),
        queueArn: consumer.queue.arn,
        batchSize: consumer.batchSize,
        windowS: consumer.windowS,
        reportsItemFailures: consumer.partial,
        maxConcurrency: consumer.maxConcurrency ?? DEFAULT_CONCURRENCY,
      },
      functionName: consumer.fn.name,
      invoke: (event) => pool.invoke(event),
      endpoint: aws.endpoints.sqs,
      region: REGION,
      credentials: keysOf(consumer.fn.name),
      print,
    });
  });
}

export function startSchedules({ model, fleet }: Pick<TrafficOptions, "model" | "fleet">): Scheduler {
  return startScheduler(
    model.schedules().map((schedule) => ({
      name: schedule.name,
      expression: schedule.expression,
      timezone: schedule.timezone,
      enabled: schedule.enabled,
      retries: schedule.retries,
      invoke: () => fleet.pool(schedule.fn.name).invoke(scheduledEvent(schedule)),
    })),
  );
}

/** The target's input, or what EventBridge Scheduler sends without one. */
const scheduledEvent = (schedule: ModelSchedule): unknown =>
  schedule.input ?? {
    version: "0",
    id: randomUUID(),
    "detail-type": "Scheduled Event",
    source: "aws.scheduler",
    account: ACCOUNT,
    time: new Date().toISOString(),
    region: REGION,
    resources: [`arn:aws:scheduler:${REGION}:${ACCOUNT}:schedule/default/${schedule.name}`],
    detail: "{}",
  };
