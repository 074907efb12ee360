/** For tests of the pull: a connected firm with an organisation of its own at the twin, and records that are linked. */
import { Client } from "../../client/index.ts";
import type { Client as ClientRecord } from "../../client/schema.ts";
import { callXero } from "../../connection/index.ts";
import { connectedWith } from "../../connection/testing/connected.ts";
import { Invoice } from "../../invoice/index.ts";
import type { Invoice as InvoiceRecord } from "../../invoice/schema.ts";
import { aFirm, typed } from "../../invoice/testing/fixture.ts";
import { type StaffActor, withActor } from "../../lib/actor.ts";
import { now, nowIso } from "../../lib/clock.ts";
import { Payment } from "../../payment/index.ts";
import { Xero } from "../../provider/xero/index.ts";
import { contactOfClient, contactOfXero } from "../../sync/field/contact.ts";
import { invoiceOfOurs, invoiceOfXero } from "../../sync/field/invoice.ts";
import { settle } from "../../sync/push/settle.ts";
import { SyncRow } from "../../outbox/record.ts";
import type { SyncKind } from "../../outbox/schema.ts";
import { ClientRow } from "../../client/entity.ts";
import { loadInvoice } from "../../invoice/index.ts";
import { EventRow } from "../../webhook/entity.ts";
import { receiveDelivery } from "../../webhook/index.ts";
import { pullDue } from "../due.ts";

type Wire = Record<string, unknown>;
const base = (): string => process.env.XERO_API_URL ?? "";

async function post(path: string, body: unknown): Promise<Wire> {
  const answer = await fetch(`${base()}${path}`, { method: "POST", body: JSON.stringify(body) });
  if (!answer.ok) throw new Error(`${path} was answered ${answer.status}: ${await answer.text()}`);
  return (await answer.json()) as Wire;
}

export interface World {
  actor: StaffActor;
  tenantId: string;
  xeroTenantId: string;
  /** Runs as the firm's staff. */
  as: <T>(fn: () => Promise<T>) => Promise<T>;
  /** What somebody does inside Xero: answers the record. */
  inXero: (method: "PUT" | "POST", path: string, body: object) => Promise<Wire>;
  /** One run of the firm's pull. */
  pull: (ms?: number) => ReturnType<typeof pullDue>;
}

const PLENTY = { concurrent: 50, minute: 100_000, day: 1_000_000 };

export async function world(actor: StaffActor = aFirm("owner")): Promise<World> {
  const { organisationId } = await post("/__organisation", { limits: PLENTY });
  const xeroTenantId = String(organisationId);
  const tokens = await post("/__grant", { organisations: [xeroTenantId] });
  const accessToken = String(tokens.access_token);
  await withActor(actor, () =>
    connectedWith(actor, { xeroTenantId, accessToken, refreshToken: String(tokens.refresh_token) }),
  );
  const { tenantId } = actor;
  return {
    actor,
    tenantId,
    xeroTenantId,
    as: (fn) => withActor(actor, fn),
    inXero: async (method, path, body) => {
      const headers = { authorization: `Bearer ${accessToken}`, "xero-tenant-id": xeroTenantId };
      const url = `${base()}/api.xro/2.0${path}`;
      const asked: RequestInit = { method, headers, body: JSON.stringify(body) };
      const answer = await fetch(url, asked);
      if (!answer.ok) throw new Error(`${path} was answered ${answer.status}: ${await answer.text()}`);
      const lists = Object.values((await answer.json()) as Wire).filter((value) => Array.isArray(value));
      return (lists[0] as Wire[])[0] ?? {};
    },
    pull: (ms = 60_000) =>
      withActor({ kind: "system", name: "test", tenantId }, () => pullDue(tenantId, { deadlineAt: now() + ms })),
  };
}

async function link(w: World, kind: SyncKind, id: string, xeroId: string): Promise<void> {
  const { data: row } = await SyncRow.get({ tenantId: w.tenantId, kind, id }).go({ consistent: true });
  if (!row) throw new Error("not marked");
  const seen = await callXero(w.tenantId, "background", async (access) => {
    if (kind === "contact")
      return (await Xero.contactsByIds(access, [xeroId])).map((one) => ({
        one: contactOfXero(one),
        at: one.updatedAt,
      }));
    return (await Xero.invoicesByIds(access, [xeroId])).map((one) => ({ one: invoiceOfXero(one), at: one.updatedAt }));
  });
  const ours = await w.as(async () => {
    if (kind === "invoice") return invoiceOfOurs((await loadInvoice(id)).row);
    const { data } = await ClientRow.get({ tenantId: w.tenantId, id }).go({ consistent: true });
    if (!data) throw new Error("no client");
    return contactOfClient(data);
  });
  const [theirs] = seen;
  if (!theirs) throw new Error("not in Xero");
  const result = { xeroTenantId: w.xeroTenantId, xeroId, ours, theirs: theirs.one, updatedAt: theirs.at };
  await settle([{ row, result: { kind: "synced", link: result } }]);
}

