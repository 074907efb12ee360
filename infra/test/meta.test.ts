/**
 * Breaks the synthesized templates on purpose and shows that the check with the right name fails: a check that cannot
 * fail keeps nothing.
 */
import { beforeAll, describe, expect, it } from "vitest";
import { loadAssembly } from "../assembly.ts";
import { broken } from "../checks.ts";
import { FUNCTION_ROWS } from "../functions.ts";
import { asArray, asObject } from "../template/resource.ts";
import { Model, type Assembly, type Resource } from "../template.ts";

let intact: Assembly;
beforeAll(async () => {
  intact = await loadAssembly({ stage: "prod" });
});

/** The names of the checks that fail after `damage` was done to a copy. */
function failing(damage: (model: Model) => void): string[] {
  const model = new Model(structuredClone(intact));
  damage(model);
  return Object.keys(broken(new Model(model.assembly)));
}

const remove = (model: Model, resource: Resource) => {
  delete model.assembly.stacks[resource.stack]?.Resources[resource.logicalId];
};
const only = (model: Model, type: string, which: (resource: Resource) => boolean = () => true): Resource => {
  const found = model.resources.ofType(type).find(which);
  if (!found) throw new Error(`the templates have no such ${type}`);
  return found;
};
const statements = (policy: Resource) => asArray(asObject(policy.props.PolicyDocument).Statement);

it("the intact templates break nothing", () => {
  expect(broken(new Model(intact))).toEqual({});
});

describe("a broken queue is noticed", () => {
  it.each(["email", "mail-event"])("%s without its redrive policy", (name) => {
    const checks = failing((model) => {
      const queue = model.queues().find((one) => one.name === name);
      delete queue?.resource.props.RedrivePolicy;
    });
    expect(checks).toContain("everyWorkQueueDeadLetters");
  });

  it.each(["email-worker", "mail-event-worker"])("%s without ReportBatchItemFailures", (name) => {
    const checks = failing((model) => {
      const consumer = model.consumers().find((one) => one.fn.name === name);
      delete consumer?.resource.props.FunctionResponseTypes;
    });
    expect(checks).toEqual(["everyConsumerReportsPartialFailures"]);
  });

  it.each(["email-worker", "mail-event-worker"])("%s without its concurrency limit", (name) => {
    const checks = failing(
      (model) => delete model.consumers().find((one) => one.fn.name === name)?.resource.props.ScalingConfig,
    );
    expect(checks).toEqual(["everyConsumerHasMaxConcurrency"]);
  });

  it.each(["email-worker", "mail-event-worker"])("%s without its mapping", (name) => {
    const checks = failing((model) => {
      const consumer = model.consumers().find((one) => one.fn.name === name);
      if (consumer) remove(model, consumer.resource);
    });
    expect(checks).toContain("everyWorkQueueHasAConsumer");
  });

  it("each alarm on a queue, taken away or left without anybody to tell", () => {
    const names = new Model(intact).alarms().flatMap((alarm) => (alarm.queue ? [alarm.name] : []));
    expect(names.length).toBeGreaterThanOrEqual(4);
    const silenced = names.map((name) =>
      failing((model) => delete model.alarms().find((one) => one.name === name)?.resource.props.AlarmActions),
    );
    expect(silenced).toEqual(names.map(() => ["everyQueueHasAnAlarm"]));
  });

  it("dead letters of nudges that nobody takes out, or that the api may not send again", () => {
    const unread = failing((model) => {
      const consumer = model.consumers().find((one) => one.queue.name === "email-dlq");
      if (consumer) remove(model, consumer.resource);
    });
    expect(unread).toContain("everyNudgeThatWasGivenUpComesBack");
    const mute = failing((model) => {
      for (const policy of model.resources.ofType("AWS::IAM::Policy"))
        if (policy.logicalId.startsWith("apirole")) remove(model, policy);
    });
    expect(mute).toContain("everyNudgeThatWasGivenUpComesBack");
  });

  it("a visibility timeout shorter than six runs", () => {
    const checks = failing((model) => {
      const queue = model.queues().find((one) => one.name === "email");
      if (queue) queue.resource.props.VisibilityTimeout = 60;
    });
    expect(checks).toEqual(["visibilityCoversSixRuns"]);
  });
});

