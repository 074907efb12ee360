import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, expect, it } from "vitest";
import { Webhook } from "svix";
import { advance, createClock, install } from "../../clock.ts";
import { startResend } from "./index.ts";

interface Hook {
  id: string;
  type: string;
  genuine: boolean;
  data: { email_id: string; tags: Record<string, string> };
}
let product: Server;
let hooks: Hook[] = [];
let answer = 200;
let resend: Awaited<ReturnType<typeof startResend>>;
let dataDir: string;

const up = async () => {
  const appUrl = `http://127.0.0.1:${(product.address() as AddressInfo).port}`;
  resend = await startResend({ name: "resend", port: 0, dataDir, appUrl, log: () => undefined });
};
beforeEach(async () => {
  hooks = [];
  answer = 200;
  dataDir = mkdtempSync(path.join(tmpdir(), "resend-"));
  product = createServer((req, res) => {
    const chunks: Buffer[] = [];
    req.on("data", (chunk: Buffer) => chunks.push(chunk));
    req.on("end", () => {
      const body = Buffer.concat(chunks).toString();
      let genuine = true;
      try {
        new Webhook(resend.webhookSecret).verify(body, req.headers as Record<string, string>);
      } catch {
        genuine = false;
      }
      const { type, data } = JSON.parse(body) as Hook;
      hooks.push({ id: String(req.headers["svix-id"]), type, data, genuine });
      res.writeHead(genuine ? answer : 401).end();
    });
  });
  await new Promise<void>((resolve) => product.listen(0, "127.0.0.1", resolve));
  await up();
});
afterEach(async () => {
  await resend.close();
  product.closeAllConnections();
  product.close();
  rmSync(dataDir, { recursive: true, force: true });
});

const letter = {
  from: "Practice Hub <noreply@practicehub.example>",
  to: ["rosa@rowan.example"],
  subject: "Hi",
  html: '<a href="https://hub.example/x">x</a>',
  text: "https://hub.example/x",
  tags: [{ name: "email", value: "eml_1" }],
};
const post = (body: unknown, headers: Record<string, string> = {}, at = "/emails") =>
  fetch(resend.url + at, {
    method: "POST",
    headers: { authorization: `Bearer ${resend.secrets.RESEND_API_KEY}`, "user-agent": "t", ...headers },
    body: typeof body === "string" ? body : JSON.stringify(body),
  });
const said = async (response: Response) => {
  const { statusCode, name } = (await response.json()) as { statusCode?: number; name?: string };
  return name === undefined ? response.status : `${statusCode} ${name}`;
};
const idOf = async (response: Response) => ((await response.json()) as { id: string }).id;
const script = (body: object) => fetch(`${resend.url}/__scenario`, { method: "POST", body: JSON.stringify(body) });
const state = async () =>
  (await (await fetch(`${resend.url}/__state`)).json()) as {
    mails: {
      id: string;
      links: string[];
      idempotencyKey: string | null;
      events: { type: string; deliveries: object[] }[];
    }[];
    suppressed: string[];
  };
async function until(check: () => boolean | Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 200; tries += 1) {
    if (await check()) return;
    await sleep(25);
  }
  throw new Error("it never happened");
}

it("takes a mail, says what became of it, and tells the product in signed webhooks", async () => {
  const taken = await post(letter);
  expect([...taken.headers.keys()].filter((name) => name.startsWith("ratelimit"))).toHaveLength(3);
  const id = await idOf(taken);
  await until(() => hooks.length === 2);
  expect(hooks.map((hook) => hook.type)).toEqual(["email.sent", "email.delivered"]);
  expect(hooks.every((hook) => hook.genuine && hook.data.email_id === id && hook.data.tags.email === "eml_1")).toBe(
    true,
  );
  const got = await fetch(`${resend.url}/emails/${id}`, {
    headers: { authorization: `Bearer ${resend.secrets.RESEND_API_KEY}`, "user-agent": "t" },
  });
  expect(await got.json()).toMatchObject({ object: "email", id, last_event: "delivered", to: letter.to });
  expect((await state()).mails).toMatchObject([{ id, links: ["https://hub.example/x"] }]);
});

