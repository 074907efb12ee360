import { expect, test } from "vitest";
import { Client } from "../client/index.ts";
import { callXero } from "../connection/index.ts";
import { Invoice } from "../invoice/index.ts";
import { aClient, typed } from "../invoice/testing/fixture.ts";
import { HOUR_MS, withClock } from "../lib/clock.ts";
import { newId } from "../lib/id.ts";
import { Payment } from "../payment/index.ts";
import { Xero } from "../provider/xero/index.ts";
import { clientView, invoiceView, paymentView } from "./read/view.ts";
import { anInvoice, rowsOf, scenario } from "./testing/act.ts";
import { aConnectedFirm } from "./testing/world.ts";
import {
  processPendingSyncs,
  retryFailedSyncs,
  syncClientToXero,
  syncInvoiceToXero,
  syncPaymentToXero,
} from "../lane/verb.ts";

test("a client, its invoice and a payment arrive in Xero as they are here, and each says so", async () => {
  const firm = await aConnectedFirm();
  await firm.in(async () => {
    const client = await aClient();
    const draft = await Invoice.create(
      typed(client.id, {
        poNumber: "PO-7",
        lines: [
          {
            description: "Accounts",
            quantity: "2.5",
            unitPricePence: 1999,
            vatRate: "standard",
            discountPercent: "12.5",
          },
          { description: "Books", quantity: "3", unitPricePence: 1033, vatRate: "reduced" },
          { description: "Fee", unitPricePence: 5000, vatRate: "none" },
        ],
      }),
    );
    const invoice = await Invoice.approve(draft.id, { version: 1 });
    const paid = await Payment.record(invoice.id, { amountPence: 1000, paidOn: "2026-11-03", method: "cash" });
    const result = await firm.run();
    expect(await rowsOf(firm.tenantId)).toMatchObject(
      ["contact", "invoice", "payment"].map((kind) => ({ kind, status: "synced", xeroId: expect.any(String) })),
    );
    expect(result).toMatchObject({ kind: "idle", counts: { contact: 1, invoice: 1, payment: 1, failed: 0 } });
    const books = await firm.books();
    expect(books.contacts).toMatchObject([{ Name: client.name, text: { ContactNumber: client.id } }]);
    expect(books.invoices).toMatchObject([
      {
        InvoiceNumber: invoice.number,
        Status: "AUTHORISED",
        Total: invoice.totalPence / 100,
        AmountPaid: 10,
        Reference: "PO-7",
      },
    ]);
    expect(books.payments).toMatchObject([{ Reference: `ph:${paid.id}`, Amount: 10, Status: "AUTHORISED" }]);
    expect(await Client.fromId(client.id)).toMatchObject({ xeroSyncStatus: "synced", xeroSyncError: null });
    expect(await Invoice.fromId(invoice.id)).toMatchObject({ xeroSyncStatus: "synced", version: 3 });
  });
});

test("a new client's contact goes by itself once the client is active: before, only by hand or with an invoice; of one who is rejected, never", async () => {
  const firm = await aConnectedFirm();
  const named = (name: string) => Client.create({ type: "sole_trader", name, contact: { name, email: null } });
  const inXero = async () => (await firm.books()).contacts.map(({ Name }) => Name).toSorted();
  await firm.in(async () => {
    const [approved, rejected, sent, billed] = [
      await named("Ann Approved"),
      await named("Rob Rejected"),
      await named("Sue Sent"),
      await named("Bill Billed"),
    ];
    await firm.run();
    expect(await inXero()).toEqual([]);
    const record = async (id: string) => (await clientView(id)).record;
    expect(await record(approved.id)).toMatchObject({ status: "pending", code: "client-not-active", reason: null });
    await Client.update(approved.id, { version: 1, status: "active" });
    await Client.update(rejected.id, { version: 1, status: "inactive" });
    expect(await syncClientToXero(sent.id, firm.tenantId)).toEqual({ success: true });
    const draft = await Invoice.create(typed(billed.id));
    await Invoice.approve(draft.id, { version: 1 });
    await firm.run();
    await withClock(
      () => Date.now() + HOUR_MS,
      () => firm.run(),
    );
    expect(await inXero()).toEqual(["Ann Approved", "Bill Billed", "Sue Sent"]);
    expect((await firm.books()).invoices).toHaveLength(1);
    // What is in Xero stays in step, whatever becomes of the client.
    await Client.update(sent.id, { version: 1, name: "Sue Sent-Later" });
    await firm.run();
    expect(await inXero()).toEqual(["Ann Approved", "Bill Billed", "Sue Sent-Later"]);
    expect(await record(rejected.id)).toMatchObject({ status: "pending", code: "client-not-active" });
  });
});

