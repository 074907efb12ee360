import { spawnSync } from "node:child_process";
import { createRequire } from "node:module";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { SECRET_NAMES } from "../infra/functions.ts";
import { planSecrets, secretsFile } from "./secrets.ts";

const good = {
  ENCRYPTION_KEY: "ab".repeat(32),
  BETTER_AUTH_SECRET: "x".repeat(40),
  COMPANIES_HOUSE_API_KEY: "key",
  RESEND_API_KEY: "re_123",
  RESEND_WEBHOOK_SECRET: "whsec_c2VjcmV0",
};

describe("setting secrets", () => {
  it("takes what the functions list, and leaves optional ones that are not given", () => {
    expect(planSecrets(good)).toEqual({
      set: Object.keys(good).toSorted(),
      skipped: [
        "CRON_SECRET",
        "ENCRYPTION_KEY_PREVIOUS",
        "GOOGLE_GEMINI_API_KEY",
        "LEMVERIFY_API_KEY",
        "LEMVERIFY_WEBHOOK_SECRET",
        "LEMVERIFY_WEBHOOK_SECRET_PREVIOUS",
        "MICROSOFT_CLIENT_SECRET",
        "RESEND_WEBHOOK_SECRET_PREVIOUS",
        "S3_ACCESS_KEY_ID",
        "S3_SECRET_ACCESS_KEY",
        "XERO_CLIENT_SECRET",
        "XERO_WEBHOOK_KEY",
        "XERO_WEBHOOK_KEY_PREVIOUS",
      ],
      problems: [],
    });
  });

  it("names every missing or malformed one, and never a value", () => {
    const { problems } = planSecrets({ ...good, ENCRYPTION_KEY: "hunter2", RESEND_API_KEY: undefined });
    expect(problems).toEqual([
      "RESEND_API_KEY is not in the environment",
      "ENCRYPTION_KEY must be 64 hexadecimal characters",
    ]);
  });

  it("sets a few for a rotation, and refuses a name that nobody reads", () => {
    expect(planSecrets(good, ["RESEND_API_KEY"])).toEqual({ set: ["RESEND_API_KEY"], skipped: [], problems: [] });
    expect(planSecrets(good, ["RESEND_API_KEYS"]).problems).toEqual(["RESEND_API_KEYS is read by no function"]);
  });

  it("hands values over so that the deploy tool reads back exactly the same", () => {
    // The dotenv that SST reads the file with.
    const { parse } = createRequire(createRequire(import.meta.url).resolve("sst/package.json"))("dotenv") as {
      parse: (text: string) => Record<string, string>;
    };
    const env = {
      A: "plain",
      B: "with 'single' and $dollar #hash",
      C: 'with "double" \\n',
      D: "`tick` 'and' $x",
      E: " spaces ",
    };
    expect(parse(secretsFile(Object.keys(env), env))).toEqual(env);
  });

  it("prints names only", () => {
    const script = path.resolve(import.meta.dirname, "secrets.ts");
    const env = { PATH: process.env.PATH, ...good };
    const { stdout, stderr, status } = spawnSync(process.execPath, [script, "--stage", "test", "--dry-run"], {
      env,
      encoding: "utf8",
    });
    expect(status).toBe(0);
    for (const name of SECRET_NAMES) expect(stdout).toContain(name);
    for (const value of Object.values(good)) expect(stdout + stderr).not.toContain(value);
  });
});
