import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, it } from "vitest";
import { Client } from "../client/index.ts";
import { IntegrationRow } from "../connection/entity.ts";
import { someFirm } from "../firm/testing/firm.ts";
import { withActor } from "../lib/actor.ts";
import { DAY_MS, MINUTE_MS, now, withClock } from "../lib/clock.ts";
import { dueRows } from "../lib/table/due.ts";
import { Payment } from "../payment/index.ts";
import type { XeroContact } from "../provider/xero/index.ts";
import { EventRow } from "../webhook/entity.ts";
import { applyContact } from "./contact/apply.ts";
import { type Feed, PullRow } from "./poll/state.ts";
import {
  deliver,
  eventsOf,
  invoiceOf,
  linkedClient,
  linkedInvoice,
  payIn,
  paymentsOn,
  syncRow,
  type Told,
  type World,
  world,
} from "./testing/world.ts";

const of = (category: Told["category"], resourceId: string): Told => ({ category, resourceId });
const later = <T>(ms: number, fn: () => Promise<T>): Promise<T> => withClock(() => Date.now() + ms, fn);
const pullLater = (w: World, ms = 31 * MINUTE_MS) => later(ms, () => w.pull());

it("a payment recorded in Xero is a payment here, and one deleted there is reversed here: the balance is Xero's", async () => {
  const w = await world();
  const { invoice, invoiceId } = await linkedInvoice(w, await linkedClient(w));
  const first = await payIn(w, invoiceId, 20);
  await payIn(w, invoiceId, 100, { Reference: "BACS 4711" });
  await deliver(w, [of("INVOICE", invoiceId), { ...of("INVOICE", invoiceId), at: "2026-11-23T10:15:30.123Z" }]);
  expect(await w.pull()).toEqual({ kind: "idle" });
  expect(await invoiceOf(w, invoice.id)).toMatchObject({ status: "paid", paidPence: 12_000, duePence: 0 });
  const paid = await paymentsOn(w, invoice.id);
  expect(
    paid.map(({ amountPence, source, reference, xeroSyncStatus }) => ({
      amountPence,
      source,
      reference,
      xeroSyncStatus,
    })),
  ).toEqual(
    expect.arrayContaining([
      { amountPence: 2000, source: "xero", reference: null, xeroSyncStatus: "synced" },
      { amountPence: 10_000, source: "xero", reference: "BACS 4711", xeroSyncStatus: "synced" },
    ]),
  );
  await w.inXero("POST", `/Payments/${first}`, { Status: "DELETED" });
  await deliver(w, [of("INVOICE", invoiceId)]);
  await w.pull();
  expect(await invoiceOf(w, invoice.id)).toMatchObject({ status: "part_paid", paidPence: 10_000 });
  expect((await paymentsOn(w, invoice.id)).find(({ kind }) => kind === "reversal")).toMatchObject({
    amountPence: -2000,
    reason: "Deleted in Xero",
  });
  // Nothing of it goes back to Xero.
  expect(await syncRow(w, "invoice", invoice.id)).toMatchObject({ status: "synced" });
  expect(await eventsOf(w)).toEqual([
    "webhook INVOICE done collapsed",
    "webhook INVOICE done applied",
    "webhook INVOICE done applied",
  ]);
});

it("what only Xero changed on a contact is taken, our own echo is dropped, and what both changed waits for a person", async () => {
  const w = await world();
  const { client, contactId } = await linkedClient(w);
  await deliver(w, [of("CONTACT", contactId)]);
  await w.pull();
  await w.inXero("POST", `/Contacts/${contactId}`, {
    EmailAddress: "accounts@rowan.example",
    Addresses: [{ AddressType: "POBOX", AddressLine1: "1 High Street", City: "Leeds", PostalCode: "LS1 1AA" }],
  });
  await deliver(w, [of("CONTACT", contactId)]);
  await w.pull();
  const taken = await w.as(() => Client.fromId(client.id));
  expect(taken).toMatchObject({
    email: "accounts@rowan.example",
    registeredOffice: { addressLine1: "1 High Street", city: "Leeds", postcode: "LS1 1AA" },
    xeroSyncStatus: "synced",
  });
  await w.as(() => Client.update(client.id, { version: taken.version, phone: "0113 111 1111" }));
  await w.inXero("POST", `/Contacts/${contactId}`, {
    EmailAddress: "new@rowan.example",
    Phones: [{ PhoneType: "DEFAULT", PhoneNumber: "0113 222 2222" }],
  });
  await deliver(w, [of("CONTACT", contactId)]);
  await w.pull();
  expect(await w.as(() => Client.fromId(client.id))).toMatchObject({
    email: "new@rowan.example",
    phone: "0113 111 1111",
  });
  expect(await syncRow(w, "contact", client.id)).toMatchObject({
    status: "conflict",
    conflict: { fields: [{ field: "phone", base: "0113 496 0000", ours: "0113 111 1111", theirs: "0113 222 2222" }] },
  });
  expect(await eventsOf(w)).toEqual([
    "webhook CONTACT done echo",
    "webhook CONTACT done applied",
    "webhook CONTACT done conflict",
  ]);
});