export interface LinkedClient {
  client: ClientRecord;
  contactId: string;
}

/** A client that is in Xero, in step. */
export async function linkedClient(w: World, name = "Rowan & Daughters Limited"): Promise<LinkedClient> {
  const client = await w.as(() =>
    Client.create({ type: "limited_company", status: "active", name, phone: "0113 496 0000" }),
  );
  const contact = await w.inXero("PUT", "/Contacts", {
    Contacts: [
      { Name: name, ContactNumber: client.id, Phones: [{ PhoneType: "DEFAULT", PhoneNumber: "0113 496 0000" }] },
    ],
  });
  const contactId = String(contact.ContactID);
  await link(w, "contact", client.id, contactId);
  return { client, contactId };
}

export interface LinkedInvoice {
  invoice: InvoiceRecord;
  invoiceId: string;
}

/** An approved invoice of £120.00 that is in Xero, in step. */
export async function linkedInvoice(
  w: World,
  { client, contactId }: LinkedClient,
  status: "AUTHORISED" | "DRAFT" = "AUTHORISED",
): Promise<LinkedInvoice> {
  const invoice = await w.as(async () => {
    const draft = await Invoice.create(typed(client.id));
    return Invoice.approve(draft.id, { version: draft.version });
  });
  const made = await w.inXero("PUT", "/Invoices?unitdp=4", {
    Invoices: [
      {
        Type: "ACCREC",
        Contact: { ContactID: contactId },
        InvoiceNumber: invoice.number,
        Date: invoice.issueOn,
        DueDate: invoice.dueOn,
        Status: status,
        LineItems: [
          { Description: "Bookkeeping", Quantity: 1, UnitAmount: 100, AccountCode: "200", TaxType: "OUTPUT2" },
        ],
      },
    ],
  });
  const invoiceId = String(made.InvoiceID);
  await link(w, "invoice", invoice.id, invoiceId);
  return { invoice, invoiceId };
}

/** Xero has this on its pages only. The form's own address is the twin's (`/__books`). */
export async function mergeIn(w: World, contactId: string, into: string): Promise<void> {
  const url = `${base()}/__books/${w.xeroTenantId}/contact/${contactId}/merge`;
  const answer = await fetch(url, { method: "POST", body: new URLSearchParams({ into }), headers: { origin: base() } });
  if (!answer.ok) throw new Error(`${url} was answered ${answer.status}`);
}

export const payIn = async (w: World, invoiceId: string, pounds: number, more: object = {}): Promise<string> => {
  const payment = {
    Invoice: { InvoiceID: invoiceId },
    Account: { Code: "090" },
    Amount: pounds,
    Date: "2026-11-10",
    ...more,
  };
  return String((await w.inXero("PUT", "/Payments", { Payments: [payment] })).PaymentID);
};

export interface Told {
  category: "CONTACT" | "INVOICE" | "CREDITNOTE";
  resourceId: string;
  at?: string;
  /** Members that Xero does not document. */
  besides?: Record<string, unknown>;
}

/** What Xero's webhook would bring. */
export const deliver = (w: World, events: readonly Told[]) =>
  receiveDelivery(
    Buffer.from(
      JSON.stringify({
        events: events.map(({ category, resourceId, at = nowIso(), besides }) => ({
          resourceUrl: "https://api.xero.com/x",
          resourceId,
          tenantId: w.xeroTenantId,
          tenantType: "ORGANISATION",
          eventCategory: category,
          eventType: "UPDATE",
          eventDateUtc: at.replace("Z", ""),
          ...besides,
        })),
      }),
    ),
    nowIso(),
  );

/** One line for each event: source, category, state and code, in the order they came. */
export const eventsOf = async (w: World): Promise<string[]> =>
  (await EventRow.query.byTime({ tenantId: w.tenantId }).go({ pages: "all" })).data.map((row) =>
    `${row.source} ${row.eventCategory} ${row.state} ${row.code ?? ""}`.trim(),
  );

export const invoiceOf = (w: World, id: string) => w.as(() => Invoice.fromId(id));
export const paymentsOn = async (w: World, id: string) =>
  (await w.as(() => Payment.listForInvoice(id, { limit: 100 }))).items;
export const syncRow = async (w: World, kind: SyncKind, id: string) =>
  (await SyncRow.get({ tenantId: w.tenantId, kind, id }).go({ consistent: true })).data;
