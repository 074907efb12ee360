import { afterEach, expect, test } from "vitest";
import { Client } from "../client/index.ts";
import { callXero } from "../connection/index.ts";
import { connectedWith } from "../connection/testing/connected.ts";
import { someFirm } from "../firm/testing/firm.ts";
import { Invoice } from "../invoice/index.ts";
import { aClient, typed } from "../invoice/testing/fixture.ts";
import { DAY_MS, HOUR_MS, MINUTE_MS, withClock } from "../lib/clock.ts";
import { newId } from "../lib/id.ts";
import { linkKeys, SyncRow } from "../outbox/record.ts";
import { Xero } from "../provider/xero/index.ts";
import { anInvoice, rowsOf, scenario } from "./testing/act.ts";
import { aConnectedFirm, type Firm, post } from "./testing/world.ts";
import { syncInvoiceToXero } from "../lane/verb.ts";

/** Runs once after the first batch of new contacts that Xero takes. */
let afterFirstBatch: (() => Promise<unknown>) | undefined;
const live = globalThis.fetch;
globalThis.fetch = async (input, init) => {
  const answer = await live(input, init);
  const url = input instanceof Request ? input.url : String(input);
  if (init?.method === "PUT" && url.includes("/Contacts")) {
    const then = afterFirstBatch;
    afterFirstBatch = undefined;
    await then?.();
  }
  return answer;
};
afterEach(() => {
  afterFirstBatch = undefined;
});

const CLIENTS = 60;
const manyClients = async (): Promise<void> => {
  for (let n = 0; n < CLIENTS; n += 20)
    await Promise.all(Array.from({ length: 20 }, (_, more) => aClient(`Client ${n + more}`)));
};
const later = <T>(ms: number, fn: () => Promise<T>): Promise<T> => withClock(() => Date.now() + ms, fn);
const statuses = async (firm: Firm): Promise<Record<string, number>> => {
  const counts: Record<string, number> = {};
  for (const { status, attemptKey } of await rowsOf(firm.tenantId)) {
    const what = attemptKey === undefined ? status : `${status}, tried`;
    counts[what] = (counts[what] ?? 0) + 1;
  }
  return counts;
};
const names = async (firm: Firm): Promise<number> =>
  new Set((await firm.books()).contacts.map(({ Name }) => Name)).size;

test("the day's limit reached between two batches: what went is settled, the rest was never tried, waits for its hour, and goes once", async () => {
  const firm = await aConnectedFirm();
  await firm.in(async () => {
    await manyClients();
    afterFirstBatch = () => scenario(firm, "day-left", { left: 0 });
    const outcome = await firm.run();
    expect(outcome).toMatchObject({ kind: "wait", counts: { contact: 50 } });
    expect(outcome.kind === "wait" && outcome.waitMs).toBeGreaterThan(10 * MINUTE_MS);
    expect(await statuses(firm)).toEqual({ synced: 50, pending: 10 });
    expect(await firm.run()).toMatchObject({ kind: "wait", counts: { contact: 0 } });
    await post("/__clock", { organisation: firm.organisation, advanceMs: DAY_MS });
    expect(await later(DAY_MS, () => firm.run())).toMatchObject({ kind: "idle", counts: { contact: 10 } });
    expect(await statuses(firm)).toEqual({ synced: CLIENTS });
    const { contacts, limited } = await firm.books();
    expect(contacts).toHaveLength(CLIENTS);
    // The one call that found out.
    expect(limited).toEqual({ day: 1 });
  });
});

test("every token revoked between two batches: what went is settled, nothing is lost or asked again, and a reconnect sends the rest once", async () => {
  const firm = await aConnectedFirm({ actor: await someFirm() });
  await firm.in(async () => {
    await manyClients();
    afterFirstBatch = () => scenario(firm, "revoke-tokens");
    expect(await firm.run()).toMatchObject({ counts: { contact: 50 } });
    expect(await statuses(firm)).toEqual({ synced: 50, pending: 10 });
    const { calls } = await firm.books();
    expect(await firm.run()).toMatchObject({ kind: "idle", counts: { contact: 0 } });
    expect((await firm.books()).calls).toEqual(calls);
    const grant = await post<{ access_token: string; refresh_token: string; connections: { id: string }[] }>(
      "/__grant",
      { organisations: [firm.organisation] },
    );
    await connectedWith(firm.actor, {
      xeroTenantId: firm.organisation,
      accessToken: grant.access_token,
      refreshToken: grant.refresh_token,
      connectionId: grant.connections[0]?.id ?? "",
    });
    expect(await firm.run()).toMatchObject({ kind: "idle", counts: { contact: 10 } });
    expect([await names(firm), (await firm.books()).contacts.length]).toEqual([CLIENTS, CLIENTS]);
    expect(await statuses(firm)).toEqual({ synced: CLIENTS });
  });
});