it("tells what it does not keep: bills, strangers, archived, merged and vanished contacts", async () => {
  const w = await world();
  const one = await linkedClient(w, "One Limited");
  const two = await linkedClient(w, "Two Limited");
  const bill = await w.inXero("PUT", "/Invoices", {
    Invoices: [
      {
        Type: "ACCPAY",
        Contact: { ContactID: one.contactId },
        Status: "DRAFT",
        LineItems: [{ Description: "x", Quantity: 1, UnitAmount: 1 }],
      },
    ],
  });
  const stranger = await w.inXero("PUT", "/Contacts", { Contacts: [{ Name: "Stranger" }] });
  await deliver(w, [
    of("INVOICE", String(bill.InvoiceID)),
    of("CONTACT", String(stranger.ContactID)),
    of("CONTACT", "not-a-guid"),
  ]);
  await w.pull();
  expect((await eventsOf(w)).toSorted()).toEqual([
    "webhook CONTACT dead malformed-id",
    "webhook CONTACT ignored not-linked",
    "webhook INVOICE ignored bill",
  ]);
  await w.inXero("POST", `/Contacts/${one.contactId}`, { ContactStatus: "ARCHIVED" });
  await deliver(w, [of("CONTACT", one.contactId)]);
  await w.pull();
  expect(await syncRow(w, "contact", one.client.id)).toMatchObject({ status: "error", errorCode: "contact-archived" });
  await w.inXero("POST", `/Contacts/${one.contactId}`, { ContactStatus: "ACTIVE" });
  await deliver(w, [of("CONTACT", one.contactId)]);
  await w.pull();
  expect(await syncRow(w, "contact", one.client.id)).toMatchObject({ status: "synced" });

  const place = { tenantId: w.tenantId, xeroTenantId: w.xeroTenantId };
  const provider = { kind: "provider" as const, provider: "xero", tenantId: w.tenantId };
  const apply = (id: string, theirs: XeroContact | null) => withActor(provider, () => applyContact(place, id, theirs));
  const wire: XeroContact = {
    id: two.contactId,
    number: null,
    status: "ARCHIVED",
    name: "Two",
    email: null,
    phone: null,
    companyNumber: null,
    vatNumber: null,
    address: null,
    mergedTo: String(stranger.ContactID),
    updatedAt: new Date().toISOString(),
  };
  expect(await apply(two.contactId, { ...wire, mergedTo: one.contactId })).toMatchObject({ code: "archived" });
  expect(await syncRow(w, "contact", two.client.id)).toMatchObject({ errorCode: "contact-merged" });
  expect(await apply(two.contactId, wire)).toMatchObject({ code: "merged" });
  await w.pull();
  expect(await syncRow(w, "contact", two.client.id)).toMatchObject({ xeroId: stranger.ContactID });
  expect(await apply(one.contactId, null)).toMatchObject({ code: "gone" });
  expect(await syncRow(w, "contact", one.client.id)).toMatchObject({ errorCode: "deleted-in-xero" });
});