describe("a broken door is noticed", () => {
  const keys = FUNCTION_ROWS.flatMap(([, { trigger }]) => ("routes" in trigger ? trigger.routes : []));

  it.each(keys)("without the route %s", (key) => {
    const checks = failing((model) =>
      remove(
        model,
        only(model, "AWS::ApiGatewayV2::Route", (route) => route.props.RouteKey === key),
      ),
    );
    expect(checks).toContain("everyTriggerOfTheTableExists");
    expect(checks).toContain("everyRequestReachesItsDoor");
  });

  it("a route that leads to another function", () => {
    const checks = failing((model) => {
      const [first, ...rest] = model.routes();
      const other = rest.find((route) => route.fn.name !== first?.fn.name);
      if (first && other) first.resource.props.Target = other.resource.props.Target ?? null;
    });
    expect(checks).toContain("everyTriggerOfTheTableExists");
  });

  it("a route without throttling", () => {
    const checks = failing((model) => delete only(model, "AWS::ApiGatewayV2::Stage").props.RouteSettings);
    expect(checks).toEqual(["everyRouteIsThrottled"]);
  });

  it("API Gateway without leave to call", () => {
    const checks = failing((model) => {
      for (const one of model.resources.ofType("AWS::Lambda::Permission")) {
        if (one.props.Principal === "apigateway.amazonaws.com") remove(model, one);
      }
    });
    expect(checks).toEqual(["everyDoorMayBeCalled"]);
  });

  it("a schedule that is gone, off, or may not call", () => {
    const schedule = "AWS::Scheduler::Schedule";
    expect(failing((model) => remove(model, only(model, schedule)))).toContain("everyTriggerOfTheTableExists");
    expect(failing((model) => (only(model, schedule).props.State = "DISABLED"))).toEqual(["everyScheduleRuns"]);
    const speechless = failing((model) =>
      remove(
        model,
        only(model, "AWS::IAM::Policy", (policy) => policy.logicalId.startsWith("SchedulerRole")),
      ),
    );
    expect(speechless).toEqual(["everyScheduleRuns"]);
  });
});

describe("a grant too few is noticed, for every function and every statement of its role", () => {
  it.each(FUNCTION_ROWS.map(([name]) => name))("%s", (name) => {
    const model = new Model(intact);
    const policies = [...new Set(model.grants(model.fn(name)).map((grant) => grant.from))];
    const places = policies.flatMap((from) => {
      const [stack = "", logicalId = ""] = from.split("/");
      const policy = model.resources.byId(stack, logicalId);
      return policy ? statements(policy).map((_, at) => ({ stack, logicalId, at })) : [];
    });
    expect(places.length).toBeGreaterThanOrEqual(2);
    for (const { stack, logicalId, at } of places) {
      const checks = failing((copy) => {
        const policy = copy.resources.byId(stack, logicalId);
        if (policy) statements(policy).splice(at, 1);
      });
      expect(checks, `statement ${at}`).toContain("everyFunctionMayDoItsWork");
    }
  });
});

