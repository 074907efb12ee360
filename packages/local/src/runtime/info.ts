/** The answer of `GET /__local` (design/http.md). */
import type { Demo } from "../seed/demo.ts";

export interface RuntimeInfo {
  ready: true;
  urls: { app: string; api: string; local: string };
  /** URL of each provider's sandbox by name. */
  sandbox: Record<string, string>;
  /** Endpoints of the embedded AWS, and the key pair of its administrator (a local one, good nowhere else). */
  aws: {
    dynamodb: string;
    sqs: string;
    s3: string;
    ssm: string;
    region: string;
    accessKeyId: string;
    secretAccessKey: string;
  };
  table: string;
  /** Queue name to URL, dead-letter queues included. */
  queues: Record<string, string>;
  schedules: string[];
  /** Webhook signing secrets by provider. */
  webhooks: Record<string, string>;
  /** Sign-ins of the demo firm; null without it. */
  demo: Demo | null;
}
