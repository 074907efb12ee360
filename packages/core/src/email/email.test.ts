import "./testing/own-world.ts";
import { ReceiveMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import { expect, it } from "vitest";
import { withActor } from "../lib/actor.ts";
import { newId } from "../lib/id.ts";
import { transact } from "../lib/table/transact.ts";
import { emailItems } from "./commands.ts";
import { EmailRow } from "./entity.ts";
import { Email } from "./index.ts";
import { headerLine } from "./subject.ts";
import { firm, invitation } from "./testing/inbox.ts";

async function queue(one: ReturnType<typeof firm>, count: number, clientId?: string): Promise<string[]> {
  const made = Array.from({ length: count }, () => emailItems(invitation(one, clientId)));
  for (const { items } of made) await transact(items);
  return made.map(({ id }) => id);
}

it("lists a firm's mail newest first, in pages, without another firm's", async () => {
  const [one, other] = [firm(), firm()];
  const ids = await queue(one, 5);
  await queue(other, 2);
  const first = await one.as(() => Email.list({ limit: 3 }));
  const rest = await one.as(() => Email.list({ limit: 3, cursor: first.nextCursor ?? "" }));
  expect([...first.items, ...rest.items].map((mail) => mail.id)).toEqual(ids.toReversed());
  expect(rest.nextCursor).toBeNull();
  await expect(other.as(() => Email.fromId(ids[0] ?? ""))).rejects.toMatchObject({ kind: "not-found" });
});

it("lists by client and by status", async () => {
  const one = firm();
  const [rowan, other] = [newId("cli"), newId("cli")];
  const ids = await queue(one, 2, rowan);
  await queue(one, 1, other);
  await EmailRow.patch({ tenantId: one.tenantId, id: ids[0] ?? "" })
    .set({ status: "delivered" })
    .go();
  const found = async (query: object) => (await one.as(() => Email.list(query))).items.map((mail) => mail.id);
  expect(await found({ clientId: rowan })).toEqual(ids.toReversed());
  expect(await found({ clientId: rowan, status: "delivered" })).toEqual([ids[0]]);
  expect(await found({ status: "delivered" })).toEqual([ids[0]]);
  expect(await found({ status: "queued" })).toHaveLength(2);
});

it("refuses a damaged cursor with words", async () => {
  const one = firm();
  await expect(one.as(() => Email.list({ cursor: "eyJwayI6IngifQ" }))).rejects.toMatchObject({
    code: "cursor.invalid",
  });
});

it("lets a viewer read the log but not send, and nobody without a firm in", async () => {
  const viewer = firm("viewer");
  const [id = ""] = await queue(viewer, 1);
  expect((await viewer.as(() => Email.list())).items).toHaveLength(1);
  await expect(viewer.as(() => Email.resend(id))).rejects.toMatchObject({ kind: "forbidden" });
  await expect(viewer.as(() => Email.allowAddress(viewer.to))).rejects.toMatchObject({ kind: "forbidden" });
  const portal = {
    kind: "portal" as const,
    tenantId: viewer.tenantId,
    userId: "u",
    name: "n",
    email: "e",
    clientIds: [],
  };
  await expect(withActor(portal, () => Email.list())).rejects.toMatchObject({ kind: "forbidden" });
});

it("does not send again what is still waiting", async () => {
  const one = firm();
  const [id = ""] = await queue(one, 1);
  await expect(one.as(() => Email.resend(id))).rejects.toMatchObject({ code: "email.queued" });
});

it("refuses props that do not fit, and links that leave the product", () => {
  const one = firm();
  const { props, ...input } = invitation(one);
  const changed = (by: object) => () => emailItems({ ...input, props: { ...props, ...by } });
  expect(changed({ url: "https://evil.example/portal" })).toThrow("not a link of ours");
  expect(changed({ url: "javascript:alert(1)" })).toThrow("Invalid URL");
  expect(changed({ contactName: "" })).toThrow("too_small");
  expect(() => emailItems({ ...input, props, to: "nobody" })).toThrow("Invalid email");
});

it("makes one header line of whatever a name holds", () => {
  const one = firm();
  const { props, ...input } = invitation(one);
  const { items } = emailItems({ ...input, props: { ...props, firmName: "Alder\r\nBcc: all@x.example" } });
  expect(JSON.stringify(items)).toContain("Alder Bcc: all@x.example invites you");
  expect(headerLine("a\u2028b\u0000c")).toBe("a b c");
});

it("queues and nudges in one verb", async () => {
  const one = firm();
  const { id } = await Email.enqueue(invitation(one));
  expect(await one.as(() => Email.fromId(id))).toMatchObject({ status: "queued", attempts: 0, events: [] });
  const sqs = new SQSClient({});
  for (let tries = 0; tries < 50; tries += 1) {
    const { Messages = [] } = await sqs.send(
      new ReceiveMessageCommand({
        QueueUrl: process.env.QUEUE_EMAIL_URL,
        MaxNumberOfMessages: 10,
        VisibilityTimeout: 5,
      }),
    );
    if (Messages.some(({ Body }) => Body === JSON.stringify({ tenantId: one.tenantId, id }))) return;
  }
  throw new Error("no nudge");
});