describe("a grant too many is noticed", () => {
  const grant = (Action: string, Resource: string) => (model: Model) => {
    const [stack = "", id = ""] = model.grants(model.fn("webhook"))[0]?.from.split("/") ?? [];
    const policy = model.resources.byId(stack, id);
    if (policy) statements(policy).push({ Effect: "Allow", Action, Resource });
  };
  const table = "arn:aws:dynamodb:eu-west-2:000000000000:table/prod-practice-hub-data";
  const secret = "arn:aws:ssm:eu-west-2:000000000000:parameter/sst/practice-hub/prod/Secret/ENCRYPTION_KEY/value";

  it.each([
    ["dynamodb:Scan", table, "noFunctionMayScan"],
    ["dynamodb:*", table, "noFunctionMayScan"],
    ["dynamodb:GetItem", table, "noFunctionMayDoMore"],
    ["sqs:SendMessage", "*", "noGrantIsForEverything"],
    ["ssm:GetParameters", secret, "secretsListedAreSecretsReadable"],
  ])("%s on %s", (action, resource, check) => {
    expect(failing(grant(action, resource))).toContain(check);
  });

  it("a secret as a plain variable", () => {
    const checks = failing((model) => {
      const variables = asObject(asObject(model.fn("api").resource.props.Environment).Variables);
      variables.ENCRYPTION_KEY = "ab".repeat(32);
    });
    expect(checks).toEqual(["secretsListedAreSecretsReadable"]);
  });
});

describe("an open or forgetful house is noticed", () => {
  it.each<[string, string, (model: Model) => unknown]>([
    [
      "a public bucket",
      "bucketsArePrivateAndTlsOnly",
      (model) => delete only(model, "AWS::S3::Bucket").props.PublicAccessBlockConfiguration,
    ],
    [
      "a bucket without its TLS policy",
      "bucketsArePrivateAndTlsOnly",
      (model) => model.resources.ofType("AWS::S3::BucketPolicy").forEach((one) => remove(model, one)),
    ],
    [
      "a permission without a source",
      "nothingIsPublic",
      (model) => delete only(model, "AWS::Lambda::Permission").props.SourceArn,
    ],
    [
      "a log that is never forgotten",
      "logsAreForgotten",
      (model) => delete only(model, "AWS::Logs::LogGroup").props.RetentionInDays,
    ],
    [
      "a function without a log group",
      "logsAreForgotten",
      (model) => delete model.fn("api").resource.props.LoggingConfig,
    ],
    ["another runtime", "functionsRunOnNode24Arm", (model) => (model.fn("api").resource.props.Runtime = "nodejs20.x")],
    [
      "an index less",
      "theTableIsTheSingleTable",
      (model) => asArray(only(model, "AWS::DynamoDB::Table").props.GlobalSecondaryIndexes).pop(),
    ],
    [
      "no point-in-time recovery",
      "theTableIsTheSingleTable",
      (model) => delete only(model, "AWS::DynamoDB::Table").props.PointInTimeRecoverySpecification,
    ],
    [
      "no expiry",
      "theTableIsTheSingleTable",
      (model) => delete only(model, "AWS::DynamoDB::Table").props.TimeToLiveSpecification,
    ],
    [
      "error pages at the edge",
      "apiErrorsStayErrors",
      (model) =>
        (asObject(only(model, "AWS::CloudFront::Distribution").props.DistributionConfig).CustomErrorResponses = [
          { ErrorCode: 404 },
        ]),
    ],
    [
      "no /api behaviour",
      "theApiIsOnTheSiteOrigin",
      (model) => delete asObject(only(model, "AWS::CloudFront::Distribution").props.DistributionConfig).CacheBehaviors,
    ],
    ["no rewrite function", "deepLinksReachTheApp", (model) => remove(model, only(model, "AWS::CloudFront::Function"))],
    [
      "no security headers",
      "theBrowserIsTold",
      (model) => model.resources.ofType("AWS::CloudFront::ResponseHeadersPolicy").forEach((one) => remove(model, one)),
    ],
    [
      "no access log",
      "theApiKeepsAnAccessLog",
      (model) => delete only(model, "AWS::ApiGatewayV2::Stage").props.AccessLogSettings,
    ],
    [
      "alarms that may not notify",
      "alarmsMayNotify",
      (model) => statements(only(model, "AWS::SNS::TopicPolicy")).pop(),
    ],
    [
      "a missing queue URL",
      "theFunctionsAreThoseOfTheTable",
      (model) => delete asObject(asObject(model.fn("sweep").resource.props.Environment).Variables).QUEUE_EMAIL_URL,
    ],
  ])("%s", (_, check, damage) => {
    expect(failing(damage)).toContain(check);
  });
});
