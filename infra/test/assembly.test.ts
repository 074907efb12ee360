import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";
import { loadAssembly } from "../assembly.ts";
import { Model } from "../template.ts";
import { root } from "./child.ts";

const run = promisify(execFile);

describe("the cached assembly", () => {
  it("is read in far less time than a synthesis, and is the same", async () => {
    const first = await loadAssembly({ stage: "test" });
    const startedMs = performance.now();
    const second = await loadAssembly({ stage: "test" });
    expect(performance.now() - startedMs).toBeLessThan(250);
    expect(second).toEqual(first);
  });

  it("follows the variables of the deployer's shell: providers, own domain, storage outside AWS", async () => {
    const providers = { RESEND_BASE_URL: "https://mail.example", MICROSOFT_CLIENT_ID: "client-1" };
    const storage = { S3_ENDPOINT: "https://fsn1.your-objectstorage.com", S3_BUCKET_NAME: "files", S3_REGION: "fsn1" };
    const env = { ...providers, ...storage, APP_DOMAIN: "hub.example.com" };
    const model = new Model(await loadAssembly({ stage: "prod", env }));
    expect(model.fn("email-worker").env).toMatchObject(providers);
    expect(model.fn("api").env).toMatchObject({ ...storage, APP_URL: "https://hub.example.com" });
    expect(model.buckets().find((bucket) => bucket.name === "files")?.cors[0]?.allowedOrigins).toEqual([
      "https://hub.example.com",
    ]);
    expect(new Map(model.site()?.headers).get("content-security-policy")).toContain(
      "connect-src 'self' https://fsn1.your-objectstorage.com;",
    );
    const plain = new Model(await loadAssembly({ stage: "prod", env: {} }));
    expect(plain.fn("email-worker").env.RESEND_BASE_URL).toBe("https://api.resend.com");
    expect(plain.fn("email-worker").env.MICROSOFT_CLIENT_ID).toBeUndefined();
    expect(plain.fn("api").env.S3_BUCKET_NAME).toBe("prod-practice-hub-files-000000000000");
  });

  it("fails in the synthesis's own words", async () => {
    await expect(loadAssembly({ stage: "test", env: { S3_ENDPOINT: "https://s3.example" } })).rejects.toThrow(
      "S3_ENDPOINT is set and S3_BUCKET_NAME is not",
    );
  });

  it("refuses a stage that would make broken names", async () => {
    await expect(loadAssembly({ stage: "Prod!" })).rejects.toThrow('stage "Prod!" must be a lower-case word');
  });
});

describe("the other two modes synthesize", () => {
  it.each(["dev", "remove"])("%s", async (mode) => {
    const { stdout } = await run(process.execPath, ["infra/synth.ts", "--stage", "test", "--mode", mode], {
      cwd: root,
    });
    expect(stdout).toMatch(/^4 stacks, \d+ resources/m);
  });
});
