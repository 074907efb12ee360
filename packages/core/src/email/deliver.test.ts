import "./testing/own-world.ts";
import { afterEach, expect, it } from "vitest";
import { GetCommand } from "@aws-sdk/lib-dynamodb";
import { DAY_MS, HOUR_MS, MINUTE_MS, withClock } from "../lib/clock.ts";
import { dueRows } from "../lib/table/due.ts";
import { documents, tableName } from "../lib/table/table.ts";
import { transact } from "../lib/table/transact.ts";
import { suppress } from "./address.ts";
import { emailItems } from "./commands.ts";
import { deliver } from "./deliver.ts";
import { Email, NO_FIRM } from "./index.ts";
import { firm, inbox, invitation, scenario, type Firm } from "./testing/inbox.ts";

afterEach(async () => {
  await scenario({});
});

async function queued(one: Firm): Promise<string> {
  const { id, items } = emailItems(invitation(one));
  await transact(items);
  return id;
}
const later = <T>(ms: number, fn: () => Promise<T>) => withClock(() => Date.now() + ms, fn);
const isDue = async (id: string) => (await dueRows("email", 500)).some((row) => row.id === id);

it("sends a queued mail with both parts, says so on the row, and takes it off the due list", async () => {
  const one = firm();
  const id = await queued(one);
  expect(await isDue(id)).toBe(true);
  expect(await deliver(one.tenantId, id)).toBe("sent");
  const [mail, ...more] = await inbox(one.to);
  expect(more).toEqual([]);
  expect(mail).toMatchObject({
    subject: "Alder & Co invites you to their client portal",
    idempotencyKey: `portal-invitation/${id}/1`,
  });
  expect(mail?.text).toContain("/client-portal/invitations/secret-token");
  expect(mail?.html).toContain("Alder &amp; Co");
  expect(await one.as(() => Email.fromId(id))).toMatchObject({
    status: "sent",
    attempts: 1,
    reason: null,
    canResend: true,
  });
  expect(await isDue(id)).toBe(false);
  expect(await deliver(one.tenantId, id)).toBe("not-due");
});

it("keeps what the mail says sealed: no name and no link is readable in the table", async () => {
  const one = firm();
  const id = await queued(one);
  const read = async (pk: string) =>
    (await documents.send(new GetCommand({ TableName: tableName(), Key: { pk, sk: id } }))).Item;
  const stored = JSON.stringify([await read(`t#${one.tenantId}#email`), await read(`t#${one.tenantId}#email-props`)]);
  expect(stored).not.toMatch(/secret-token|Rosa/);
});

it("sends once when eight workers take the same mail at once", async () => {
  const one = firm();
  const id = await queued(one);
  const said = await Promise.all(Array.from({ length: 8 }, () => deliver(one.tenantId, id)));
  expect(said.filter((word) => word === "sent")).toHaveLength(1);
  expect(await inbox(one.to)).toHaveLength(1);
});

it("sends once when the answer is lost, and learns the id on the next try", async () => {
  const one = firm();
  const id = await queued(one);
  await scenario({ loseAnswers: 2 });
  expect(await deliver(one.tenantId, id)).toBe("later");
  expect(await one.as(() => Email.fromId(id))).toMatchObject({ status: "queued", attempts: 1 });
  expect(await later(2 * MINUTE_MS, () => deliver(one.tenantId, id))).toBe("sent");
  expect(await inbox(one.to)).toHaveLength(1);
});

it("tries an unavailable provider eight times within a day, then gives up with a reason and keeps the words", async () => {
  const one = firm();
  const id = await queued(one);
  await scenario({ status: 503, path: "/emails" });
  let at = Date.now();
  let said = await deliver(one.tenantId, id);
  for (let tries = 0; said === "later" && tries < 40; tries += 1) {
    const { nextAttemptAt } = await one.as(() => Email.fromId(id));
    at = Date.parse(nextAttemptAt ?? "");
    said = await withClock(
      () => at,
      () => deliver(one.tenantId, id),
    );
  }
  expect(said).toBe("failed");
  expect(at - Date.now()).toBeLessThan(DAY_MS);
  expect(await one.as(() => Email.fromId(id))).toMatchObject({
    status: "failed",
    attempts: 8,
    reason: "The mail service did not answer.",
    canResend: true,
  });
  expect(await inbox(one.to)).toEqual([]);
  await scenario({});
  const again = await later(DAY_MS, () => one.as(() => Email.resend(id)));
  expect(await later(DAY_MS, () => deliver(one.tenantId, again.id))).toBe("sent");
});

