/** Generated firms for the plan's property: our records, Xero's books, and what links them. */
import fc from "fast-check";
import { expect } from "vitest";
import { steadyId } from "../../../../../local/src/sandbox/xero/book/chart.ts";
import type { ClientItem } from "../../../client/entity.ts";
import type { InvoiceItem, Line } from "../../../invoice/entity.ts";
import { invoiceSum, VAT_RATES } from "../../../invoice/rule/total.ts";
import type { PaymentItem } from "../../../payment/entity.ts";
import type { InvoicePut } from "../../../provider/xero/index.ts";
import { referenceOf } from "../../decide/payment.ts";
import type { Setup } from "../../decide/setup.ts";
import { contactOfClient } from "../../field/contact.ts";
import { invoiceOfXero } from "../../field/invoice.ts";
import type { SyncItem } from "../../../outbox/record.ts";
import type { Mapping } from "../../schema.ts";
import type { SyncKind } from "../../../outbox/schema.ts";
import type { Facts } from "../facts.ts";
import { books, chartOfBook, contactsOf, invoicesOf, newBook, paymentsOf, refusedBy } from "./books.ts";

const LOCK = "2026-11-05";
const RIGHT_TAX = {
  standard: "OUTPUT2",
  reduced: "RROUTPUT",
  zero: "ZERORATEDOUTPUT",
  exempt: "EXEMPTOUTPUT",
  none: "NONE",
};

const oneOf = <T>(...values: T[]) => fc.constantFrom(...values);
/** Mostly the first, sometimes one of the others. */
const mostly = <T>(usual: T, ...others: T[]) =>
  fc.oneof({ weight: 14, arbitrary: fc.constant(usual) }, { weight: 2, arbitrary: fc.constantFrom(...others) });

const client = fc.record({
  name: oneOf("Ash", "ash", "Beech", "Cedar", "Dogwood"),
  linked: oneOf<"no" | "active" | "archived" | "gone">("no", "no", "active", "active", "active", "archived", "gone"),
  change: oneOf<"none" | "name" | "email">("none", "name", "email"),
  archived: mostly(false, true),
});
const invoice = fc.record({
  client: fc.nat(2),
  state: oneOf<"approved" | "sent" | "void">("approved", "sent", "void"),
  issueOn: mostly("2026-11-10", "2026-11-02"),
  inXero: oneOf<"no" | "DRAFT" | "AUTHORISED" | "PAID" | "VOIDED" | "DELETED" | "part" | "gone">(
    "no",
    "DRAFT",
    "AUTHORISED",
    "AUTHORISED",
    "PAID",
    "VOIDED",
    "part",
    "gone",
  ),
  change: oneOf<"none" | "due" | "reference">("none", "due", "reference"),
  taken: mostly(false, true),
  lines: fc.array(
    fc.record({
      vatRate: oneOf(...VAT_RATES),
      quantity: oneOf("1", "2.5", "0.3333", "12"),
      unitPricePence: oneOf(1, 33, 1999, 100_000),
      discountPercent: oneOf("0", "12.5"),
      accountCode: mostly<string | undefined>(undefined, "260", "999"),
    }),
    { minLength: 1, maxLength: 3 },
  ),
});
const payment = fc.record({
  invoice: fc.nat(2),
  share: oneOf<"half" | "all" | "more" | "penny">("half", "all", "more", "penny"),
  paidOn: mostly("2026-11-12", "2026-11-04"),
  reversed: oneOf(false, true),
  linked: oneOf<"no" | "made" | "deleted" | "reconciled">("no", "made", "made", "deleted", "reconciled"),
  bank: mostly<string | undefined>(undefined, "835", "200", "999"),
});
/** Firms with up to three clients, invoices and payments, and whatever may be wrong with their books. */
export const worldOf = fc.record({
  clients: fc.array(client, { minLength: 1, maxLength: 3 }),
  invoices: fc.array(invoice, { maxLength: 3 }),
  payments: fc.array(payment, { maxLength: 3 }),
  locked: mostly(false, true),
  currency: mostly(true, false),
  invoiceStatus: mostly<Mapping["invoiceStatus"]>("AUTHORISED", "DRAFT"),
  account: mostly("200", "210", "260", "090", "610", "999"),
  archive260: oneOf(true, false),
  wrongTax: mostly<"no" | "percent" | "removed">("no", "percent", "removed"),
  bank: mostly<"bank" | "other" | "sales" | "archived" | "none">("bank", "other", "sales", "archived", "none"),
});
type World = typeof worldOf extends fc.Arbitrary<infer T> ? T : never;