it.each<[string, object | string, Record<string, string>, string]>([
  ["no key", letter, { authorization: "" }, "401 missing_api_key"],
  ["a wrong key", letter, { authorization: "Bearer re_wrong" }, "403 invalid_api_key"],
  ["no JSON", "{", {}, "422 validation_error"],
  ["no subject", { ...letter, subject: undefined }, {}, "422 missing_required_field"],
  ["no content", { ...letter, html: undefined, text: undefined }, {}, "422 missing_required_field"],
  ["a sender that is no address", { ...letter, from: "me" }, {}, "422 invalid_from_address"],
  ["a domain that is not verified", { ...letter, from: "a@unverified.example" }, {}, "403 validation_error"],
  ["a recipient that is no address", { ...letter, to: "nobody" }, {}, "422 validation_error"],
  ["a recipient at example.com", { ...letter, to: "a@example.com" }, {}, "422 validation_error"],
  ["a tag with a space", { ...letter, tags: [{ name: "a b", value: "c" }] }, {}, "422 validation_error"],
  ["a key of 257 characters", letter, { "idempotency-key": "k".repeat(257) }, "400 invalid_idempotency_key"],
])("refuses %s as documented", async (_, body, headers, error) => {
  expect(await said(await post(body, headers))).toBe(error);
});

it("refuses a sender without a user agent before anything else", async () => {
  const answered = await post(letter, { "user-agent": "", authorization: "" });
  expect([answered.status, await answered.text()]).toEqual([403, "error code: 1010"]);
});

it("takes five requests a second and says when to come back", async () => {
  const all = await Promise.all(Array.from({ length: 8 }, () => post(letter)));
  const refused = all.filter((one) => one.status === 429);
  expect(refused).toHaveLength(3);
  expect(refused[0]?.headers.get("retry-after")).toBe("1");
  expect(await said(refused[0] ?? new Response())).toBe("429 rate_limit_exceeded");
});

it("keeps an idempotency key for a day: same mail, same id; another body is refused; a second at once is refused", async () => {
  const key = { "idempotency-key": "portal-invitation/eml_1/1" };
  const [one, two] = await Promise.all([post(letter, key), post(letter, key)]);
  expect(new Set([one.status, two.status])).toEqual(new Set([200, 409]));
  expect(await said(one.status === 409 ? one : two)).toBe("409 concurrent_idempotent_requests");
  const id = await idOf(one.status === 200 ? one : two);
  expect(await idOf(await post(letter, key))).toBe(id);
  expect(await said(await post({ ...letter, subject: "Other" }, key))).toBe("409 invalid_idempotent_request");
  const restore = install(createClock(25 * 3_600_000));
  try {
    expect(await idOf(await post(letter, key))).not.toBe(id);
  } finally {
    restore();
  }
});

it("remembers every mail, key and owed webhook when its host is killed", async () => {
  answer = 500;
  const id = await idOf(await post(letter, { "idempotency-key": "k" }));
  await until(() => hooks.length >= 2);
  const { webhookSecret } = resend;
  await resend.close();
  hooks = [];
  answer = 200;
  await up();
  expect(resend.webhookSecret).toBe(webhookSecret);
  expect(await idOf(await post(letter, { "idempotency-key": "k" }))).toBe(id);
  await until(() => hooks.length === 2);
  expect((await state()).mails).toHaveLength(1);
});

it("repeats an unanswered webhook on the provider's schedule, by the clock, then gives up", async () => {
  const restore = install(createClock());
  try {
    answer = 503;
    await post(letter);
    const tried = async () => (await state()).mails.flatMap((mail) => mail.events.flatMap((event) => event.deliveries));
    for (let round = 1; round <= 8; round += 1) {
      await until(async () => (await tried()).length === round * 2);
      advance(11 * 3_600_000);
    }
    advance(100 * 3_600_000);
    await sleep(200);
    expect(hooks).toHaveLength(16);
    expect(new Set(hooks.map((hook) => hook.id)).size).toBe(2);
  } finally {
    restore();
  }
});

