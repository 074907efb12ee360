/**
 * One SendMessage, signed by aws4fetch with the environment's credentials: 10 KB where the SDK's client is 300. Tried
 * twice within two seconds in all, because the provider is waiting and repeats what we refuse.
 */
import { AwsClient } from "aws4fetch";

const TRIES_MS = [900, 900];

let aws: AwsClient | undefined;

const client = (region: string): AwsClient =>
  (aws ??= new AwsClient({
    accessKeyId: process.env.AWS_ACCESS_KEY_ID ?? "",
    secretAccessKey: process.env.AWS_SECRET_ACCESS_KEY ?? "",
    ...(process.env.AWS_SESSION_TOKEN ? { sessionToken: process.env.AWS_SESSION_TOKEN } : {}),
    service: "sqs",
    region,
    retries: 0,
  }));

/** Puts a message on a queue; resolves only when SQS has it. */
export async function enqueue(queue: string, message: object): Promise<void> {
  const region = process.env.AWS_REGION ?? "eu-west-2";
  const endpoint = process.env.AWS_ENDPOINT_URL_SQS ?? `https://sqs.${region}.amazonaws.com`;
  const QueueUrl = process.env[`QUEUE_${queue.toUpperCase().replaceAll("-", "_")}_URL`];
  if (!QueueUrl) throw new Error(`configuration: the URL of queue ${queue} is missing`);
  const body = JSON.stringify({ QueueUrl, MessageBody: JSON.stringify(message) });
  let failure: unknown;
  for (const timeoutMs of TRIES_MS) {
    try {
      const answer = await client(region).fetch(endpoint, {
        method: "POST",
        headers: { "content-type": "application/x-amz-json-1.0", "x-amz-target": "AmazonSQS.SendMessage" },
        body,
        signal: AbortSignal.timeout(timeoutMs),
      });
      await answer.body?.cancel();
      if (answer.ok) return;
      failure = new Error(`SQS answered ${answer.status}`);
    } catch (error) {
      failure = error;
    }
  }
  throw failure;
}
