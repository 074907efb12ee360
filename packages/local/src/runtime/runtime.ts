/** The levers of a running runtime, and what it says about itself. */
import type { Model } from "../../../../infra/template.ts";
import type { EmbeddedAws } from "../aws/index.ts";
import { REGION } from "../aws/place.ts";
import { advance } from "../clock.ts";
import type { Sandboxes } from "../sandbox/index.ts";
import type { KeyPair } from "./environment.ts";
import type { Fleet } from "./function/fleet.ts";
import type { Front } from "./gateway/front.ts";
import type { Outcome } from "./function/protocol.ts";
import { untilIdle } from "./idle.ts";
import type { RuntimeInfo } from "./info.ts";
import type { Poller } from "./queue/poller.ts";
import type { Scheduler } from "./schedule/scheduler.ts";
import type { World } from "./state.ts";

export interface Runtime {
  /** The product's origin, for example `http://localhost:3000`. */
  readonly url: string;
  /** The answer of `GET /__local`. */
  readonly info: RuntimeInfo;
  /** True once every consumed queue was empty and nothing ran for 200 ms; false after `timeoutMs`. */
  idle(timeoutMs: number): Promise<boolean>;
  /** Runs a schedule once, now; throws for an unknown name. */
  runSchedule(name: string): Promise<Outcome>;
  /** Moves the virtual clock; answers its new time as ISO. What became due starts at once: wait with `idle`. */
  advance(ms: number): string;
  /** Stops cleanly: what runs may finish for five seconds. */
  close(): Promise<void>;
}

export interface Parts {
  front: Front;
  model: Model;
  aws: EmbeddedAws;
  fleet: Fleet;
  pollers: Poller[];
  scheduler: Scheduler;
  sandboxes: Sandboxes;
  admin: KeyPair;
  world: World;
  /** Remembers a change of the world in the data folder. */
  save: (change: Partial<World>) => void;
  close: () => Promise<void>;
}

export function createRuntime(parts: Parts): Runtime {
  const { front, model, aws, fleet, pollers, scheduler, sandboxes, save } = parts;
  const consumed = new Set(model.consumers().map((consumer) => consumer.queue.queueName));
  const busy = (): number =>
    fleet.busy() + scheduler.busy() + sandboxes.pending() + pollers.reduce((sum, poller) => sum + poller.busy(), 0);
  const depth = async () => (await aws.depth()).filter((queue) => consumed.has(queue.name));
  return {
    url: front.url,
    get info() {
      return infoOf(parts);
    },
    idle: (timeoutMs) => untilIdle({ depth, busy }, timeoutMs),
    runSchedule: (name) => {
      const run = scheduler.run(name);
      if (!run) throw new Error(`no schedule "${name}"; there are ${scheduler.names.join(", ")}`);
      return run;
    },
    advance: (ms) => {
      save({ clockOffsetMs: advance(ms) });
      scheduler.wake();
      return new Date().toISOString();
    },
    close: parts.close,
  };
}

function infoOf({ front, model, aws, scheduler, sandboxes, admin, world }: Parts): RuntimeInfo {
  return {
    ready: true,
    urls: { app: front.url, api: `${front.url}/api`, local: `${front.url}/__local` },
    sandbox: sandboxes.urls,
    aws: { ...aws.endpoints, region: REGION, ...admin },
    table: model.tables()[0]?.tableName ?? "",
    queues: Object.fromEntries(model.queues().map((queue) => [queue.name, aws.queueUrl(queue.queueName)])),
    schedules: scheduler.names,
    webhooks: sandboxes.webhooks,
    demo: world.demo,
  };
}
