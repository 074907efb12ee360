/**
 * A world of one's own: table, register, cache, limit and breaker that no other test shares. Importing this file starts it
 * and points this process at it, before anything of core is called.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { startAws } from "../../../../local/src/aws/index.ts";
import { startCompaniesHouse } from "../../../../local/src/sandbox/companies-house/index.ts";
import type { Scenario } from "../../../../local/src/sandbox/kit.ts";
import type { StaffActor } from "../../lib/actor.ts";
import { newId } from "../../lib/id.ts";
import { captureLog } from "../../lib/log.ts";
import type { Role } from "../../lib/permission.ts";

const TABLE = "company-test";
const index = (n: number) => ({ name: `gsi${n}`, key: { hash: `gsi${n}pk`, range: `gsi${n}sk` } });

const dataDir = mkdtempSync(path.join(tmpdir(), "practice-hub-company-"));
const aws = await startAws({
  dataDir,
  plan: {
    tables: [
      { name: TABLE, key: { hash: "pk", range: "sk" }, indexes: [index(1), index(2), index(3)], ttlAttribute: "ttl" },
    ],
    queues: [],
    buckets: [],
  },
  principals: [{ name: "test", accessKeyId: "AKIATEST", secretAccessKey: "test-secret", may: () => true }],
  secrets: {},
  origins: [],
});
export const sandbox = await startCompaniesHouse({ name: "companies-house", port: 0, dataDir: null });

/** What a caller in another process needs to be in this world. */
export const environment: Record<string, string> = {
  AWS_REGION: "eu-west-2",
  AWS_ACCESS_KEY_ID: "AKIATEST",
  AWS_SECRET_ACCESS_KEY: "test-secret",
  AWS_ENDPOINT_URL_DYNAMODB: aws.endpoints.dynamodb,
  TABLE_NAME: TABLE,
  ...sandbox.env,
  ...sandbox.secrets,
};
Object.assign(process.env, environment);

/** Every line that core logged. */
export const logged: string[] = [];
captureLog((line) => logged.push(line));

export async function closeWorld(): Promise<void> {
  await sandbox.close();
  await aws.close();
  rmSync(dataDir, { recursive: true, force: true });
}

export const incident = (...scenarios: Scenario[]): void => sandbox.incidents.set(scenarios);
/** Paths asked for since the last call of this. */
export const asked = (): string[] => sandbox.incidents.seen.splice(0).map((request) => request.path);

/** A member of staff of a firm that nobody else is in. */
export const staffOf = (tenantId: string, role: Role = "accountant"): StaffActor => ({
  kind: "staff",
  tenantId,
  userId: newId("usr"),
  name: "Test Person",
  email: "test@firm.example",
  role,
});
/** A number of the ten thousand that the sandbox makes, different each time. */
let next = 0;
export const freshNumber = (): string => String(13_000_000 + (next += 1));