it.each<[string, string[]]>([
  ["delivered@resend.dev", ["email.sent", "email.delivered"]],
  ["bounced+label@resend.dev", ["email.sent", "email.bounced"]],
  ["complained@resend.dev", ["email.sent", "email.delivered", "email.complained"]],
  ["suppressed@resend.dev", ["email.suppressed"]],
  ["will-bounce@rowan.example", ["email.sent", "email.bounced"]],
])("mail to %s has the events %j", async (to, types) => {
  await post({ ...letter, to });
  await until(() => hooks.length === types.length);
  expect(hooks.map((hook) => hook.type)).toEqual(types);
});

it("suppresses an address that bounced", async () => {
  await post({ ...letter, to: "bounce@rowan.example" });
  await until(async () => (await state()).suppressed.includes("bounce@rowan.example"));
  await post({ ...letter, to: "bounce@rowan.example" });
  await until(() => hooks.length === 3);
  expect(hooks.at(-1)?.type).toBe("email.suppressed");
});

it.each<[string, string[]]>([
  ["duplicate", ["email.sent", "email.sent", "email.sent", "email.delivered", "email.delivered", "email.delivered"]],
  ["reversed", ["email.delivered", "email.sent"]],
  ["forged", ["email.bounced, forged", "email.sent", "email.bounced, forged", "email.delivered"]],
])("scripted %s webhooks do so", async (mode, expected) => {
  await script({ webhooks: mode });
  await post(letter);
  await until(() => hooks.length === expected.length);
  await sleep(150);
  expect(hooks.map((hook) => (hook.genuine ? hook.type : `${hook.type}, forged`))).toEqual(expected);
});

it("scripted to stay silent, it sends nothing; back to normal, it sends what it owes", async () => {
  await script({ webhooks: "none" });
  await post(letter);
  await sleep(700);
  expect(hooks).toEqual([]);
  await script({});
  await until(() => hooks.length === 2);
});

it("runs out of its daily quota, and takes mail whose answer it then loses", async () => {
  await script({ dailyQuota: 1, loseAnswers: 1 });
  await expect(post(letter, { "idempotency-key": "k" })).rejects.toThrow("fetch failed");
  expect(await said(await post(letter))).toBe("429 daily_quota_exceeded");
  expect((await post(letter, { "idempotency-key": "k" })).status).toBe(200);
  expect((await state()).mails).toHaveLength(1);
});

it("takes batches: all or none, or the good ones when asked to", async () => {
  const batch = [letter, { ...letter, to: "nobody" }];
  expect(await said(await post(batch, {}, "/emails/batch"))).toBe("422 validation_error");
  const permissive = await post(batch, { "x-batch-validation": "permissive" }, "/emails/batch");
  expect(await permissive.json()).toMatchObject({ data: [{}], errors: [{ index: 1 }] });
  expect((await state()).mails).toHaveLength(1);
});

it("shows each mail in its inbox, in a frame that can run nothing", async () => {
  const id = await idOf(await post({ ...letter, subject: "<b>Hi</b>", html: "<script>alert(1)</script>" }));
  const page = async (at: string) => (await fetch(resend.url + at)).text();
  expect(await page("/")).toContain("&lt;b&gt;Hi&lt;/b&gt;");
  expect(await page(`/__mail/${id}`)).toMatch(/<iframe[^>]*sandbox="allow-popups[^"]*"/);
  expect(await page(`/__mail/${id}`)).not.toContain("allow-scripts");
  const frame = await fetch(`${resend.url}/__mail/${id}/html`);
  expect(frame.headers.get("content-security-policy")).toContain("default-src 'none'");
  const form = new URLSearchParams({ type: "email.complained", detail: "" });
  await fetch(`${resend.url}/__mail/${id}/event`, { method: "POST", body: form });
  await until(() => hooks.some((hook) => hook.type === "email.complained"));
});
