import { afterEach, expect, it } from "vitest";
import { checkStorage } from "./check.ts";

const before = { ...process.env };
afterEach(() => Object.assign(process.env, before));

const origin = process.env.APP_URL ?? "";
const failed = async (options: { origin: string; create: boolean }) =>
  (await checkStorage(options)).filter(({ problem }) => problem !== null);

it("finds nothing wrong with the bucket of the product, and leaves nothing in it", async () => {
  const steps = await checkStorage({ origin, create: false });
  expect(steps.filter(({ problem }) => problem !== null)).toEqual([]);
  expect(steps).toHaveLength(6);
});

it("says which bucket, key or origin is wrong, and what to do", async () => {
  expect(await failed({ origin: "https://elsewhere.example", create: false })).toMatchObject([
    { problem: "allow https://elsewhere.example to POST in the bucket's CORS rules" },
  ]);
  process.env.S3_BUCKET_NAME = "no-such-bucket-of-ours";
  expect(await failed({ origin, create: false })).toMatchObject([
    { problem: expect.stringMatching(/^there is no such bucket/) },
  ]);
});

it("makes the bucket when told to, and making it again is fine", async () => {
  process.env.S3_BUCKET_NAME = "made-by-the-storage-check";
  expect(await failed({ origin, create: true })).toEqual([]);
  expect(await failed({ origin, create: true })).toEqual([]);
});
