import { readFileSync } from "node:fs";
import path from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { loadAssembly } from "../assembly.ts";
import { CHECKS } from "../checks.ts";
import { FUNCTION_ROWS } from "../functions.ts";
import { NUDGE_QUEUES } from "../queues.ts";
import { Model } from "../template.ts";

const models = new Map<string, Model>();
const model = (stage: string): Model => {
  const found = models.get(stage);
  if (!found) throw new Error(`stage ${stage} was not synthesized`);
  return found;
};

beforeAll(async () => {
  for (const stage of ["test", "prod"]) models.set(stage, new Model(await loadAssembly({ stage })));
});

describe.each(["test", "prod"])("the templates of stage %s keep", (stage) => {
  it.each(Object.keys(CHECKS))("%s", (name) => {
    expect(CHECKS[name]?.(model(stage))).toEqual([]);
  });
});

describe("the wiring is the agreed one", () => {
  it("a function loads its secrets when it has some, and only then", () => {
    const loads = (handler: string) =>
      readFileSync(path.resolve(import.meta.dirname, "../..", handler.replace(/\.handler$/, ".ts")), "utf8").includes(
        "await loadSecrets()",
      );
    for (const [name, { handler, secrets }] of FUNCTION_ROWS)
      expect([name, loads(handler)]).toEqual([name, secrets.length > 0]);
  });

  it("queues, their consumers and the schedule", () => {
    expect(
      model("test")
        .queues()
        .map((queue) => queue.name)
        .toSorted(),
    ).toEqual([
      "document",
      "document-dlq",
      "email",
      "email-dlq",
      "evidence",
      "evidence-dlq",
      "extract",
      "extract-dlq",
      "import",
      "import-dlq",
      "kyc",
      "kyc-dlq",
      "lem-event",
      "lem-event-dlq",
      "mail-event",
      "mail-event-dlq",
      "onboarding",
      "onboarding-dlq",
      "pdf",
      "pdf-dlq",
      "proposal",
      "proposal-dlq",
      "token-refresh",
      "token-refresh-dlq",
      "xero-event",
      "xero-event-dlq",
      "xero-sync",
      "xero-sync-dlq",
    ]);
    expect(
      model("test")
        .consumers()
        .map(({ queue, fn, batchSize, maxConcurrency }) => [queue.name, fn.name, batchSize, maxConcurrency]),
    ).toEqual([
      ["email", "email-worker", 2, 2],
      ["mail-event", "mail-event-worker", 10, 4],
      ["lem-event", "lem-event-worker", 10, 4],
      ["kyc", "kyc-worker", 1, 4],
      ["xero-event", "xero-event-worker", 5, 4],
      ["proposal", "proposal-worker", 1, 4],
      ["onboarding", "onboarding-worker", 5, 2],
      ["xero-sync", "xero-sync-worker", 1, 20],
      ["token-refresh", "token-refresh-worker", 1, 5],
      ["pdf", "pdf-worker", 1, 4],
      ["extract", "extract-worker", 1, 4],
      ["document", "document-worker", 10, 2],
      ["evidence", "evidence-worker", 1, 2],
      ["import", "import-worker", 1, 4],
      ...NUDGE_QUEUES.map((name) => [`${name}-dlq`, "dead-letter-worker", 10, 2]),
    ]);
    expect(
      model("test")
        .schedules()
        .map(({ name, expression, timezone }) => [name, expression, timezone]),
    ).toEqual([
      ["token-refresh", "cron(17 3 * * ? *)", "Etc/UTC"],
      ["purge", "cron(30 2 * * ? *)", "Etc/UTC"],
      ["sweep", "rate(5 minutes)", "Etc/UTC"],
      ["xero-poll", "rate(10 minutes)", "Etc/UTC"],
    ]);
  });

  it("what each function may do, as IAM answers it", () => {
    const here = model("test");
    const table = "arn:aws:dynamodb:eu-west-2:000000000000:table/test-practice-hub-data";
    const queue = (name: string) => `arn:aws:sqs:eu-west-2:000000000000:test-practice-hub-${name}`;
    const secret = (name: string) =>
      `arn:aws:ssm:eu-west-2:000000000000:parameter/sst/practice-hub/test/Secret/${name}/value`;
    expect(here.allowed("webhook", "sqs:SendMessage", queue("mail-event"))).toBe(true);
    expect(here.allowed("webhook", "sqs:SendMessage", queue("email"))).toBe(false);
    expect(here.allowed("webhook", "dynamodb:PutItem", table)).toBe(false);
    expect(here.allowed("api", "dynamodb:Query", `${table}/index/gsi1`)).toBe(true);
    expect(here.allowed("api", "ssm:GetParameters", secret("RESEND_API_KEY"))).toBe(false);
    expect(here.allowed("sweep", "dynamodb:Query", `${table}/index/gsi2`)).toBe(true);
    expect(here.allowed("sweep", "dynamodb:Query", table)).toBe(false);
    expect(here.allowed("sweep", "dynamodb:UpdateItem", table)).toBe(false);
    expect(here.allowed("email-worker", "sqs:ReceiveMessage", queue("email"))).toBe(true);
    expect(here.allowed("email-worker", "sqs:SendMessage", queue("email"))).toBe(false);
    // Nobody with a browser behind it takes a message out of a queue.
    expect(here.allowed("api", "sqs:ReceiveMessage", queue("email-dlq"))).toBe(false);
    expect(here.allowed("dead-letter-worker", "sqs:DeleteMessage", queue("email-dlq"))).toBe(true);
    expect(here.allowed("dead-letter-worker", "sqs:ReceiveMessage", queue("xero-event-dlq"))).toBe(false);
    const object = (key: string) => `arn:aws:s3:::test-practice-hub-files-000000000000/${key}`;
    expect(here.allowed("api", "s3:PutObject", object("incoming/firm_1/document/doc_1"))).toBe(true);
    expect(here.allowed("api", "s3:GetObject", object("t/firm_1/kyc/doc_1"))).toBe(true);
    expect(here.allowed("api", "s3:PutObject", object("elsewhere/doc_1"))).toBe(false);
    // Whoever files may not remove what is filed.
    expect(here.allowed("api", "s3:DeleteObject", object("t/firm_1/kyc/doc_1"))).toBe(false);
    expect(here.allowed("document-worker", "s3:DeleteObject", object("t/firm_1/kyc/doc_1"))).toBe(true);
    expect(here.allowed("document-worker", "s3:GetObject", object("t/firm_1/kyc/doc_1"))).toBe(false);
  });

  it("each function is its own source file, and two functions share none", () => {
    const files = model("test")
      .functions()
      .map((fn) => `${fn.file}.${fn.exportName}`);
    expect(files).toEqual(FUNCTION_ROWS.map(([, row]) => row.handler));
    expect(new Set(files).size).toBe(files.length);
  });

  it("stays far from CloudFormation's limit of 500 resources a stack", () => {
    const counts = Object.values(model("prod").assembly.stacks).map((stack) => Object.keys(stack.Resources).length);
    expect(Math.max(...counts)).toBeLessThan(250);
  });

  it("gives the embedded AWS everything it creates, dead-letter queues before the queues that name them", () => {
    const plan = model("test").plan();
    const names = plan.queues.map((queue) => queue.name);
    for (const [at, { redrive }] of plan.queues.entries()) {
      if (redrive) expect(names.indexOf(redrive.deadLetterQueue)).toBeLessThan(at);
    }
    expect(plan.tables).toHaveLength(1);
    expect(plan.buckets.map((bucket) => bucket.name)).toContain("test-practice-hub-files-000000000000");
  });
});