it("an invoice changed in Xero has Xero's lines and dates here; one voided there is void here; money that Xero has not is never written over", async () => {
  const w = await world();
  const client = await linkedClient(w);
  const [edited, voided, doubled] = [
    await linkedInvoice(w, client),
    await linkedInvoice(w, client),
    await linkedInvoice(w, client),
  ];
  await w.inXero("POST", `/Invoices/${edited.invoiceId}?unitdp=4`, {
    DueDate: "2026-12-24",
    LineItems: [
      { Description: "Bookkeeping and VAT", Quantity: 2, UnitAmount: 80, AccountCode: "200", TaxType: "OUTPUT2" },
    ],
  });
  await w.inXero("POST", `/Invoices/${voided.invoiceId}`, { Status: "VOIDED" });
  await payIn(w, doubled.invoiceId, 120);
  const ours = await w.as(() =>
    Payment.record(doubled.invoice.id, { amountPence: 12_000, paidOn: "2026-11-10", method: "cash" }),
  );
  await deliver(
    w,
    [edited, voided, doubled].map(({ invoiceId }) => of("INVOICE", invoiceId)),
  );
  await w.pull();
  expect(await invoiceOf(w, edited.invoice.id)).toMatchObject({
    dueOn: "2026-12-24",
    totalPence: 19_200,
    lines: [{ description: "Bookkeeping and VAT", quantity: "2", unitPricePence: 8000, vatRate: "standard" }],
  });
  expect(await invoiceOf(w, voided.invoice.id)).toMatchObject({ status: "void", voidReason: "Voided in Xero" });
  expect(await syncRow(w, "invoice", doubled.invoice.id)).toMatchObject({ errorCode: "paid-on-both-sides" });
  // When somebody reverses the one recorded here, Xero's comes by itself.
  await w.as(() => Payment.reverse(doubled.invoice.id, ours.id));
  await pullLater(w, 2 * MINUTE_MS);
  expect(await invoiceOf(w, doubled.invoice.id)).toMatchObject({ status: "paid", paidPence: 12_000 });
});

it("an invoice that was changed in Xero and then voided there is void here with the lines it was sent with, and opens", async () => {
  const w = await world();
  const { invoice, invoiceId } = await linkedInvoice(w, await linkedClient(w));
  await w.inXero("POST", `/Invoices/${invoiceId}?unitdp=4`, {
    LineItems: [{ Description: "Payroll", Quantity: 1, UnitAmount: 80, AccountCode: "200", TaxType: "OUTPUT2" }],
  });
  await w.inXero("POST", `/Invoices/${invoiceId}`, { Status: "VOIDED" });
  await deliver(w, [of("INVOICE", invoiceId)]);
  await w.pull();
  expect(await invoiceOf(w, invoice.id)).toMatchObject({
    status: "void",
    totalPence: 12_000,
    creditedPence: 12_000,
    lines: [{ description: "Bookkeeping", netPence: 10_000 }],
  });
});

it("polls find payments and lost events, each once, wherever the run was killed", async () => {
  const w = await world();
  const client = await linkedClient(w);
  const { invoice, invoiceId } = await linkedInvoice(w, client);
  await w.pull();
  await payIn(w, invoiceId, 30);
  await w.inXero("POST", `/Contacts/${client.contactId}`, { EmailAddress: "found@rowan.example" });
  const { data: before } = await PullRow.get(w).go();
  await pullLater(w);
  expect(await invoiceOf(w, invoice.id)).toMatchObject({ paidPence: 3000 });
  expect(await w.as(() => Client.fromId(client.client.id))).toMatchObject({ email: "found@rowan.example" });
  const found = await eventsOf(w);
  // Killed after a page was stored and before its watermark moved: the same pages once more.
  await PullRow.patch(w)
    .set({ watermarks: before?.watermarks as Record<Feed, never>, pollDueAt: "2020" })
    .go();
  await pullLater(w);
  expect(await eventsOf(w)).toEqual(found);
  expect(await paymentsOn(w, invoice.id)).toHaveLength(1);
});

it("the nightly check finds what no event and no poll told", async () => {
  const w = await world();
  const { invoice, invoiceId } = await linkedInvoice(w, await linkedClient(w));
  await w.pull();
  await payIn(w, invoiceId, 120);
  const far = { at: new Date(now() + 3 * DAY_MS).toISOString(), more: false };
  await PullRow.patch(w)
    .set({ watermarks: { contacts: far, invoices: far, payments: far, bankTransactions: far } })
    .go();
  await pullLater(w, DAY_MS);
  expect(await invoiceOf(w, invoice.id)).toMatchObject({ status: "paid" });
  expect(await eventsOf(w)).toEqual(["check INVOICE done applied"]);
});

const answering = async (status: number, body = "", headers: Record<string, string> = {}) => {
  const server = createServer((_, response) => response.writeHead(status, headers).end(body));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close: () => server.close() };
};

