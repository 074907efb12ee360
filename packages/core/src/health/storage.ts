/** Whether the storage answers: its bucket is asked, at most once in fifteen seconds a process. It costs nothing to ask. */
import { now, SECOND_MS } from "../lib/clock.ts";
import { logError } from "../lib/log.ts";

const FRESH_MS = 15 * SECOND_MS;
/** A health check that waits longer than this is itself unhealthy. */
const PATIENCE_MS = 2 * SECOND_MS;

let last: { askedAt: number; bucket: string; answers: Promise<boolean> } | undefined;

/** True when the configured bucket answers and may be used. The client is loaded only by who asks. */
export function storageAnswers(): Promise<boolean> {
  const bucket = process.env.S3_BUCKET_NAME ?? "";
  if (!last || last.bucket !== bucket || now() - last.askedAt > FRESH_MS)
    last = { askedAt: now(), bucket, answers: ask() };
  return last.answers;
}

async function ask(): Promise<boolean> {
  try {
    const { checkBucket } = await import("../provider/storage/index.ts");
    await checkBucket(PATIENCE_MS);
    return true;
  } catch (error) {
    logError("storage does not answer", error, { provider: "s3" });
    return false;
  }
}
