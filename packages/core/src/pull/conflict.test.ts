import { PutCommand } from "@aws-sdk/lib-dynamodb";
import { expect, it } from "vitest";
import { Client } from "../client/index.ts";
import { aFirm, refusal } from "../invoice/testing/fixture.ts";
import { withActor } from "../lib/actor.ts";
import { PageQuery } from "../lib/page.ts";
import { Invoice } from "../invoice/index.ts";
import { documents, tableName } from "../lib/table/table.ts";
import { Event } from "../webhook/index.ts";
import { Pull } from "./index.ts";
import { deliver, eventsOf, invoiceOf, linkedClient, linkedInvoice, syncRow, world } from "./testing/world.ts";

const all = PageQuery.parse({});

it("a conflict is decided field by field: Xero's side is taken, ours is due to be sent, and a second decision is refused", async () => {
  const w = await world();
  const { client, contactId } = await linkedClient(w);
  await w.as(() => Client.update(client.id, { version: 1, phone: "0113 111 1111", email: "ours@rowan.example" }));
  await w.inXero("POST", `/Contacts/${contactId}`, {
    EmailAddress: "theirs@rowan.example",
    Phones: [{ PhoneType: "DEFAULT", PhoneNumber: "0113 222 2222" }],
  });
  await deliver(w, [{ category: "CONTACT", resourceId: contactId }]);
  await w.pull();
  const { items } = await w.as(() => Pull.listConflicts(all));
  expect(items).toMatchObject([
    { kind: "contact", id: client.id, fields: [{ field: "email", suggested: "ours" }, { field: "phone" }] },
  ]);
  const generation = items[0]?.generation ?? -1;
  const decide = (choices: Record<string, "ours" | "theirs">) =>
    w.as(() => Pull.resolveConflict("contact", client.id, { generation, choices }));
  expect(await refusal(decide({ phone: "ours" }))).toMatchObject({ code: "conflict.incomplete" });
  await decide({ phone: "theirs", email: "ours" });
  expect(await w.as(() => Client.fromId(client.id))).toMatchObject({
    phone: "0113 222 2222",
    email: "ours@rowan.example",
    xeroSyncStatus: "pending",
    xeroSyncError: null,
  });
  const row = await syncRow(w, "contact", client.id);
  expect(row).toMatchObject({ status: "pending", base: { email: "theirs@rowan.example", phone: "0113 222 2222" } });
  expect(row?.hold).toBeUndefined();
  expect(await refusal(decide({ phone: "ours", email: "ours" }))).toMatchObject({ code: "conflict.not-found" });
  expect((await w.as(() => Pull.listConflicts(all))).items).toEqual([]);
});

it("a due date that both sides moved is a conflict, and Xero's can be taken", async () => {
  const w = await world();
  const { invoice, invoiceId } = await linkedInvoice(w, await linkedClient(w));
  await w.as(() => Invoice.update(invoice.id, { version: 2, dueOn: "2026-12-10" }));
  await w.inXero("POST", `/Invoices/${invoiceId}?unitdp=4`, { DueDate: "2026-12-20" });
  await deliver(w, [{ category: "INVOICE", resourceId: invoiceId }]);
  await w.pull();
  const [conflict] = (await w.as(() => Pull.listConflicts(all))).items;
  expect(conflict?.fields).toEqual([
    { field: "dueOn", base: "2026-12-01", ours: "2026-12-10", theirs: "2026-12-20", suggested: "theirs" },
  ]);
  await w.as(() =>
    Pull.resolveConflict("invoice", invoice.id, {
      generation: conflict?.generation ?? 0,
      choices: { dueOn: "theirs" },
    }),
  );
  expect(await invoiceOf(w, invoice.id)).toMatchObject({ dueOn: "2026-12-20" });
});

