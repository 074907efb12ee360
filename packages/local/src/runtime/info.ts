/** The answer of `GET /__local` (design/http.md). */

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

export interface Demo {
  firm: string;
  staff: { email: string; password: string };
  portal: { email: string; password: string };
  [more: string]: unknown;
}