test("the reference's verbs answer as the reference says, in words when it did not work", async () => {
  const firm = await aConnectedFirm({ autoSync: false });
  await firm.in(async () => {
    const invoice = await anInvoice();
    // Changes do not go by themselves here.
    expect(await firm.run()).toMatchObject({ counts: { contact: 0, invoice: 0 } });
    expect(await syncClientToXero(invoice.clientId, firm.tenantId)).toEqual({ success: true });
    expect(await syncInvoiceToXero(invoice.id, firm.tenantId)).toEqual({ success: true });
    const paying = () => syncPaymentToXero(invoice.id, firm.tenantId, 500, "2026-11-04", "090", "Thanks");
    expect([await paying(), await paying()]).toEqual([{ success: true }, { success: true }]);
    expect((await firm.books()).payments).toMatchObject([{ Amount: 5, Status: "AUTHORISED" }]);
    await scenario(firm, "lock-date", { period: "2026-11-30" });
    const late = await Payment.record(invoice.id, { amountPence: 5, paidOn: "2026-11-05", method: "cash" });
    expect(await processPendingSyncs(firm.tenantId)).toEqual({ clientsSynced: 0, invoicesSynced: 1 });
    const [row] = (await rowsOf(firm.tenantId)).filter(({ id }) => id === late.id);
    expect(row).toMatchObject({ status: "error", errorMessage: expect.stringContaining("lock") });
    await scenario(firm, "lock-date", { period: "2026-10-31" });
    expect(await retryFailedSyncs(firm.tenantId)).toEqual({
      clientsRetried: 0,
      invoicesRetried: 0,
      paymentsRetried: 1,
    });
    await firm.run();
    expect((await rowsOf(firm.tenantId)).every(({ status }) => status === "synced")).toBe(true);
  });
});

test("an amended invoice sends only what changed and keeps its lines' ids; a void one is voided; a reversed payment is deleted", async () => {
  const firm = await aConnectedFirm();
  await firm.in(async () => {
    const invoice = await anInvoice();
    const paid = await Payment.record(invoice.id, { amountPence: 500, paidOn: "2026-11-04", method: "cash" });
    await firm.run();
    const before = (await firm.books()).invoices[0];
    await Payment.reverse(invoice.id, paid.id);
    const { version } = await Invoice.fromId(invoice.id);
    const amended = await Invoice.update(invoice.id, { version, dueOn: "2026-12-24" });
    await firm.run();
    const books = await firm.books();
    expect(books.invoices).toMatchObject([{ DueDate: "2026-12-24", Status: "AUTHORISED", AmountPaid: 0 }]);
    expect(books.invoices[0]?.LineItems.map((line) => line.LineItemID)).toEqual(
      before?.LineItems.map((line) => line.LineItemID),
    );
    expect(books.payments).toMatchObject([{ Status: "DELETED" }]);
    await Invoice.cancel(invoice.id, { version: amended.version });
    await firm.run();
    expect((await firm.books()).invoices).toMatchObject([{ Status: "VOIDED" }]);
    expect((await rowsOf(firm.tenantId)).map(({ status }) => status)).toEqual(["synced", "synced", "synced"]);
  });
});

test("a name that is taken fails the client and its invoice in words; linked elsewhere or renamed, both go by themselves", async () => {
  const firm = await aConnectedFirm();
  await firm.in(async () => {
    await aClient("Rowan Limited");
    const invoice = await anInvoice({}, "Rowan Limited");
    await firm.run();
    expect(await Invoice.fromId(invoice.id)).toMatchObject({
      xeroSyncStatus: "error",
      xeroSyncError: expect.stringContaining("Rowan Limited"),
    });
    await Client.update(invoice.clientId, { version: 1, name: "Rowan & Sons Limited" });
    await firm.run();
    await firm.run();
    expect(await Invoice.fromId(invoice.id)).toMatchObject({ xeroSyncStatus: "synced", xeroSyncError: null });
  });
});

