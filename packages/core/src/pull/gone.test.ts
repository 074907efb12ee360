import { expect, it } from "vitest";
import { Client } from "../client/index.ts";
import { Invoice } from "../invoice/index.ts";
import { linkKeys, SyncRow } from "../outbox/record.ts";
import {
  deliver,
  eventsOf,
  invoiceOf,
  linkedClient,
  linkedInvoice,
  mergeIn,
  payIn,
  paymentsOn,
  syncRow,
  type Told,
  type World,
  world,
} from "./testing/world.ts";

const of = (category: Told["category"], resourceId: string): Told => ({ category, resourceId });

/** What is linked with `xeroId` is linked with this one from now on. */
const relink = (w: World, kind: "invoice", id: string, xeroId: string) =>
  SyncRow.patch({ tenantId: w.tenantId, kind, id })
    .set(linkKeys(w.tenantId, kind, w.xeroTenantId, xeroId))
    .go();

it("an invoice that vanished from Xero keeps its money here, is an issue for a person, and is in step once it is back", async () => {
  const w = await world();
  const client = await linkedClient(w);
  const [{ invoice, invoiceId }, other] = [await linkedInvoice(w, client), await linkedInvoice(w, client)];
  const vanished = crypto.randomUUID();
  await relink(w, "invoice", invoice.id, vanished);
  await payIn(w, other.invoiceId, 120);
  await deliver(w, [of("INVOICE", vanished), of("INVOICE", other.invoiceId)]);
  expect(await w.pull()).toEqual({ kind: "idle" });
  expect((await eventsOf(w)).toSorted()).toEqual(["webhook INVOICE done applied", "webhook INVOICE done gone"]);
  expect(await syncRow(w, "invoice", invoice.id)).toMatchObject({ status: "error", errorCode: "deleted-in-xero" });
  expect(await invoiceOf(w, invoice.id)).toMatchObject({ status: "approved", duePence: 12_000 });
  expect(await invoiceOf(w, other.invoice.id)).toMatchObject({ status: "paid" });
  await relink(w, "invoice", invoice.id, invoiceId);
  await deliver(w, [of("INVOICE", invoiceId)]);
  await w.pull();
  expect(await syncRow(w, "invoice", invoice.id)).toMatchObject({ status: "synced" });
});

it("a draft deleted in Xero is void here, with the reason", async () => {
  const w = await world();
  const { invoice, invoiceId } = await linkedInvoice(w, await linkedClient(w), "DRAFT");
  await w.inXero("POST", `/Invoices/${invoiceId}`, { Status: "DELETED" });
  await deliver(w, [of("INVOICE", invoiceId)]);
  await w.pull();
  expect(await invoiceOf(w, invoice.id)).toMatchObject({ status: "void", voidReason: "Voided in Xero" });
});

it("events about a client archived and an invoice voided here open neither again", async () => {
  const w = await world();
  const linked = await linkedClient(w);
  const { invoice, invoiceId } = await linkedInvoice(w, linked);
  const { version } = await invoiceOf(w, invoice.id);
  await w.as(() => Invoice.cancel(invoice.id, { version }));
  const { version: ofClient } = await w.as(() => Client.fromId(linked.client.id));
  await w.as(() => Client.archive(linked.client.id, { version: ofClient }));
  await payIn(w, invoiceId, 120);
  await w.inXero("POST", `/Contacts/${linked.contactId}`, { EmailAddress: "late@rowan.example" });
  await deliver(w, [of("INVOICE", invoiceId), of("CONTACT", linked.contactId)]);
  expect(await w.pull()).toEqual({ kind: "idle" });
  expect((await eventsOf(w)).filter((line) => !line.includes(" done "))).toEqual([]);
  expect(await invoiceOf(w, invoice.id)).toMatchObject({ status: "void", paidPence: 0 });
  expect(await paymentsOn(w, invoice.id)).toEqual([]);
  expect(await w.as(() => Client.fromId(linked.client.id))).toMatchObject({ status: "archived" });
});

it.each([["the merged one first", false] as const, ["the one that is left first", true] as const])(
  "a contact merged in Xero, told with %s: the client goes on with the one that is left, whatever comes late",
  async (_, reversed) => {
    const w = await world();
    const { client, contactId } = await linkedClient(w);
    const left = await w.inXero("PUT", "/Contacts", {
      Contacts: [{ Name: "Rowan Group", EmailAddress: "g@rowan.example" }],
    });
    const leftId = String(left.ContactID);
    await mergeIn(w, contactId, leftId);
    const told = [of("CONTACT", contactId), of("CONTACT", leftId)];
    await deliver(w, reversed ? told.toReversed() : told);
    await w.pull();
    await deliver(w, [{ ...of("CONTACT", contactId), at: "2026-11-23T10:15:30.123Z" }]);
    await w.pull();
    expect(await syncRow(w, "contact", client.id)).toMatchObject({ status: "synced", xeroId: leftId });
    expect(await w.as(() => Client.fromId(client.id))).toMatchObject({ email: "g@rowan.example" });
    expect((await eventsOf(w)).filter((line) => / (?:received|dead)/.test(line))).toEqual([]);
  },
);