it("a replayed event is looked at again and does nothing twice; the log counts, pages and tells apart", async () => {
  const w = await world();
  const { contactId } = await linkedClient(w);
  await deliver(w, [
    { category: "CONTACT", resourceId: contactId },
    { category: "CONTACT", resourceId: "not-a-guid" },
  ]);
  await w.pull();
  const first = await w.as(() => Event.list({ limit: 1 }));
  const second = await w.as(() => Event.list({ limit: 1, cursor: first.nextCursor ?? "" }));
  expect(new Set([...first.items, ...second.items].map(({ state }) => state))).toEqual(new Set(["done", "dead"]));
  expect(await refusal(w.as(() => Event.list({ limit: 1, cursor: "nonsense" })))).toMatchObject({
    code: "cursor.invalid",
  });
  const [dead] = (await w.as(() => Event.list({ limit: 10, state: "dead" }))).items;
  expect(await w.as(() => Pull.replayPlan("dead"))).toEqual({
    events: 1,
    more: false,
    records: 0,
    calls: 0,
    waiting: 0,
  });
  expect(await w.as(() => Event.replayMany("dead"))).toEqual({ replayed: 1, more: false });
  expect(await w.as(() => Event.fromId(dead?.id ?? ""))).toMatchObject({
    state: "received",
    canReplay: true,
    error: null,
  });
  expect(await w.as(() => Pull.replayPlan("dead"))).toMatchObject({ events: 0, waiting: 1 });
  await w.pull();
  expect(await w.as(() => Event.fromId(dead?.id ?? ""))).toMatchObject({
    state: "dead",
    history: [{ code: "malformed-id" }, { code: "malformed-id" }],
  });
  expect((await eventsOf(w)).toSorted()).toEqual(["webhook CONTACT dead malformed-id", "webhook CONTACT done echo"]);
  expect((await w.as(() => Event.volume(1))).days[0]).toMatchObject({ webhook: 2 });
});

it("the log of one provider passes over the other's events, names the client, and shows of a payload only what it knows", async () => {
  const w = await world();
  const { client, contactId } = await linkedClient(w);
  await deliver(w, [{ category: "CONTACT", resourceId: contactId, besides: { Name: "Rowan Tree" } }]);
  await w.pull();
  const mail = {
    provider: "resend",
    eventId: "msg_1",
    outcome: "applied",
    receivedAt: "2099-01-01",
    handledAt: "2099-01-01",
  };
  for (const n of [1, 2, 3])
    await documents.send(
      new PutCommand({
        TableName: tableName(),
        Item: {
          ...mail,
          pk: `t#${w.tenantId}#mail-${n}`,
          sk: "event",
          gsi1pk: `t#${w.tenantId}#event`,
          gsi1sk: `2099#${n}`,
        },
      }),
    );
  const providers = async (provider?: "xero") =>
    (await w.as(() => Event.list({ limit: 2, provider }))).items.map((event) => event.provider);
  expect([await providers(), await providers("xero")]).toEqual([["resend", "resend"], ["xero"]]);
  const [event] = (await w.as(() => Event.list({ limit: 2, provider: "xero" }))).items;
  expect(event).toMatchObject({ clientName: client.name });
  expect((await w.as(() => Event.fromId(event?.id ?? ""))).payload).toMatchObject({
    resourceId: contactId,
    Name: "(not shown)",
  });
});

it("bank transactions are read by their days, and a firm without a connection is told what to do", async () => {
  const w = await world();
  expect(await w.as(() => Pull.listBankTransactions({ from: "2026-11-01", to: "2026-11-30" }))).toEqual({
    items: [],
    nextCursor: null,
  });
  expect(await refusal(w.as(() => Pull.listBankTransactions({ from: "2026-12-01", to: "2026-11-30" })))).toMatchObject({
    code: "bank.range",
  });
  const unconnected = withActor(aFirm(), () => Pull.listBankTransactions({}));
  expect(await refusal(unconnected)).toMatchObject({ code: "xero.not-connected" });
});
