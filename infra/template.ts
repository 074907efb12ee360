/**
 * Reads a synthesized app back as one flat, cross-stack model. The local runtime, the IAM gate and the tests are built
 * from this and from nothing else: what is not in the templates does not exist on a laptop either.
 */
import { Resources, type Values } from "./template/resource.ts";
import { localValues } from "./template/local-values.ts";
import { allows, statementsOf, type Statement } from "./template/policy.ts";
import * as read from "./template/read.ts";
import type {
  Alarm,
  AppFunction,
  Assembly,
  AwsPlan,
  Bucket,
  Consumer,
  Queue,
  Resource,
  Route,
  Schedule,
  Site,
  Table,
} from "./template/type.ts";

export type * from "./template/type.ts";
export type { Values } from "./template/resource.ts";
export type { Statement } from "./template/policy.ts";
export { localValues } from "./template/local-values.ts";

/** A reading that is made when it is first asked for, and kept. One that throws is not kept. */
function once<T>(read: () => T): () => T {
  let made: { value: T } | undefined;
  return () => (made ??= { value: read() }).value;
}

/** What the templates say; each kind of thing is read once, so a template that changes needs a new model. */
export class Model {
  readonly assembly: Assembly;
  readonly resources: Resources;
  readonly #grants = new Map<Resource, Statement[]>();

  /** `values` names the resources; by default as the local runtime does (account 000000000000, eu-west-2). */
  constructor(assembly: Assembly, values: Values = localValues()) {
    this.assembly = assembly;
    this.resources = new Resources(assembly, values);
  }

  /** The application's functions (never SST's own deploy-time ones), in the order of the table in `functions.ts`. */
  readonly functions = once((): AppFunction[] =>
    this.assembly.functions.map((source) => read.appFunction(this.resources, this.assembly, source)),
  );

  /** By short name (`email-worker`); throws for an unknown one. */
  fn(name: string): AppFunction {
    const found = this.functions().find((candidate) => candidate.name === name);
    if (!found) throw new Error(`template: no function "${name}"`);
    return found;
  }

  readonly tables = once((): Table[] =>
    this.resources.ofType("AWS::DynamoDB::Table").map((r) => read.table(this.resources, this.assembly, r)),
  );

  readonly queues = once((): Queue[] =>
    this.resources.ofType("AWS::SQS::Queue").map((r) => read.queue(this.resources, this.assembly, r)),
  );

  /** The application's own buckets; the site's bucket belongs to `site()`. */
  readonly buckets = once((): Bucket[] =>
    this.resources
      .ofType("AWS::S3::Bucket")
      .filter((r) => !r.logicalId.startsWith("Site"))
      .map((r) => read.bucket(this.resources, this.assembly, r)),
  );

  readonly routes = once((): Route[] =>
    this.resources.ofType("AWS::ApiGatewayV2::Route").map((r) => read.route(this.resources, this.functions(), r)),
  );

  readonly consumers = once((): Consumer[] =>
    this.resources
      .ofType("AWS::Lambda::EventSourceMapping")
      .map((r) => read.consumer(this.resources, this.functions(), this.queues(), r)),
  );

  readonly schedules = once((): Schedule[] =>
    this.resources
      .ofType("AWS::Scheduler::Schedule")
      .map((r) => read.schedule(this.resources, this.assembly, this.functions(), r)),
  );

  readonly alarms = once((): Alarm[] =>
    this.resources.ofType("AWS::CloudWatch::Alarm").map((r) => read.alarm(this.resources, this.queues(), r)),
  );

  /** How CloudFront serves the single-page app; undefined in a dev or remove synthesis, which has no site. */
  site(): Site | undefined {
    return read.site(this.resources);
  }

  /** What the embedded AWS has to create. */
  plan(): AwsPlan {
    return read.plan(this.tables(), this.queues(), this.buckets());
  }

  /** Every statement of the function's role: inline, attached, and AWS's managed policies as they were written. */
  grants(fn: AppFunction): Statement[] {
    const known = this.#grants.get(fn.resource);
    if (known) return known;
    const read = statementsOf(this.resources, fn.resource);
    this.#grants.set(fn.resource, read);
    return read;
  }

  /** May this function do `action` (`sqs:SendMessage`) on `arn`? Conservative: a conditional Allow does not count, a conditional Deny does. */
  allowed(fn: AppFunction | string, action: string, arn: string): boolean {
    const known = typeof fn === "string" ? this.fn(fn) : fn;
    return allows(this.grants(known), action, arn);
  }
}
