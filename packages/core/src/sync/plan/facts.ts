/** What Xero has of the records of a plan, read by few calls. */
import { ClientRow, type ClientItem } from "../../client/entity.ts";
import { type InvoiceItem, InvoiceRow, type Line, LinesRow } from "../../invoice/entity.ts";
import { type PaymentItem, PaymentRow } from "../../payment/entity.ts";
import type { XeroContact, XeroInvoice, XeroPayment } from "../../provider/xero/index.ts";
import { referenceOf } from "../decide/payment.ts";
import { inChunks } from "../push/chunk.ts";
import { ask, type Push } from "../push/send.ts";
import { type SyncItem, SyncRow } from "../../outbox/record.ts";
import type { SyncKind } from "../../outbox/schema.ts";

/** By our ids, or by Xero's where it says so. */
export interface Facts {
  rows: readonly SyncItem[];
  /** Rows of clients and invoices that others depend on, too. */
  links: ReadonlyMap<string, SyncItem>;
  clients: ReadonlyMap<string, ClientItem>;
  invoices: ReadonlyMap<string, InvoiceItem>;
  lines: ReadonlyMap<string, readonly Line[]>;
  payments: ReadonlyMap<string, PaymentItem>;
  contactsById: ReadonlyMap<string, XeroContact>;
  /** By name in lower case, active ones. */
  contactsByName: ReadonlyMap<string, XeroContact>;
  invoicesById: ReadonlyMap<string, XeroInvoice>;
  invoicesByNumber: ReadonlyMap<string, XeroInvoice>;
  paymentsById: ReadonlyMap<string, XeroPayment>;
}

const byId = <T extends { id: string }>(items: readonly T[]): Map<string, T> =>
  new Map(items.map((item) => [item.id, item]));
const distinct = (values: readonly (string | undefined)[]): string[] => [
  ...new Set(values.filter((value) => value !== undefined)),
];

/** For at most `MAX_PLANNED` rows: fewer than thirty calls. */
export async function factsOf(push: Push, rows: readonly SyncItem[]): Promise<Facts> {
  const { tenantId } = push;
  const of = (kind: SyncKind) => rows.filter((row) => row.kind === kind);
  const clientIds = distinct(rows.map(({ clientId }) => clientId));
  const invoiceIds = distinct(rows.map(({ invoiceId }) => invoiceId));
  const [clients, heads, bodies, entries, contactLinks, invoiceLinks] = await Promise.all([
    inChunks(
      clientIds,
      100,
      async (ids) => (await ClientRow.get(ids.map((id) => ({ tenantId, id }))).go({ consistent: true })).data,
    ),
    inChunks(
      invoiceIds,
      100,
      async (ids) => (await InvoiceRow.get(ids.map((id) => ({ tenantId, id }))).go({ consistent: true })).data,
    ),
    inChunks(
      invoiceIds,
      100,
      async (ids) => (await LinesRow.get(ids.map((id) => ({ tenantId, invoiceId: id }))).go({ consistent: true })).data,
    ),
    inChunks(
      of("payment"),
      100,
      async (part) =>
        (
          await PaymentRow.get(part.map(({ id, invoiceId = "" }) => ({ tenantId, invoiceId, id }))).go({
            consistent: true,
          })
        ).data,
    ),
    inChunks(
      clientIds,
      100,
      async (ids) =>
        (await SyncRow.get(ids.map((id) => ({ tenantId, kind: "contact" as const, id }))).go({ consistent: true }))
          .data,
    ),
    inChunks(
      invoiceIds,
      100,
      async (ids) =>
        (await SyncRow.get(ids.map((id) => ({ tenantId, kind: "invoice" as const, id }))).go({ consistent: true }))
          .data,
    ),
  ]);
  const links = byId([...contactLinks, ...invoiceLinks]);
  const invoices = byId(heads);
  const payments = byId(entries);
  const names = distinct(of("contact").map(({ id }) => clients.find((client) => client.id === id)?.name));
  const { Xero } = await import("../../provider/xero/index.ts");
  const contacts = await inChunks(distinct(contactLinks.map(({ xeroId }) => xeroId)), Xero.MAX_IDS, (ids) =>
    ask(push, (access) => Xero.contactsByIds(access, ids)),
  );
  const namesakes = await inChunks(names, Xero.MAX_TERMS, (some) =>
    ask(push, (access) => Xero.contactsByName(access, some)),
  );
  const theirs = await inChunks(distinct(invoiceLinks.map(({ xeroId }) => xeroId)), Xero.MAX_IDS, (ids) =>
    ask(push, (access) => Xero.invoicesByIds(access, ids)),
  );
  const fresh = of("invoice").filter(({ xeroId }) => xeroId === undefined);
  const holders = await inChunks(distinct(fresh.map(({ id }) => invoices.get(id)?.number)), Xero.PAGE_SIZE, (numbers) =>
    ask(push, (access) => Xero.invoicesByNumber(access, numbers)),
  );
  const reversed = of("payment").filter(
    ({ id, xeroId }) => xeroId !== undefined && payments.get(id)?.reversedBy !== undefined,
  );
  const made = await inChunks(
    reversed.map(({ id }) => referenceOf(id)),
    Xero.MAX_TERMS,
    (references) => ask(push, (access) => Xero.paymentsByReference(access, references)),
  );
  return {
    rows,
    links,
    clients: byId(clients),
    invoices,
    lines: new Map(bodies.map(({ invoiceId, lines }) => [invoiceId, lines])),
    payments,
    contactsById: byId(contacts),
    contactsByName: new Map(
      namesakes.filter(({ status }) => status === "ACTIVE").map((contact) => [contact.name.toLowerCase(), contact]),
    ),
    invoicesById: byId(theirs),
    invoicesByNumber: new Map(
      holders.flatMap((invoice) =>
        invoice.number === null || invoice.status === "DELETED" ? [] : [[invoice.number, invoice] as const],
      ),
    ),
    paymentsById: byId(made),
  };
}
