/**
 * `npm run storage:check [-- --create]`: proves the bucket that S3_ENDPOINT, S3_ACCESS_KEY_ID, S3_SECRET_ACCESS_KEY, S3_BUCKET_NAME
 * and S3_REGION name, step by step. APP_URL is the origin that browsers upload from. Ends with 1 when a step fails.
 */
import { parseArgs } from "node:util";
import { checkStorage } from "../packages/core/src/provider/storage/check.ts";

const { values } = parseArgs({ options: { create: { type: "boolean", default: false } } });
process.env.S3_REGION ??= "us-east-1";
try {
  const steps = await checkStorage({ origin: process.env.APP_URL ?? "http://localhost:3000", create: values.create });
  for (const { name, problem } of steps)
    console.log(problem === null ? `ok      ${name}` : `FAILED  ${name}: ${problem}`);
  process.exitCode = steps.some(({ problem }) => problem !== null) ? 1 : 0;
} catch (error) {
  console.error(error instanceof Error ? error.message : "the check failed");
  process.exitCode = 1;
}
