import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, it } from "vitest";
import { loadSecrets } from "./load.ts";

it("asks only for the names it lacks, ten at a time, signed, and leaves the unknown unset", async () => {
  const asked: string[][] = [];
  const server = createServer((request, response) => {
    let body = "";
    request.on("data", (chunk: Buffer) => (body += chunk.toString()));
    request.on("end", () => {
      expect(request.headers.authorization).toMatch(
        /^AWS4-HMAC-SHA256 Credential=AKIA1\/\d{8}\/eu-west-2\/ssm\/aws4_request/,
      );
      const { Names } = JSON.parse(body) as { Names: string[] };
      asked.push(Names);
      const known = Names.filter((name) => !name.includes("GONE"));
      response.end(
        JSON.stringify({ Parameters: known.map((Name) => ({ Name, Value: `value of ${Name.split("/").at(-2)}` })) }),
      );
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const names = ["HELD", "GONE", ...Array.from({ length: 10 }, (_, i) => `S${i}`)];
  const env: Record<string, string | undefined> = {
    SECRETS_PREFIX: "/sst/practice-hub/test/Secret/",
    SECRET_NAMES: names.join(","),
    HELD: "kept",
    AWS_REGION: "eu-west-2",
    AWS_ACCESS_KEY_ID: "AKIA1",
    AWS_SECRET_ACCESS_KEY: "s",
    AWS_ENDPOINT_URL_SSM: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
  };
  await loadSecrets(env);
  server.close();
  expect(asked.map((batch) => batch.length)).toEqual([10, 1]);
  expect(env.HELD).toBe("kept");
  expect(env.GONE).toBeUndefined();
  expect(env.S9).toBe("value of S9");
});
