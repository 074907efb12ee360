/**
 * The one table of functions: what each is, what starts it, and everything it may touch. A new door, worker or schedule
 * is a row here; grants, environment, routes, mappings, alarms and the local runtime follow from it.
 */
import { NUDGE_QUEUES, type QueueName } from "./queues.ts";

/** `read` and `write` are for the table and its indexes; `due` is Query on the sparse index gsi2 and nothing else. */
export type TableAccess = "read" | "write" | "due";

/**
 * `look` may ask whether the bucket answers, and read nothing in it: what health needs. `incoming` is for uploads that
 * nobody has looked at yet (`incoming/`): signing them, reading and removing them. `read`, `write` and `remove` are for
 * kept files (`t/<tenant>/`).
 */
export type FileAccess = "look" | "incoming" | "read" | "write" | "remove";

export type Trigger =
  /** HTTP API routes; each may take `rate` requests a second and `burst` at once. */
  | { routes: readonly string[]; rate: number; burst: number }
  | { queue: QueueName; batchSize: number; windowS: number; maxConcurrency: number }
  /** The dead-letter queues of these queues. */
  | { deadLettersOf: readonly QueueName[]; batchSize: number; maxConcurrency: number }
  /** EventBridge Scheduler, UTC. `retries` and `maxEventAgeS` bound a failing run. */
  | { schedule: string; retries: number; maxEventAgeS: number };

export interface FunctionRow {
  handler: string;
  trigger: Trigger;
  timeoutS: number;
  memoryMb: number;
  table: readonly TableAccess[];
  files: readonly FileAccess[];
  sends: readonly QueueName[];
  /** SSM parameters it may read, exactly these. */
  secrets: readonly string[];
}

/** The key that seals, and the one before it while a rotation lasts. */
const ENCRYPTION = ["ENCRYPTION_KEY", "ENCRYPTION_KEY_PREVIOUS"] as const;

/** The keys of another S3 than the stack's own (S3_ENDPOINT); without them a function uses its role. */
const STORAGE = ["S3_ACCESS_KEY_ID", "S3_SECRET_ACCESS_KEY"] as const;

const source = "packages/functions/src";

