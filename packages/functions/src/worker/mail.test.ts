import "../../../core/src/email/testing/own-world.ts";
import { expect, it } from "vitest";
import { Email } from "@practice-hub/core/email";
import { withClock } from "@practice-hub/core/lib/clock";
import { firm, inbox, invitation, scenario } from "../../../core/src/email/testing/inbox.ts";
import { delivery, drain, SECRET } from "../testing/delivery.ts";
import { batch, failedIds, record } from "../testing/record.ts";
import { handler as door } from "../webhook/index.ts";
import { handler as send } from "./email.ts";
import { handler as apply } from "./mail-event.ts";

/** The provider's webhook body for a mail of ours. */
const event = (one: { tenantId: string }, emailId: string, providerId: string, type: string) =>
  JSON.stringify({
    type,
    created_at: new Date().toISOString(),
    data: { email_id: providerId, to: ["x@x.example"], tags: { tenant: one.tenantId, email: emailId } },
  });

it("carries a mail from its row to the inbox, and its delivery from the door back to the row", async () => {
  const one = firm();
  const { id } = await Email.enqueue(invitation(one));
  expect(failedIds(await send(batch(record("1", { tenantId: one.tenantId, id }))))).toEqual([]);
  const [mail] = await inbox(one.to);
  expect(mail?.links).toContain(`${process.env.APP_URL}/client-portal/invitations/secret-token`);

  process.env.RESEND_WEBHOOK_SECRET = SECRET;
  await door(delivery({ body: event(one, id, mail?.id ?? "", "email.delivered"), id: `msg_${id}` }));
  const queued = (await drain(process.env.QUEUE_MAIL_EVENT_URL)).filter((message) => message.id === `msg_${id}`);
  expect(queued).toHaveLength(1);
  expect(failedIds(await apply(batch(record("2", queued[0]), record("3", queued[0]))))).toEqual([]);
  expect(await one.as(() => Email.fromId(id))).toMatchObject({ status: "delivered", canResend: false });
});

it("sends once when one nudge comes three times in one batch", async () => {
  const one = firm();
  const { id } = await Email.enqueue(invitation(one));
  const nudge = { tenantId: one.tenantId, id };
  await send(batch(record("1", nudge), record("2", nudge), record("3", nudge)));
  expect(await inbox(one.to)).toHaveLength(1);
});

it("a mail the provider refuses does not hold up its neighbour, and neither comes back", async () => {
  const [bad, fine] = [{ ...firm(), to: "x@example.com" }, firm()];
  const { id: first } = await Email.enqueue(invitation(bad));
  const { id: second } = await Email.enqueue(invitation(fine));
  const answer = await send(
    batch(record("1", { tenantId: bad.tenantId, id: first }), record("2", { tenantId: fine.tenantId, id: second })),
  );
  expect(failedIds(answer)).toEqual([]);
  expect(await bad.as(() => Email.fromId(first))).toMatchObject({ status: "failed" });
  expect(await fine.as(() => Email.fromId(second))).toMatchObject({ status: "sent" });
});

it("leaves a mail due when the provider is down, and says when it is tried again", async () => {
  const one = firm();
  const { id } = await Email.enqueue(invitation(one));
  await scenario({ status: 500, path: "/emails" });
  expect(failedIds(await send(batch(record("1", { tenantId: one.tenantId, id }))))).toEqual([]);
  await scenario({});
  const row = await one.as(() => Email.fromId(id));
  expect(row).toMatchObject({ status: "queued", attempts: 1, reason: expect.stringContaining("tried again") });
  await withClock(
    () => Date.parse(row.nextAttemptAt ?? ""),
    () => send(batch(record("2", { tenantId: one.tenantId, id }))),
  );
  expect(await one.as(() => Email.fromId(id))).toMatchObject({ status: "sent", reason: null });
});

it.each<[string, string]>([
  ["no JSON", "<html>"],
  ["JSON of another shape", '{"hello":1}'],
  ["a type that is a number", '{"type":1,"created_at":"2026-01-01T00:00:00Z","data":{}}'],
  ["a date that is none", '{"type":"email.sent","created_at":"soon","data":{}}'],
  ["10,000 arrays in each other", `${"[".repeat(10_000)}${"]".repeat(10_000)}`],
  ["__proto__", '{"__proto__":{"type":"email.sent"}}'],
  ["tags that are a list", '{"type":"email.sent","created_at":"2026-01-01T00:00:00Z","data":{"tags":[1]}}'],
])("takes a signed body of %s off the queue into quarantine: no retry storm", async (_, body) => {
  const message = {
    provider: "resend",
    id: `msg_${Math.random()}`,
    receivedAt: new Date().toISOString(),
    body: Buffer.from(body).toString("base64"),
  };
  expect(failedIds(await apply(batch(record("1", message))))).toEqual([]);
});