test("edited on both sides in different fields, each side keeps its change; in the same field, a person decides and nothing is sent", async () => {
  const firm = await aConnectedFirm();
  await firm.in(async () => {
    const client = await aClient();
    await firm.run();
    const inXero = async (email: string) => {
      const [row] = await rowsOf(firm.tenantId);
      const id = row?.xeroId ?? "";
      await callXero(firm.tenantId, "background", (access) =>
        Xero.updateContacts(access, [{ id, email }], newId("key")),
      );
    };
    await inXero("theirs@xero.example");
    await Client.update(client.id, { version: 1, phone: "0113 496 0000" });
    await firm.run();
    const [contact] = (await firm.books()).contacts;
    expect(contact).toMatchObject({ text: { EmailAddress: "theirs@xero.example" } });
    expect(JSON.stringify(contact)).toContain("0113 496 0000");
    await inXero("theirs-again@xero.example");
    await Client.update(client.id, { version: 2, email: "ours@here.example" });
    await firm.run();
    const [row] = await rowsOf(firm.tenantId);
    expect(row).toMatchObject({
      status: "conflict",
      hold: "conflict",
      conflict: { fields: [{ field: "email", ours: "ours@here.example", theirs: "theirs-again@xero.example" }] },
    });
    expect((await firm.books()).contacts).toMatchObject([{ text: { EmailAddress: "theirs-again@xero.example" } }]);
  });
});

test("an outage costs no double and no record: what is unknown is looked up, what was refused for a limit was never tried", async () => {
  const firm = await aConnectedFirm();
  await firm.in(async () => {
    const invoice = await anInvoice();
    await scenario(firm, "lose-answers", { times: 1, method: "PUT", path: "/Invoices" });
    expect(await firm.run()).toMatchObject({ kind: "idle" });
    const unsure = (await rowsOf(firm.tenantId)).find(({ id }) => id === invoice.id);
    expect(unsure).toMatchObject({ status: "pending", attempts: 1, attemptKey: expect.any(String) });
    await withClock(
      () => Date.parse(unsure?.nextAttemptAt ?? ""),
      () => firm.run(),
    );
    expect((await firm.books()).invoices).toHaveLength(1);
    expect((await rowsOf(firm.tenantId)).every(({ status }) => status === "synced")).toBe(true);
    await scenario(firm, "incident", { scenarios: [{ status: 429, retryAfterS: 17, path: "/Contacts", times: 1 }] });
    const client = await aClient("Limited by limits");
    expect(await firm.run()).toMatchObject({ kind: "wait" });
    const limited = (await rowsOf(firm.tenantId)).find(({ id }) => id === client.id);
    expect(limited).toMatchObject({ status: "pending", attempts: 0 });
    expect(limited?.attemptKey).toBeUndefined();
  });
});

test("lists say of every record where it stands in Xero and why; what is there opens there, in its own organisation", async () => {
  const firm = await aConnectedFirm();
  await firm.in(async () => {
    const invoice = await anInvoice();
    const client = await aClient("Taken Limited");
    const draft = await Invoice.create(typed(invoice.clientId));
    const paid = await Payment.record(invoice.id, { amountPence: 500, paidOn: "2026-11-04", method: "cash" });
    await firm.run();
    const namesake = await aClient("Taken Limited");
    await firm.run();
    await Payment.reverse(invoice.id, paid.id);
    const page = { limit: 25 };
    const [clients, invoices, payments] = await Promise.all([
      Client.list(page),
      Invoice.list(page),
      Payment.list(page),
    ]);
    const synced = { status: "synced", code: null, reason: null };
    const waiting = { status: "pending", code: null, reason: null };
    const places = new Map<string, unknown>([...clients.items, ...invoices.items].map(({ id, xero }) => [id, xero]));
    expect(places.get(invoice.clientId)).toEqual(synced);
    expect(places.get(invoice.id)).toEqual(waiting);
    expect(places.get(draft.id)).toBeNull();
    expect(places.get(client.id)).toEqual(synced);
    const why = expect.stringContaining("Taken Limited") as string;
    expect(places.get(namesake.id)).toEqual({ status: "error", code: "name-taken", reason: why });
    expect(payments.items.map(({ xero }) => xero)).toEqual([waiting, waiting]);
    const views = [clientView(invoice.clientId), invoiceView(invoice.id), paymentView(invoice.id, paid.id)];
    for (const { record } of await Promise.all(views)) {
      const opened = await fetch(record?.url ?? "");
      expect([opened.status, await opened.text()]).toEqual([200, expect.stringContaining(record?.xeroId ?? "none")]);
    }
  });
});