test("a tax rate that is removed after the lists were read refuses the invoice in words, and its neighbours go", async () => {
  const firm = await aConnectedFirm();
  await firm.in(async () => {
    await anInvoice();
    await firm.run();
    await scenario(firm, "remove-tax-rate", { taxType: "RROUTPUT" });
    const { id: clientId } = await aClient("Two rates");
    const approved = async (vatRate: "reduced" | "standard") => {
      const lines = [{ description: "Work", unitPricePence: 5000, vatRate }];
      const draft = await Invoice.create(typed(clientId, { lines }));
      return (await Invoice.approve(draft.id, { version: 1 })).id;
    };
    const [reduced, standard] = [await approved("reduced"), await approved("standard")];
    expect(await firm.run()).toMatchObject({ kind: "idle", counts: { invoice: 1, failed: 1 } });
    const rows = await rowsOf(firm.tenantId);
    expect(rows.find(({ id }) => id === standard)?.status).toBe("synced");
    expect(rows.find(({ id }) => id === reduced)).toMatchObject({
      status: "error",
      errorCode: "rejected",
      errorMessage: expect.stringContaining("RROUTPUT"),
    });
    // Once the lists are read again, the refusal is ours and says where to choose another.
    expect(await syncInvoiceToXero(reduced, firm.tenantId)).toMatchObject({
      success: false,
      error: expect.stringMatching(/RROUTPUT.*mapping/),
    });
    expect((await firm.books()).invoices).toHaveLength(2);
  });
});

test.each([
  ["ahead of Xero's", 10 * MINUTE_MS],
  ["behind Xero's", -10 * MINUTE_MS],
  ["an hour ahead, and then right again", HOUR_MS],
])("a clock that is %s sends and takes what changed, each once", async (_, aheadMs) => {
  const firm = await aConnectedFirm();
  await firm.in(async () => {
    await later(aheadMs, async () => {
      await anInvoice({}, "Skewed Limited");
      expect(await firm.run()).toMatchObject({ kind: "idle", counts: { invoice: 1 } });
    });
    const { items } = await Client.list({ limit: 10 });
    const [client] = items;
    const { version } = await Client.fromId(client?.id ?? "");
    await Client.update(client?.id ?? "", { version, phone: "0113 496 0001" });
    expect(await firm.run()).toMatchObject({ kind: "idle", counts: { contact: 1 } });
    const { contacts, invoices } = await firm.books();
    expect([contacts.length, invoices.length]).toEqual([1, 1]);
    expect(await statuses(firm)).toEqual({ synced: 2 });
  });
});

test("an invoice that is gone from Xero is not made again: its change says so, in words, until a person decides", async () => {
  const firm = await aConnectedFirm();
  await firm.in(async () => {
    const invoice = await anInvoice();
    await firm.run();
    const nowhere = linkKeys(firm.tenantId, "invoice", firm.organisation, crypto.randomUUID());
    await SyncRow.patch({ tenantId: firm.tenantId, kind: "invoice", id: invoice.id }).set(nowhere).go();
    const { version } = await Invoice.fromId(invoice.id);
    await Invoice.update(invoice.id, { version, dueOn: "2026-12-24" });
    expect(await firm.run()).toMatchObject({ kind: "idle", counts: { failed: 1 } });
    const row = (await rowsOf(firm.tenantId)).find(({ id }) => id === invoice.id);
    expect(row).toMatchObject({ status: "error", errorCode: "deleted-in-xero" });
    expect(row?.errorMessage).toContain("is gone from Xero");
    expect((await firm.books()).invoices).toHaveLength(1);
  });
});

test("a client that is archived here stays in Xero as it is, and what changes after it is restored goes again", async () => {
  const firm = await aConnectedFirm();
  await firm.in(async () => {
    const { id } = await aClient("Shelved Limited");
    await firm.run();
    await Client.archive(id, { version: 1 });
    expect(await firm.run()).toMatchObject({ kind: "idle", counts: { failed: 0 } });
    expect((await firm.books()).contacts).toMatchObject([{ ContactStatus: "ACTIVE" }]);
    const { version } = await Client.restore(id, { version: (await Client.fromId(id)).version });
    await Client.update(id, { version, name: "Unshelved Limited" });
    await firm.run();
    expect((await firm.books()).contacts).toMatchObject([{ Name: "Unshelved Limited", ContactStatus: "ACTIVE" }]);
    expect(await statuses(firm)).toEqual({ synced: 1 });
  });
});

const editedInXero = (firm: Firm, id: string, put: { email?: string; phone?: string }) =>
  callXero(firm.tenantId, "interactive", (access) => Xero.updateContacts(access, [{ id, ...put }], newId("act")));

test("what somebody changed in Xero just before we sent another field comes here by itself, though no event told of it", async () => {
  const firm = await aConnectedFirm();
  await firm.in(async () => {
    const { id } = await aClient();
    await firm.run();
    const { xeroContactId } = await Client.fromId(id);
    await editedInXero(firm, xeroContactId ?? "", { email: "new@rowan.example" });
    await Client.update(id, { version: 1, phone: "0113 496 0001" });
    await firm.run();
    expect(await Client.fromId(id)).toMatchObject({ xeroSyncStatus: "synced" });
    await firm.run();
    expect(await Client.fromId(id)).toMatchObject({ email: "new@rowan.example", phone: "0113 496 0001" });
    expect(await statuses(firm)).toEqual({ synced: 1 });
  });
});

test("a conflict that somebody ends by putting our side back as it was ends with Xero's, not with two that differ and are called in step", async () => {
  const firm = await aConnectedFirm();
  await firm.in(async () => {
    const { id } = await aClient();
    await firm.run();
    const { xeroContactId } = await Client.fromId(id);
    await editedInXero(firm, xeroContactId ?? "", { phone: "0113 222 2222" });
    await Client.update(id, { version: 1, phone: "0113 111 1111" });
    await firm.run();
    expect(await statuses(firm)).toEqual({ conflict: 1 });
    await Client.update(id, { version: 2, phone: null });
    await firm.run();
    await firm.run();
    expect(await Client.fromId(id)).toMatchObject({ phone: "0113 222 2222", xeroSyncStatus: "synced" });
    expect(await statuses(firm)).toEqual({ synced: 1 });
  });
});
