/** Signed deliveries as API Gateway hands them over, and the messages they became. Signs on its own: shares no code with the door. */
import { createHmac, randomUUID } from "node:crypto";
import { DeleteMessageCommand, ReceiveMessageCommand, SQSClient } from "@aws-sdk/client-sqs";

export const SECRET = `whsec_${Buffer.from("a signing key of the tests, 32 b").toString("base64")}`;

export function sign(secret: string, id: string, timestamp: string, body: string | Buffer): string {
  const key = Buffer.from(secret.slice("whsec_".length), "base64");
  return `v1,${createHmac("sha256", key).update(`${id}.${timestamp}.`).update(body).digest("base64")}`;
}

export interface DeliveryOptions {
  body?: string | Buffer;
  id?: string;
  timestamp?: string;
  signature?: string;
  secret?: string;
  provider?: string;
  base64?: boolean;
  headers?: Record<string, string>;
}

/** An HTTP API event (payload 2.0) of one signed delivery; every part can be replaced. */
export function delivery(options: DeliveryOptions = {}) {
  const { body = "{}", id = `msg_${randomUUID()}`, secret = SECRET, provider = "resend" } = options;
  const timestamp = options.timestamp ?? String(Math.floor(Date.now() / 1000));
  const signature = options.signature ?? sign(secret, id, timestamp, body);
  const isBase64Encoded = options.base64 ?? Buffer.isBuffer(body);
  const path = `/api/webhooks/${provider}`;
  return {
    version: "2.0",
    routeKey: "POST /api/webhooks/{provider}",
    rawPath: path,
    rawQueryString: "",
    headers: {
      "content-type": "application/json",
      host: "hub.example",
      "svix-id": id,
      "svix-timestamp": timestamp,
      "svix-signature": signature,
      ...options.headers,
    } as Record<string, string>,
    requestContext: {
      accountId: "000000000000",
      apiId: "api",
      authentication: null,
      authorizer: {},
      domainName: "hub.example",
      domainPrefix: "hub",
      http: { method: "POST", path, protocol: "HTTP/1.1", sourceIp: "192.0.2.1", userAgent: "Svix" },
      requestId: randomUUID(),
      routeKey: "POST /api/webhooks/{provider}",
      stage: "$default",
      time: "",
      timeEpoch: Date.now(),
    },
    body: isBase64Encoded ? Buffer.from(body).toString("base64") : body.toString(),
    isBase64Encoded,
  };
}

export interface Queued {
  provider: string;
  id: string;
  receivedAt: string;
  body: string;
}

const sqs = new SQSClient({});

/** Takes everything off a queue. */
export async function drain(queueUrl: string | undefined): Promise<Queued[]> {
  const taken: Queued[] = [];
  for (;;) {
    const { Messages = [] } = await sqs.send(
      new ReceiveMessageCommand({ QueueUrl: queueUrl, MaxNumberOfMessages: 10, WaitTimeSeconds: 0 }),
    );
    if (Messages.length === 0) return taken;
    for (const message of Messages) {
      taken.push(JSON.parse(message.Body ?? "") as Queued);
      await sqs.send(new DeleteMessageCommand({ QueueUrl: queueUrl, ReceiptHandle: message.ReceiptHandle }));
    }
  }
}
