import fc from "fast-check";
import { GetCommand, QueryCommand } from "@aws-sdk/lib-dynamodb";
import { expect, it } from "vitest";
import { Activity } from "../activity/index.ts";
import { newId, newUlid } from "../lib/id.ts";
import { documents, tableName } from "../lib/table/table.ts";
import { transact } from "../lib/table/transact.ts";
import { emailItems } from "./commands.ts";
import { EmailRow } from "./entity.ts";
import { applyEvent, type EventSubject } from "./event.ts";
import { Email } from "./index.ts";
import { firm, invitation, type Firm } from "./testing/inbox.ts";

/** A mail that the provider took under the id `prov_<n>`. */
async function sent(one: Firm, template = invitation(one)): Promise<string> {
  const { id, items } = emailItems(template);
  await transact(items);
  await EmailRow.patch({ tenantId: one.tenantId, id }).set({ status: "sent", attempts: 1, providerId: "prov" }).go();
  return id;
}
const at = (s: number) => new Date(1_800_000_000_000 + s * 1000).toISOString();
const tell = (subject: EventSubject | null, eventId = `msg_${newUlid()}`) =>
  applyEvent({ provider: "resend", eventId, receivedAt: at(0), subject });
const about = (one: Firm, emailId: string, type: string, s = 1, detail?: string): EventSubject => ({
  type: `email.${type}`,
  at: at(s),
  tenantId: one.tenantId,
  emailId,
  providerId: "prov",
  detail,
});
const propsOf = async (one: Firm, id: string) =>
  (
    await documents.send(
      new GetCommand({ TableName: tableName(), Key: { pk: `t#${one.tenantId}#email-props`, sk: id } }),
    )
  ).Item;

it("shows delivery on the row and forgets the single-use link", async () => {
  const one = firm();
  const id = await sent(one);
  expect(await propsOf(one, id)).toBeDefined();
  expect(await tell(about(one, id, "delivered"))).toBe("applied");
  expect(await one.as(() => Email.fromId(id))).toMatchObject({
    status: "delivered",
    deliveredAt: at(1),
    canResend: false,
  });
  expect(await propsOf(one, id)).toBeUndefined();
  await expect(one.as(() => Email.resend(id))).rejects.toMatchObject({ code: "email.props-gone", kind: "gone" });
});

it("applies a delivery once, however often it comes", async () => {
  const one = firm();
  const id = await sent(one);
  const said = await Promise.all(Array.from({ length: 10 }, () => tell(about(one, id, "delivered"), `msg_${id}`)));
  expect(said.toSorted()).toEqual(["applied", ...Array.from({ length: 9 }, () => "duplicate")]);
  expect((await one.as(() => Email.fromId(id))).events).toHaveLength(1);
});

it("loses none of twelve different events that come at the same moment", async () => {
  const one = firm();
  const id = await sent(one);
  await Promise.all(Array.from({ length: 12 }, (_, s) => tell(about(one, id, "delivery_delayed", s))));
  expect((await one.as(() => Email.fromId(id))).events).toHaveLength(12);
});

it("ends in the same row for any order and repetition of the same deliveries", async () => {
  const kinds = ["sent", "delivered", "bounced", "complained"];
  const orders = fc.shuffledSubarray([...kinds, ...kinds, ...kinds], { minLength: 12 });
  const rows = new Set<string>();
  await fc.assert(
    fc.asyncProperty(orders, async (order) => {
      const one = firm();
      const id = await sent(one);
      for (const kind of order) await tell(about(one, id, kind, kinds.indexOf(kind)), `msg_${id}_${kind}`);
      const { id: _, to: __, queuedAt: ___, ...row } = await one.as(() => Email.fromId(id));
      rows.add(JSON.stringify(row));
    }),
    { numRuns: 15 },
  );
  expect(rows.size).toBe(1);
});

it("flags the address of a hard bounce and of a complaint, but not of a full mailbox", async () => {
  const one = firm();
  const id = await sent(one);
  await tell(about(one, id, "bounced", 1, "Transient"));
  expect(await Email.addressState(one.tenantId, one.to)).toEqual({ state: "ok" });
  await tell(about(one, id, "bounced", 2, "Permanent"));
  expect(await Email.addressState(one.tenantId, one.to.toUpperCase())).toEqual({
    state: "bounced",
    at: at(2),
    emailId: id,
  });
  expect(await Email.addressState(firm().tenantId, one.to)).toEqual({ state: "ok" });
  await tell(about(one, id, "complained", 3));
  expect((await Email.addressState(one.tenantId, one.to)).state).toBe("complained");
});

it("tells the client's timeline once that a mail came back", async () => {
  const one = firm();
  const clientId = newId("cli");
  const id = await sent(one, invitation(one, clientId));
  for (const s of [1, 2, 3]) await tell(about(one, id, "bounced", s));
  const { items } = await one.as(() => Activity.listForClient(clientId, { limit: 10 }));
  expect(items).toMatchObject([{ action: "email.bounced", entityId: id, actor: { kind: "provider", id: "resend" } }]);
});

it("moves a mail whose worker died before writing down that it was sent", async () => {
  const one = firm();
  const { id, items } = emailItems(invitation(one));
  await transact(items);
  await EmailRow.patch({ tenantId: one.tenantId, id })
    .set({ attempts: 1, leaseId: "x", leaseUntil: at(99) })
    .go();
  expect(await tell(about(one, id, "delivered"))).toBe("applied");
  const { data } = await EmailRow.get({ tenantId: one.tenantId, id }).go();
  expect(data).toMatchObject({ status: "delivered", providerId: "prov" });
  expect(data?.gsi2pk).toBeUndefined();
});

it.each<[string, (one: Firm, id: string) => EventSubject | null, string]>([
  ["a body nobody can read", () => null, "malformed"],
  ["no tags", (one, id) => ({ ...about(one, id, "delivered"), tenantId: undefined }), "unknown-email"],
  ["a mail that is not there", (one) => about(one, "eml_none", "delivered"), "unknown-email"],
  ["another firm's tag on this mail", (_, id) => about(firm(), id, "delivered"), "unknown-email"],
  [
    "another provider id",
    (one, id) => ({ ...about(one, id, "delivered"), providerId: "other" }),
    "provider-id-mismatch",
  ],
])("keeps %s in quarantine with its reason and touches no mail", async (_, subject, reason) => {
  const one = firm();
  const id = await sent(one);
  const eventId = `msg_${newUlid()}`;
  expect(await tell(subject(one, id), eventId)).toBe("quarantined");
  expect(await tell(subject(one, id), eventId)).toBe("duplicate");
  expect((await one.as(() => Email.fromId(id))).status).toBe("sent");
  const { Items } = await documents.send(
    new QueryCommand({
      TableName: tableName(),
      IndexName: "gsi1",
      KeyConditionExpression: "gsi1pk = :q AND gsi1sk = :e",
      ExpressionAttributeValues: { ":q": "g#event#quarantine", ":e": `${at(0)}#${eventId}` },
    }),
  );
  expect(Items).toMatchObject([{ outcome: "quarantined", reason, ttl: expect.any(Number) }]);
});

it("ignores events that are not about mail", async () => {
  expect(await tell({ type: "domain.updated", at: at(1) })).toBe("ignored");
});
