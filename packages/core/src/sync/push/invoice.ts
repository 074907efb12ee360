/** Pushing invoices: one batch of rows. */
import { type InvoiceItem, InvoiceRow, type Line, LinesRow } from "../../invoice/entity.ts";
import { formatPence } from "../../lib/text/money.ts";
import { type InvoicePut, Xero, type XeroInvoice } from "../../provider/xero/index.ts";
import { type ContactState, decideInvoice, isOurs } from "../decide/invoice.ts";
import { type InvoiceFields, invoiceOfOurs, invoiceOfXero } from "../field/invoice.ts";
import { hashOf } from "../../outbox/merge.ts";
import { type SyncItem, SyncRow, waitsForActive } from "../../outbox/record.ts";
import { nudgeLane } from "../../outbox/nudge.ts";
import { letGo } from "../retry.ts";
import { inChunks } from "./chunk.ts";
import { done } from "./done.ts";
import { ask, type Push, send, type Sent, type Wanted } from "./send.ts";
import type { Settled } from "./settle.ts";
import { linkOf, rejected, resultOf, withTheirs } from "./sides.ts";

const SIDES = { ours: invoiceOfOurs, theirs: invoiceOfXero };

interface Known {
  row: SyncItem;
  invoice: InvoiceItem;
  lines: readonly Line[];
  contact: ContactState;
  theirs?: XeroInvoice | null | undefined;
}

export async function pushInvoices(push: Push, rows: readonly SyncItem[]): Promise<void> {
  const { known, settled } = await read(push, rows);
  const creates: Wanted<InvoicePut>[] = [];
  const updates: Wanted<InvoicePut & { id: string }>[] = [];
  for (const one of known) {
    const { row, invoice, lines, contact, theirs } = one;
    const link =
      row.xeroId === undefined ? null : { xeroId: row.xeroId, base: (row.base ?? null) as InvoiceFields | null };
    const decision = decideInvoice({ row: invoice, lines, contact, link, theirs }, push.setup);
    if (decision.action === "create") creates.push({ row, put: decision.put });
    else if (decision.action === "update" || decision.action === "void") updates.push({ row, put: decision.put });
    else settled.push({ row, result: resultOf(push, SIDES, { row, ours: invoice, theirs }, decision) });
  }
  await done(push, settled);
  const invoices = new Map(known.map(({ row, invoice }) => [row.id, invoice]));
  const created = await send(push, creates, Xero.createInvoices);
  await done(push, await afterCreate(push, created, invoices));
  const updated = await send(push, updates, Xero.updateInvoices);
  await done(
    push,
    updated.map((one) => settledOf(push, one, invoices)),
  );
}

async function read(push: Push, rows: readonly SyncItem[]): Promise<{ known: Known[]; settled: Settled[] }> {
  const { tenantId } = push;
  const clientIds = [...new Set(rows.map(({ clientId }) => clientId))];
  const [heads, bodies, contacts] = await Promise.all([
    InvoiceRow.get(rows.map(({ id }) => ({ tenantId, id }))).go({ consistent: true }),
    LinesRow.get(rows.map(({ id }) => ({ tenantId, invoiceId: id }))).go({ consistent: true }),
    SyncRow.get(clientIds.map((id) => ({ tenantId, kind: "contact" as const, id }))).go({ consistent: true }),
  ]);
  await letContactsGo(push.tenantId, contacts.data);
  const invoices = new Map(heads.data.map((invoice) => [invoice.id, invoice]));
  const lines = new Map(bodies.data.map((body) => [body.invoiceId, body]));
  const states = new Map(contacts.data.map((contact) => [contact.id, stateOf(contact)]));
  const settled: Settled[] = [];
  const known: Known[] = [];
  for (const row of rows) {
    const invoice = invoices.get(row.id);
    const body = lines.get(row.id);
    const isSame = row.attemptKey === undefined && row.xeroId !== undefined && row.hold === undefined;
    if (!invoice || !body || row.hold === "ignored") settled.push({ row, result: { kind: "ignored" } });
    else if (isSame && invoice.sentAt === undefined && hashOf(invoiceOfOurs(invoice)) === row.lastPushedHash)
      settled.push({ row, result: { kind: "synced" } });
    else known.push({ row, invoice, lines: body.lines, contact: states.get(row.clientId) ?? { state: "coming" } });
  }
  return {
    settled,
    known: await withTheirs(push, SIDES, known, {
      maxIds: Xero.MAX_IDS,
      byIds: (ids) => ask(push, (access) => Xero.invoicesByIds(access, ids)),
      byReference: (unsure) =>
        foundByNumber(
          push,
          unsure.map(({ invoice }) => invoice),
        ),
    }),
  };
}

/** Whoever is billed belongs in the books: an invoice takes its client along, active or not. */
async function letContactsGo(tenantId: string, contacts: readonly SyncItem[]): Promise<void> {
  const held = contacts.filter(waitsForActive);
  await Promise.all(held.map(letGo));
  if (held.length > 0) await nudgeLane(tenantId);
}

/** What an invoice needs of its client's row. */
export function stateOf(contact: SyncItem): ContactState {
  if (contact.xeroId !== undefined) return { state: "linked", xeroId: contact.xeroId, archived: false };
  if (contact.status === "pending") return { state: "coming" };
  const why =
    contact.status === "ignored" ? "It was left out of Xero: link it there, or create it." : contact.errorMessage;
  return { state: "failed", words: `${contact.label} is not in Xero. ${why ?? ""}`.trim() };
}

/** Ours among the invoices with our numbers, by our own id. */
async function foundByNumber(
  push: Push,
  invoices: readonly Pick<InvoiceItem, "id" | "number">[],
): Promise<Map<string, XeroInvoice>> {
  const found = await inChunks(
    invoices.map(({ number }) => number),
    Xero.PAGE_SIZE,
    (numbers) => ask(push, (access) => Xero.invoicesByNumber(access, numbers)),
  );
  const byNumber = new Map(found.map((invoice) => [invoice.number, invoice]));
  return new Map(
    invoices.flatMap(({ id, number }) => {
      const theirs = byNumber.get(number);
      return theirs && isOurs(theirs, id) ? [[id, theirs] as const] : [];
    }),
  );
}

/** Refused because the number is taken: when it is by an earlier try of ours, then it is done. */
async function afterCreate(
  push: Push,
  sent: readonly Sent<InvoicePut, XeroInvoice>[],
  invoices: ReadonlyMap<string, InvoiceItem>,
): Promise<Settled[]> {
  const refused = sent.flatMap(({ row, outcome }) => (outcome.ok ? [] : (invoices.get(row.id) ?? [])));
  const found = await foundByNumber(push, refused);
  return sent.map((one) => {
    const ours = one.outcome.ok ? undefined : found.get(one.row.id);
    return settledOf(push, ours ? { ...one, outcome: { ok: true, record: ours } } : one, invoices);
  });
}

function settledOf(
  push: Push,
  { row, outcome }: Sent<unknown, XeroInvoice>,
  invoices: ReadonlyMap<string, InvoiceItem>,
): Settled {
  const invoice = invoices.get(row.id);
  if (!outcome.ok || !invoice) return { row, result: rejected(outcome) };
  const link = linkOf(push, SIDES, invoice, outcome.record);
  const { totalPence } = outcome.record;
  if (totalPence === invoice.totalPence) return { row, result: { kind: "synced", link } };
  const message = `Xero makes the total ${formatPence(totalPence)}, here it is ${formatPence(invoice.totalPence)}. Look at the tax rates in the mapping; the invoice is in Xero.`;
  return { row, result: { kind: "error", code: "total-differs", message, link } };
}