export const FUNCTIONS = {
  auth: {
    handler: `${source}/auth/index.handler`,
    trigger: {
      routes: ["ANY /api/auth/{proxy+}", "GET /api/portal/invitations/{token}", "POST /api/portal/invitations/{token}"],
      rate: 100,
      burst: 200,
    },
    timeoutS: 20,
    memoryMb: 1024, // bcrypt at cost 12 is CPU, and Lambda gives CPU by memory
    table: ["read", "write"],
    files: [],
    sends: ["email"],
    secrets: ["BETTER_AUTH_SECRET", ...ENCRYPTION, "MICROSOFT_CLIENT_SECRET"],
  },
  api: {
    handler: `${source}/api/index.handler`,
    trigger: { routes: ["ANY /api/{proxy+}"], rate: 500, burst: 1000 },
    timeoutS: 28, // API Gateway gives up at 30
    memoryMb: 1024,
    table: ["read", "write"],
    files: ["look", "incoming", "read", "write"],
    sends: NUDGE_QUEUES, // its own nudges, and what was given up and is tried again
    secrets: [
      "BETTER_AUTH_SECRET",
      ...ENCRYPTION,
      "LEMVERIFY_API_KEY",
      "COMPANIES_HOUSE_API_KEY",
      "GOOGLE_GEMINI_API_KEY", // to say whether reading documents is set up; it never calls
      "XERO_CLIENT_SECRET",
      "CRON_SECRET",
      ...STORAGE,
    ],
  },
  webhook: {
    handler: `${source}/webhook/index.handler`,
    trigger: { routes: ["POST /api/webhooks/{provider}"], rate: 200, burst: 400 },
    timeoutS: 5, // Xero waits five seconds
    memoryMb: 512,
    table: [],
    files: [],
    sends: ["lem-event", "mail-event", "xero-event"],
    secrets: [
      "LEMVERIFY_WEBHOOK_SECRET",
      "LEMVERIFY_WEBHOOK_SECRET_PREVIOUS",
      "RESEND_WEBHOOK_SECRET",
      "RESEND_WEBHOOK_SECRET_PREVIOUS",
      "XERO_WEBHOOK_KEY",
      "XERO_WEBHOOK_KEY_PREVIOUS",
    ],
  },
  "email-worker": {
    handler: `${source}/worker/email.handler`,
    trigger: { queue: "email", batchSize: 2, windowS: 0, maxConcurrency: 2 },
    timeoutS: 60, // two mails one after another, each up to 24 s (recordMs of the worker)
    memoryMb: 1024,
    table: ["read", "write"],
    files: [],
    sends: [],
    secrets: ["RESEND_API_KEY", ...ENCRYPTION],
  },
  "mail-event-worker": {
    handler: `${source}/worker/mail-event.handler`,
    trigger: { queue: "mail-event", batchSize: 10, windowS: 0, maxConcurrency: 4 },
    timeoutS: 30,
    memoryMb: 512,
    table: ["read", "write"],
    files: [],
    sends: [],
    secrets: [],
  },
  "lem-event-worker": {
    handler: `${source}/worker/lem-event.handler`,
    trigger: { queue: "lem-event", batchSize: 10, windowS: 0, maxConcurrency: 4 },
    timeoutS: 30,
    memoryMb: 512,
    table: ["read", "write"],
    files: [],
    // An event can move a case, with a mail and a contact due for Xero.
    sends: ["kyc", "email", "xero-sync"],
    secrets: [...ENCRYPTION],
  },
  "kyc-worker": {
    handler: `${source}/worker/kyc.handler`,
    trigger: { queue: "kyc", batchSize: 1, windowS: 0, maxConcurrency: 4 },
    timeoutS: 90, // a result, then a report and three pictures from the provider into the storage
    memoryMb: 512,
    table: ["read", "write"],
    files: ["read", "write"],
    sends: ["email", "xero-sync"], // a clean result makes the client's contact due
    secrets: [...ENCRYPTION, "LEMVERIFY_API_KEY", ...STORAGE],
  },
  "xero-event-worker": {
    handler: `${source}/worker/xero-event.handler`,
    trigger: { queue: "xero-event", batchSize: 5, windowS: 0, maxConcurrency: 4 },
    timeoutS: 60,
    memoryMb: 512,
    table: ["read", "write"],
    files: [],
    sends: ["xero-sync"],
    secrets: [],
  },
  "proposal-worker": {
    handler: `${source}/worker/proposal.handler`,
    trigger: { queue: "proposal", batchSize: 1, windowS: 0, maxConcurrency: 4 },
    timeoutS: 60, // one document with 200 lines, its storage, and the mail about it
    memoryMb: 1769, // one whole vCPU: rendering is CPU alone
    table: ["read", "write"],
    files: ["read", "write", "remove"],
    sends: ["email"],
    secrets: [...ENCRYPTION, ...STORAGE],
  },
  "onboarding-worker": {
    handler: `${source}/worker/onboarding.handler`,
    trigger: { queue: "onboarding", batchSize: 5, windowS: 0, maxConcurrency: 2 },
    timeoutS: 30,
    memoryMb: 512,
    table: ["read", "write"],
    files: [],
    sends: ["email", "xero-sync"],
    secrets: [...ENCRYPTION],
  },
  "xero-sync-worker": {
    handler: `${source}/worker/xero-sync.handler`,
    trigger: { queue: "xero-sync", batchSize: 1, windowS: 0, maxConcurrency: 20 }, // as many firms at once
    timeoutS: 60,
    memoryMb: 1024,
    table: ["read", "write"],
    files: [],
    sends: ["xero-sync", "email"],
    secrets: [...ENCRYPTION, "XERO_CLIENT_SECRET"],
  },
  "token-refresh-worker": {
    handler: `${source}/worker/token-refresh.handler`,
    trigger: { queue: "token-refresh", batchSize: 1, windowS: 0, maxConcurrency: 5 },
    timeoutS: 45, // waits up to 24 s for another refresh of the firm, then 8 s for its own
    memoryMb: 512,
    table: ["read", "write"],
    files: [],
    sends: ["email"],
    secrets: [...ENCRYPTION, "XERO_CLIENT_SECRET"],
  },
  "token-refresh": {
    handler: `${source}/schedule/token-refresh.handler`,
    trigger: { schedule: "cron(17 3 * * ? *)", retries: 2, maxEventAgeS: 3600 },
    timeoutS: 60,
    memoryMb: 512,
    table: ["due"],
    files: [],
    sends: ["token-refresh"],
    secrets: [],
  },
  "pdf-worker": {
    handler: `${source}/worker/pdf.handler`,
    trigger: { queue: "pdf", batchSize: 1, windowS: 0, maxConcurrency: 4 },
    timeoutS: 30,
    memoryMb: 1769, // one whole vCPU: rendering is CPU alone
    table: ["read", "write"],
    files: ["read", "write"],
    sends: [],
    secrets: [...STORAGE],
  },
  "extract-worker": {
    handler: `${source}/worker/extract.handler`,
    trigger: { queue: "extract", batchSize: 1, windowS: 0, maxConcurrency: 4 },
    timeoutS: 90, // two tries of 25 s each, and a photo of 10 MB on its way from the storage
    memoryMb: 1024,
    table: ["read", "write"],
    files: ["read"],
    sends: [],
    secrets: [...ENCRYPTION, "GOOGLE_GEMINI_API_KEY", ...STORAGE],
  },
  "document-worker": {
    handler: `${source}/worker/document.handler`,
    trigger: { queue: "document", batchSize: 10, windowS: 0, maxConcurrency: 2 },
    timeoutS: 120, // ten removals one after another, each up to 10 s
    memoryMb: 512,
    table: ["read", "write"],
    files: ["incoming", "remove"],
    sends: [],
    secrets: [...STORAGE],
  },
  "evidence-worker": {
    handler: `${source}/worker/evidence.handler`,
    trigger: { queue: "evidence", batchSize: 1, windowS: 0, maxConcurrency: 2 },
    timeoutS: 120, // one pack of up to 150 MB, or one client's evidence removed
    memoryMb: 1769, // the documents of a pack, and the file made of them
    table: ["read", "write"],
    files: ["read", "write", "remove"],
    sends: ["email"],
    secrets: [...ENCRYPTION, ...STORAGE],
  },
  purge: {
    handler: `${source}/schedule/purge.handler`,
    trigger: { schedule: "cron(30 2 * * ? *)", retries: 2, maxEventAgeS: 3600 },
    timeoutS: 120,
    memoryMb: 512,
    table: ["due"],
    files: [],
    sends: ["document"],
    secrets: [],
  },
  "import-worker": {
    handler: `${source}/worker/import.handler`,
    trigger: { queue: "import", batchSize: 1, windowS: 0, maxConcurrency: 4 },
    timeoutS: 120, // a check of 5,000 rows in one go, or pages of an import until 30 s before the end
    memoryMb: 1024,
    table: ["read", "write"],
    files: ["look", "incoming"],
    sends: ["import", "xero-sync"],
    secrets: [...STORAGE],
  },
  "dead-letter-worker": {
    handler: `${source}/worker/dead-letter.handler`,
    trigger: { deadLettersOf: NUDGE_QUEUES, batchSize: 10, maxConcurrency: 2 },
    timeoutS: 30,
    memoryMb: 512,
    table: ["write"],
    files: [],
    sends: [],
    secrets: [],
  },
  sweep: {
    handler: `${source}/schedule/sweep.handler`,
    trigger: { schedule: "rate(5 minutes)", retries: 2, maxEventAgeS: 300 },
    timeoutS: 60,
    memoryMb: 512,
    table: ["due"],
    files: [],
    sends: ["email", "evidence", "extract", "import", "kyc", "onboarding", "pdf", "proposal", "xero-sync"],
    secrets: [],
  },
  "xero-poll": {
    handler: `${source}/schedule/xero-poll.handler`,
    trigger: { schedule: "rate(10 minutes)", retries: 2, maxEventAgeS: 600 },
    timeoutS: 60,
    memoryMb: 512,
    table: ["read"],
    files: [],
    sends: ["xero-sync"],
    secrets: [],
  },
} as const satisfies Record<string, FunctionRow>;

export type FunctionName = keyof typeof FUNCTIONS;

/** The table as rows of one type, in its order. */
export const FUNCTION_ROWS: [FunctionName, FunctionRow][] = Object.entries(FUNCTIONS) as [FunctionName, FunctionRow][];

/** Every secret some function reads, once. */
export const SECRET_NAMES: string[] = [...new Set(FUNCTION_ROWS.flatMap(([, row]) => row.secrets))].toSorted();

/** Secrets whose absence switches something off instead of breaking it. */
export const OPTIONAL_SECRETS: readonly string[] = [
  "CRON_SECRET",
  "ENCRYPTION_KEY_PREVIOUS",
  "GOOGLE_GEMINI_API_KEY",
  "LEMVERIFY_API_KEY",
  "LEMVERIFY_WEBHOOK_SECRET",
  "LEMVERIFY_WEBHOOK_SECRET_PREVIOUS",
  "MICROSOFT_CLIENT_SECRET",
  "RESEND_WEBHOOK_SECRET_PREVIOUS",
  ...STORAGE,
  "XERO_CLIENT_SECRET",
  "XERO_WEBHOOK_KEY",
  "XERO_WEBHOOK_KEY_PREVIOUS",
];
