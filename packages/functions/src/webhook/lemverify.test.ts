import { createHmac } from "node:crypto";
import { CreateQueueCommand, SQSClient } from "@aws-sdk/client-sqs";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { delivery, drain } from "../testing/delivery.ts";
import { handler } from "./index.ts";

const SECRET = "whsec_test_of_the_door";
const OLD = "whsec_test_before_the_rotation";
const URL = "https://hub.example/api/webhooks/lemverify";
const HOOK = { id: "87dcfc90-3732-11e9-bf24-b52fdb098ba2", friendlyId: "kyc_1", type: "COMBINATION", result: "PASSED" };
const BODY = JSON.stringify(HOOK);

/** Both schemes signed on their own: no code shared with the door. */
const reference = (body = BODY, secret = SECRET, ageS = 0) => {
  const t = Math.floor(Date.now() / 1000) - ageS;
  return { "lemverify-signature": `t=${t},v1=${createHmac("sha256", secret).update(`${t}.${body}`).digest("hex")}` };
};
const published = (of = HOOK, secret = SECRET, url = URL) => ({
  "x-lemverify-signature": createHmac("sha1", secret)
    .update(`${url}${of.id}${of.friendlyId}${of.type}${of.result}`)
    .digest("base64"),
});
const post = async (headers: Record<string, string>, body: string | Buffer = BODY) =>
  ((await handler(delivery({ provider: "lemverify", body, signature: "", headers }))) as { statusCode: number })
    .statusCode;

let queue: string | undefined;
const before = { ...process.env };
beforeAll(async () => {
  ({ QueueUrl: queue } = await new SQSClient({}).send(new CreateQueueCommand({ QueueName: `lem-door-${Date.now()}` })));
});
beforeEach(() => {
  Object.assign(process.env, {
    LEMVERIFY_WIRE: "reference",
    LEMVERIFY_WEBHOOK_SECRET: SECRET,
    LEMVERIFY_WEBHOOK_SECRET_PREVIOUS: OLD,
    LEMVERIFY_WEBHOOK_URL: URL,
    QUEUE_LEM_EVENT_URL: queue,
  });
});
afterAll(() => Object.assign(process.env, before));

const tampered = BODY.replace("PASSED", "REFER");
it.each<[string, string, () => Promise<number>, number]>([
  ["its own signature", "reference", () => post(reference()), 200],
  ["the secret before the rotation", "reference", () => post(reference(BODY, OLD)), 200],
  ["bytes that are no text", "reference", () => post(reference("\u0000\u0001"), "\u0000\u0001"), 200],
  ["another secret", "reference", () => post(reference(BODY, "no")), 401],
  ["another body", "reference", () => post(reference(), tampered), 401],
  ["a delivery of six minutes ago", "reference", () => post(reference(BODY, SECRET, 360)), 401],
  ["a delivery from the future", "reference", () => post(reference(BODY, SECRET, -360)), 401],
  ["the other scheme's header", "reference", () => post(published()), 401],
  ["both headers, the right one wrong", "reference", () => post({ ...reference(BODY, "no"), ...published() }), 401],
  ["its own signature", "published", () => post(published()), 200],
  ["another result", "published", () => post(published(), tampered), 401],
  ["another address", "published", () => post(published(HOOK, SECRET, "https://evil.example/")), 401],
  ["the other scheme's header", "published", () => post(reference()), 401],
  ["a body that is no JSON", "published", () => post(published(), "PASSED"), 401],
])("judges %s by the %s scheme", async (_, wire, send, status) => {
  process.env.LEMVERIFY_WIRE = wire;
  expect(await send()).toBe(status);
  const taken = await drain(queue);
  expect(taken.map(({ provider }) => provider)).toEqual(status === 200 ? ["lemverify"] : []);
});

it("takes nothing by the published scheme without its own address, and nothing at all without a secret", async () => {
  process.env.LEMVERIFY_WIRE = "published";
  process.env.LEMVERIFY_WEBHOOK_URL = "";
  expect(await post(published(HOOK, SECRET, ""))).toBe(401);
  process.env.LEMVERIFY_WEBHOOK_SECRET = "";
  process.env.LEMVERIFY_WEBHOOK_SECRET_PREVIOUS = "";
  expect(await post(published())).toBe(503);
  expect(await drain(queue)).toEqual([]);
});