it.each<[string, number, string, Record<string, string>, object | null, object]>([
  [
    "503",
    503,
    "The Xero API is temporarily unavailable",
    {},
    null,
    { state: "received", attempts: 1, code: "unavailable" },
  ],
  ["nonsense", 200, "<html>", {}, null, { state: "received", attempts: 1, code: "contract" }],
  ["a refusal", 400, '{"Type":"QueryParseException"}', {}, null, { state: "received", attempts: 1, code: "rejected" }],
  ["429", 429, "", { "retry-after": "30", "x-rate-limit-problem": "minute" }, { kind: "rate-limit" }, { attempts: 0 }],
  ["401 for ever", 401, '{"Detail":"TokenExpired: x"}', {}, { kind: "auth" }, { state: "received", attempts: 0 }],
  ["403", 403, '{"Detail":"AuthenticationUnsuccessful"}', {}, { kind: "auth" }, { state: "received", attempts: 0 }],
])(
  "%s during the pull loses no event; only a failed look is an attempt",
  async (_, status, body, headers, thrown, row) => {
    const w = await world({ ...(await someFirm()), role: "owner" });
    const { invoice, invoiceId } = await linkedInvoice(w, await linkedClient(w));
    await payIn(w, invoiceId, 120);
    await deliver(w, [of("INVOICE", invoiceId)]);
    const [real, fake] = [process.env.XERO_API_URL, await answering(status, body, headers)];
    process.env.XERO_API_URL = fake.url;
    const attempt = w.pull();
    if (thrown) await expect(attempt).rejects.toMatchObject(thrown);
    else await attempt;
    process.env.XERO_API_URL = real;
    fake.close();
    expect((await EventRow.query.byTime(w).go()).data[0]).toMatchObject(row);
    if (thrown) return;
    await pullLater(w, 6 * MINUTE_MS);
    expect(await invoiceOf(w, invoice.id)).toMatchObject({ status: "paid" });
  },
);

it("a list of Xero's that cannot be read stops neither the other polls nor the nightly check, and is read when it can be", async () => {
  const w = await world();
  const client = await linkedClient(w);
  const { invoice, invoiceId } = await linkedInvoice(w, client);
  await w.pull();
  await payIn(w, invoiceId, 30);
  await w.inXero("POST", `/Contacts/${client.contactId}`, { EmailAddress: "found@rowan.example" });
  const live = globalThis.fetch;
  globalThis.fetch = (input, init) =>
    (input instanceof Request ? input.url : String(input)).includes("/Contacts?")
      ? Promise.resolve(new Response("<html>"))
      : live(input, init);
  await expect(pullLater(w, DAY_MS).finally(() => (globalThis.fetch = live))).rejects.toMatchObject({
    kind: "contract",
  });
  expect(await invoiceOf(w, invoice.id)).toMatchObject({ paidPence: 3000 });
  expect((await PullRow.get(w).go()).data).toMatchObject({ checkedAt: expect.any(String) });
  await pullLater(w, DAY_MS + 31 * MINUTE_MS);
  expect(await w.as(() => Client.fromId(client.client.id))).toMatchObject({ email: "found@rowan.example" });
});

it("an event that failed eight times is dead, with its reason, until somebody replays it", async () => {
  const w = await world();
  const { invoiceId } = await linkedInvoice(w, await linkedClient(w));
  await deliver(w, [of("INVOICE", invoiceId)]);
  const rowOf = async () => (await EventRow.query.byTime(w).go()).data[0];
  const real = process.env.XERO_API_URL;
  process.env.XERO_API_URL = "http://127.0.0.1:9";
  await EventRow.patch({ tenantId: w.tenantId, id: (await rowOf())?.id ?? "" })
    .set({ attempts: 7 })
    .go();
  await w.pull();
  process.env.XERO_API_URL = real;
  expect(await rowOf()).toMatchObject({
    state: "dead",
    attempts: 8,
    processingError: "Xero did not answer.",
    processed: false,
  });
});

it("events of a firm whose connection ended wait without being due, and are worked off when it is back", async () => {
  const w = await world();
  const { invoice, invoiceId } = await linkedInvoice(w, await linkedClient(w));
  await payIn(w, invoiceId, 120);
  await deliver(w, [of("INVOICE", invoiceId)]);
  const key = { tenantId: w.tenantId, integrationType: "xero" as const };
  await IntegrationRow.patch(key).set({ state: "disconnected" }).go();
  await w.pull();
  expect(
    (await dueRows("xero-sync", 20_000)).filter((row) => row.id.startsWith("xero.") && row.tenantId === w.tenantId),
  ).toEqual([]);
  await IntegrationRow.patch(key).set({ state: "connected" }).go();
  await w.pull();
  expect(await invoiceOf(w, invoice.id)).toMatchObject({ status: "paid" });
});