type Writable<T> = { -readonly [K in keyof T]: T[K] };

/** Our records and Xero's books of one world, and what links them. */
export function build(world: World) {
  const id = steadyId("plan", "case");
  const book = newBook(id);
  const account = (code: string) => book.accounts.find(({ Code }) => Code === code)?.AccountID ?? "";
  const rows: SyncItem[] = [];
  const row = (kind: SyncKind, of: string, clientId: string, label: string, over: Partial<SyncItem> = {}) => {
    const made = {
      tenantId: "firm",
      kind,
      id: of,
      clientId,
      label,
      status: "pending",
      generation: 1,
      pushedGeneration: 0,
      keyGroup: 0,
      attempts: 0,
      markedAt: "",
      source: "local",
      ...over,
    } as SyncItem;
    rows.push(made);
    return made;
  };
  const clients = world.clients.map((given, n) => {
    const item = {
      tenantId: "firm",
      id: `cli_${n}`,
      name: given.name,
      email: "a@a.example",
      status: given.archived ? "archived" : "active",
    } as Writable<ClientItem>;
    const name = given.linked === "no" ? "" : `${given.name} linked ${n}`;
    if (given.linked === "no") row("contact", item.id, item.id, item.name);
    else {
      const was = { ...item, name };
      const xeroId = books.contact(book, { number: item.id, name, email: "a@a.example" });
      const link = { xeroId, base: contactOfClient(was) };
      if (given.linked === "archived")
        book.contacts.set(xeroId, { ...(book.contacts.get(xeroId) ?? expect.fail()), ContactStatus: "ARCHIVED" });
      row(
        "contact",
        item.id,
        item.id,
        item.name,
        given.linked === "gone" ? { ...link, xeroId: steadyId("gone", String(n)) } : link,
      );
      item.name = given.change === "name" ? given.name : name;
      if (given.change === "email") item.email = "b@b.example";
    }
    return item;
  });
  const stranger = books.contact(book, { name: "Cedar" });
  const put = (
    contactId: string,
    number: string,
    status: InvoicePut["status"],
    lines: readonly Line[],
    issueOn: string,
    url?: string,
  ): InvoicePut => ({
    number,
    contactId,
    issueOn,
    dueOn: "2026-12-10",
    reference: "PO",
    status: status ?? "AUTHORISED",
    currency: "GBP",
    lines: lines.map((line) => ({ ...line, accountCode: "200", taxType: RIGHT_TAX[line.vatRate] })),
    ...(url ? { url } : {}),
  });
  const pay = (invoiceId: string, amountPence: number, reference: string) =>
    books.payment(book, { invoiceId, account: { id: account("090") }, amountPence, paidOn: "2026-11-10", reference });
  const invoices = world.invoices.map((given, n) => {
    const lines = given.lines.map((line, at): Line => {
      const { accountCode, ...rest } = line;
      return { id: `lin_${n}_${at}`, description: "Work", ...rest, ...(accountCode ? { accountCode } : {}) };
    });
    const of = clients[given.client % clients.length] ?? expect.fail();
    const { totalPence } = invoiceSum(lines);
    const head = {
      tenantId: "firm",
      id: `inv_${n}`,
      number: `INV-${n}`,
      clientId: of.id,
      clientName: of.name,
      state: given.state,
      issueOn: given.issueOn,
      dueOn: "2026-12-10",
      poNumber: "PO",
      currency: "GBP",
      totalPence,
      ...(given.state === "sent" ? { sentAt: "2026-11-11" } : {}),
    } as Writable<InvoiceItem>;
    if (given.inXero === "no") {
      if (given.taken) books.invoice(book, put(stranger, head.number, "AUTHORISED", lines, "2026-11-10"));
      row("invoice", head.id, of.id, head.number, { invoiceId: head.id });
      return { head, lines, xeroId: null };
    }
    const { id: xeroId } = books.invoice(
      book,
      put(stranger, head.number, given.inXero === "DRAFT" ? "DRAFT" : "AUTHORISED", lines, given.issueOn),
    );
    if (totalPence > 1 && given.inXero === "part") pay(xeroId, 1, "bank");
    if (totalPence > 0 && given.inXero === "PAID") pay(xeroId, totalPence, "bank");
    if (given.inXero === "VOIDED") books.invoice(book, { id: xeroId, status: "VOIDED" });
    const seen = invoicesOf(book).find((one) => one.id === xeroId) ?? expect.fail();
    const base = { ...invoiceOfXero(seen), state: "open" as const };
    row("invoice", head.id, of.id, head.number, {
      invoiceId: head.id,
      xeroId: given.inXero === "gone" ? steadyId("gone", "i", String(n)) : xeroId,
      base,
    });
    if (given.change === "due") head.dueOn = "2026-12-20";
    if (given.change === "reference") head.poNumber = "PO-2";
    return { head, lines, xeroId: given.inXero === "gone" ? null : xeroId };
  });
  const payments =
    invoices.length === 0
      ? []
      : world.payments.map((given, n) => {
          const on = invoices[given.invoice % invoices.length] ?? expect.fail();
          const { head } = on;
          const amounts = {
            half: Math.ceil(head.totalPence / 2),
            all: head.totalPence,
            more: head.totalPence + 1,
            penny: 1,
          };
          const entry = {
            tenantId: "firm",
            id: `pay_${n}`,
            kind: "payment",
            invoiceId: head.id,
            invoiceNumber: head.number,
            clientId: head.clientId,
            amountPence: Math.max(1, amounts[given.share]),
            paidOn: given.paidOn,
            source: "local",
            ...(given.reversed ? { reversedBy: `pay_r${n}` } : {}),
            ...(given.bank ? { bankAccountCode: given.bank } : {}),
          } as PaymentItem;
          const there =
            given.linked === "no" || on.xeroId === null
              ? null
              : refusedOrPaid(() => pay(on.xeroId ?? "", entry.amountPence, referenceOf(entry.id)));
          if (there !== null) {
            if (given.linked === "deleted") books.deletePayment(book, there);
            if (given.linked === "reconciled")
              book.payments.set(there, { ...(book.payments.get(there) ?? expect.fail()), IsReconciled: true });
          }
          row("payment", entry.id, head.clientId, head.number, {
            invoiceId: head.id,
            ...(there === null ? {} : { xeroId: there }),
          });
          return entry;
        });
  // The world changes after all of that was written.
  const spoil = (code: string) =>
    book.accounts.set(account(code), { ...(book.accounts.get(account(code)) ?? expect.fail()), Status: "ARCHIVED" });
  if (world.archive260) spoil("260");
  if (world.bank === "archived") spoil("091");
  if (world.wrongTax === "removed")
    book.taxRates.set("OUTPUT2", { ...(book.taxRates.get("OUTPUT2") ?? expect.fail()), Status: "DELETED" });
  book.change({
    ...(world.locked ? { PeriodLockDate: LOCK } : {}),
    ...(world.currency ? {} : { Currencies: ["EUR"] }),
  });
  const bank = {
    bank: account("090"),
    other: account("835"),
    sales: account("200"),
    archived: account("091"),
    none: steadyId("no", "bank"),
  }[world.bank];
  const lineOf = (rate: (typeof VAT_RATES)[number]) => ({
    accountCode: world.account,
    taxType: world.wrongTax === "percent" && rate === "standard" ? "RROUTPUT" : RIGHT_TAX[rate],
  });
  const mapping: Mapping = {
    lines: {
      standard: lineOf("standard"),
      reduced: lineOf("reduced"),
      zero: lineOf("zero"),
      exempt: lineOf("exempt"),
      none: lineOf("none"),
    },
    paymentAccountId: bank,
    invoiceStatus: world.invoiceStatus,
  };
  const setup: Setup = { mapping, chart: chartOfBook(book), appUrl: "https://hub.example" };
  return { book, rows, setup, clients, invoices, payments };
}

function refusedOrPaid(work: () => string): string | null {
  let made = "";
  return refusedBy(() => {
    made = work();
  }) === null
    ? made
    : null;
}

export type Case = ReturnType<typeof build>;
const byId = <T extends { id: string }>(items: readonly T[]) => new Map(items.map((item) => [item.id, item]));

export function factsOfCase({ book, rows, clients, invoices, payments }: Case): Facts {
  const contacts = contactsOf(book);
  const theirs = invoicesOf(book);
  return {
    rows,
    links: byId(rows.filter(({ kind }) => kind !== "payment")),
    clients: byId(clients),
    invoices: byId(invoices.map(({ head }) => head)),
    lines: new Map(invoices.map(({ head, lines }) => [head.id, lines])),
    payments: byId(payments),
    contactsById: byId(contacts),
    contactsByName: new Map(
      contacts.filter(({ status }) => status === "ACTIVE").map((one) => [one.name.toLowerCase(), one]),
    ),
    invoicesById: byId(theirs),
    invoicesByNumber: new Map(
      theirs.flatMap((one) => (one.number === null || one.status === "DELETED" ? [] : [[one.number, one] as const])),
    ),
    paymentsById: byId(paymentsOf(book)),
  };
}