it("does not try again what the provider cannot vouch for any more", async () => {
  const one = firm();
  const id = await queued(one);
  await scenario({ loseAnswers: 2 });
  await later(6 * DAY_MS - 3 * DAY_MS, () => deliver(one.tenantId, id));
  expect(await later(4 * DAY_MS, () => deliver(one.tenantId, id))).toBe("failed");
  expect(await inbox(one.to)).toHaveLength(1);
  expect(await one.as(() => Email.fromId(id))).toMatchObject({
    status: "failed",
    reason: expect.stringContaining("did not say"),
  });
});

it("gives up at once on a refusal, and says why", async () => {
  const one = firm();
  const id = await queued({ ...one, to: "someone@example.com" });
  expect(await deliver(one.tenantId, id)).toBe("failed");
  expect(await one.as(() => Email.fromId(id))).toMatchObject({
    status: "failed",
    reason: "The mail service refuses this mail or its address.",
    canResend: false,
  });
});

it("parks a mail until tomorrow when the day's quota is used up, without counting it as a try", async () => {
  const one = firm();
  const id = await queued(one);
  await scenario({ dailyQuota: 0 });
  expect(await deliver(one.tenantId, id)).toBe("later");
  const row = await one.as(() => Email.fromId(id));
  expect(row).toMatchObject({ status: "queued", attempts: 0, reason: expect.stringContaining("tomorrow") });
  expect(row.nextAttemptAt?.slice(0, 10)).toBe(new Date(Date.now() + DAY_MS).toISOString().slice(0, 10));
  await scenario({});
  expect(await later(DAY_MS + HOUR_MS, () => deliver(one.tenantId, id))).toBe("sent");
});

it("waits out the provider's rate limit: a burst of twelve goes out whole", async () => {
  const firms = Array.from({ length: 12 }, () => firm());
  const ids = await Promise.all(firms.map(queued));
  const said = await Promise.all(firms.map((one, index) => deliver(one.tenantId, ids[index] ?? "")));
  expect(said).toEqual(firms.map(() => "sent"));
});

it("does not send to an address that bounced, and says so", async () => {
  const one = firm();
  await transact([suppress(one.tenantId, one.to, "bounced", new Date().toISOString(), "eml_x")]);
  const id = await queued({ ...one, to: one.to.toUpperCase() });
  expect(await deliver(one.tenantId, id)).toBe("failed");
  expect(await one.as(() => Email.fromId(id))).toMatchObject({ reason: expect.stringContaining("bounced") });
  await one.as(() => Email.allowAddress(one.to));
  const again = await queued(one);
  expect(await deliver(one.tenantId, again)).toBe("sent");
});

it("a mail of signing in that bounced shuts nobody out: no firm could allow the address again, so a day later it is tried", async () => {
  const { to } = firm();
  const at = Date.now();
  await transact([suppress(NO_FIRM, to, "bounced", new Date(at).toISOString(), "eml_x")]);
  const sent = (ms: number) =>
    later(ms, async () => {
      const { id } = await Email.enqueue({
        tenantId: NO_FIRM,
        to,
        template: "verify-email",
        props: { name: "Rosa", url: `${process.env.APP_URL}/verify-email?token=t` },
      });
      return deliver(NO_FIRM, id);
    });
  expect(await sent(DAY_MS - MINUTE_MS)).toBe("failed");
  expect(await sent(DAY_MS + MINUTE_MS)).toBe("sent");
  const again = new Date(at + DAY_MS + 2 * MINUTE_MS).toISOString();
  await transact([suppress(NO_FIRM, to, "bounced", again, "eml_y")]);
  expect(await sent(DAY_MS + 3 * MINUTE_MS)).toBe("failed");
});

it("does not send a link that has run out while waiting", async () => {
  const one = firm();
  const id = await queued(one);
  expect(await later(6 * DAY_MS + 1, () => deliver(one.tenantId, id))).toBe("failed");
  expect(await inbox(one.to)).toEqual([]);
});

it("ignores a nudge for a mail that does not exist or belongs to another firm", async () => {
  const one = firm();
  const id = await queued(one);
  expect(await deliver(firm().tenantId, id)).toBe("not-due");
  expect(await deliver(one.tenantId, "eml_none")).toBe("not-due");
});
