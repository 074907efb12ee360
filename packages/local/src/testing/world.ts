/** The world of the `core` tests and of the bench: embedded AWS with the table of the real templates, and every sandbox. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { TestProject } from "vitest/node";
import { loadAssembly } from "../../../../infra/assembly.ts";
import { Model } from "../../../../infra/template.ts";
import { startAws } from "../aws/index.ts";
import { startSandboxes } from "../sandbox/index.ts";

declare module "vitest" {
  interface ProvidedContext {
    world: Record<string, string>;
  }
}

/** Test keys: the encryption key and signing secrets of this run. Not a secret of anything that exists. */
const KEYS = { ENCRYPTION_KEY: "ab".repeat(32), BETTER_AUTH_SECRET: "test-only-better-auth-secret-0123456789abcdef" };

/** Once per run. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { variables, close } = await startWorld();
  project.provide("world", variables);
  return close;
}

/** Started, on free ports and an empty folder; `variables` are a function's environment in it. */
export async function startWorld(): Promise<{ variables: Record<string, string>; close: () => Promise<void> }> {
  const dataDir = mkdtempSync(path.join(tmpdir(), "practice-hub-test-"));
  const model = new Model(await loadAssembly({ stage: "test" }));
  const aws = await startAws({
    dataDir,
    plan: model.plan(),
    principals: [{ name: "test", accessKeyId: "AKIATEST", secretAccessKey: "test-secret", may: () => true }],
    secrets: {},
    origins: ["http://127.0.0.1:3000"],
  });
  const sandboxes = await startSandboxes({ dataDir: null, appUrl: "http://127.0.0.1:3000", log: () => undefined });
  const queues = Object.fromEntries(
    model.queues().flatMap((queue) => (queue.urlVariable ? [[queue.urlVariable, aws.queueUrl(queue.queueName)]] : [])),
  );
  const variables = {
    AWS_REGION: "eu-west-2",
    AWS_ACCESS_KEY_ID: "AKIATEST",
    AWS_SECRET_ACCESS_KEY: "test-secret",
    AWS_ENDPOINT_URL_DYNAMODB: aws.endpoints.dynamodb,
    AWS_ENDPOINT_URL_SQS: aws.endpoints.sqs,
    AWS_ENDPOINT_URL_S3: aws.endpoints.s3,
    AWS_ENDPOINT_URL_SSM: aws.endpoints.ssm,
    TABLE_NAME: model.tables()[0]?.tableName ?? "",
    // A storage that the shell names is tested instead of ours (docs/provider/storage.md).
    ...(process.env.S3_ENDPOINT ? {} : { S3_BUCKET_NAME: model.buckets()[0]?.bucketName ?? "" }),
    APP_URL: "http://127.0.0.1:3000",
    STAGE: "test",
    RESEND_FROM_EMAIL: "Practice Hub <noreply@practicehub.example>",
    ...queues,
    ...sandboxes.env,
    ...sandboxes.secrets,
    ...KEYS,
  };
  const close = async () => {
    await sandboxes.close();
    await aws.close();
    rmSync(dataDir, { recursive: true, force: true });
  };
  return { variables, close };
}
