/** What the push and the sandbox do with a generated firm, record by record; and of what is refused, what Xero would have said. */
import { expect } from "vitest";
import { steadyId } from "../../../../../local/src/sandbox/xero/book/chart.ts";
import { VAT_RATES } from "../../../invoice/rule/total.ts";
import { decideContact } from "../../decide/contact.ts";
import { decideInvoice } from "../../decide/invoice.ts";
import { decidePayment, type InvoiceState } from "../../decide/payment.ts";
import type { Setup } from "../../decide/setup.ts";
import type { contactOfXero } from "../../field/contact.ts";
import type { invoiceOfXero } from "../../field/invoice.ts";
import { stateOf } from "../../push/invoice.ts";
import type { SyncItem } from "../../../outbox/record.ts";
import { books, contactsOf, invoicesOf, paymentsOf, refusedBy } from "./books.ts";
import type { Case } from "./case.ts";

/** Organisation, mapping and links as if nothing stood in the way: what would be sent if nobody had looked. */
const careless = ({ mapping, chart, appUrl }: Setup): Setup => ({
  appUrl,
  mapping,
  chart: {
    ...chart,
    organisation: { ...chart.organisation, lockedUntil: null },
    currencies: ["GBP"],
    accounts: [
      ...chart.accounts,
      ...["999"].map((code) => ({
        id: steadyId("no", "bank"),
        code,
        name: code,
        type: "REVENUE",
        active: true,
        system: false,
        takesPayments: true,
      })),
    ].map((account) => ({ ...account, active: true, system: false, takesPayments: true, type: "REVENUE" })),
    taxRates: VAT_RATES.flatMap((rate) => {
      const taxType = mapping.lines[rate]?.taxType ?? "";
      return [
        {
          name: taxType,
          taxType,
          percent: { standard: 20, reduced: 5, zero: 0, exempt: 0, none: 0 }[rate],
          active: true,
          forSales: true,
        },
      ];
    }),
  },
});

/** What the push and the sandbox then do, record by record; and of what is refused, what Xero would have said. */
export function execute({ book, rows, setup, clients, invoices, payments }: Case): Map<string, string> {
  const done = new Map<string, string>();
  const live = new Map(rows.map((row) => [row.id, { ...row }]));
  const settle = (row: SyncItem, action: string, refused: string | null, xeroId?: string) => {
    Object.assign(
      row,
      refused === null
        ? {
            status: action === "none" && row.xeroId === undefined ? "ignored" : "synced",
            ...(xeroId === undefined ? {} : { xeroId }),
          }
        : { status: "error", errorMessage: refused },
    );
    done.set(row.id, refused === null ? action : "refuse");
  };
  const all = [...live.values()];
  const isNew = ({ kind, xeroId }: SyncItem) => kind === "contact" && xeroId === undefined;
  const isBack = ({ id }: SyncItem) => payments.find((entry) => entry.id === id)?.reversedBy !== undefined;
  const inOrder = [
    ...all.filter(isNew),
    ...all.filter((one) => one.kind !== "payment" && !isNew(one)),
    ...all.filter(isBack),
    ...all.filter((one) => one.kind === "payment" && !isBack(one)),
  ];
  for (const row of inOrder) {
    if (row.kind === "contact") {
      const client = clients.find(({ id }) => id === row.id) ?? expect.fail();
      const link =
        row.xeroId === undefined ? null : { xeroId: row.xeroId, base: row.base as ReturnType<typeof contactOfXero> };
      const theirs =
        row.xeroId === undefined ? undefined : (contactsOf(book).find(({ id }) => id === row.xeroId) ?? null);
      const decision = decideContact({ client, link, theirs });
      if (decision.action === "create" || decision.action === "update") {
        let xeroId = row.xeroId;
        const refused = refusedBy(() => (xeroId = books.contact(book, decision.put)));
        settle(row, decision.action, refused, xeroId);
      } else settle(row, decision.action, decision.action === "refuse" ? "refused" : null);
      if (decision.action === "refuse" && theirs)
        expect(
          refusedBy(() => books.contact(book, { id: theirs.id, number: client.id, email: "c@c.example" })),
        ).not.toBeNull();
    }
    if (row.kind === "invoice") {
      const { head, lines } = invoices.find(({ head: { id } }) => id === row.id) ?? expect.fail();
      const link =
        row.xeroId === undefined ? null : { xeroId: row.xeroId, base: row.base as ReturnType<typeof invoiceOfXero> };
      const theirs =
        row.xeroId === undefined ? undefined : (invoicesOf(book).find(({ id }) => id === row.xeroId) ?? null);
      const contact = stateOf(live.get(row.clientId) ?? expect.fail());
      const facts = { row: head, lines, contact, link, theirs };
      const decision = decideInvoice(facts, setup);
      if (decision.action === "create" || decision.action === "update" || decision.action === "void") {
        let saved = { id: row.xeroId ?? "", totalPence: head.totalPence };
        const refused = refusedBy(() => (saved = books.invoice(book, decision.put)));
        settle(row, decision.action, refused, saved.id);
        if (refused === null) expect(saved.totalPence).toBe(head.totalPence);
      } else settle(row, decision.action, decision.action === "refuse" ? "refused" : null);
      if (decision.action === "refuse" && contact.state === "linked") {
        const anyway = decideInvoice(
          {
            ...facts,
            ...(theirs
              ? {
                  theirs: {
                    ...theirs,
                    paidPence: 0,
                    creditedPence: 0,
                    status: theirs.status === "PAID" ? "AUTHORISED" : theirs.status,
                  },
                }
              : {}),
          },
          careless(setup),
        );
        if (anyway.action === "create" || anyway.action === "update" || anyway.action === "void") {
          let total = head.totalPence;
          const refused = refusedBy(() => (total = books.invoice(book, anyway.put).totalPence));
          // A rate of another percentage is taken by Xero, with a wrong total: that is why we do not send it.
          expect(
            refused !== null || total !== head.totalPence || setup.mapping.lines.standard?.taxType === "RROUTPUT",
          ).toBe(true);
          if (refused === null) return done.set("stop", "stop");
        }
      }
    }
    if (row.kind === "payment") {
      const entry = payments.find(({ id }) => id === row.id) ?? expect.fail();
      const of = live.get(entry.invoiceId) ?? expect.fail();
      const there = of.xeroId === undefined ? undefined : (invoicesOf(book).find(({ id }) => id === of.xeroId) ?? null);
      const state: InvoiceState =
        there === undefined
          ? of.status === "error" || of.status === "ignored"
            ? { state: "failed", words: "" }
            : { state: "coming", duePence: 0 }
          : { state: "linked", theirs: there };
      const theirs = row.xeroId === undefined ? undefined : paymentsOf(book).find(({ id }) => id === row.xeroId);
      const facts = {
        row: entry,
        invoice: state,
        link: row.xeroId === undefined ? null : { xeroId: row.xeroId },
        theirs,
        duePence: there?.duePence ?? 0,
      };
      const decision = decidePayment(facts, setup);
      if (decision.action === "create")
        settle(
          row,
          "create",
          refusedBy(() => books.payment(book, decision.put)),
        );
      else if (decision.action === "delete-payment")
        settle(
          row,
          "delete",
          refusedBy(() => books.deletePayment(book, decision.id)),
        );
      else settle(row, decision.action, decision.action === "refuse" ? "refused" : null);
      if (decision.action === "refuse" && there && row.xeroId === undefined) {
        const anyway = decidePayment(
          {
            ...facts,
            invoice: { state: "linked", theirs: { ...there, status: "AUTHORISED" } },
            duePence: Number.MAX_SAFE_INTEGER,
          },
          careless(setup),
        );
        if (anyway.action === "create") expect(refusedBy(() => books.payment(book, anyway.put))).not.toBeNull();
      }
      if (decision.action === "refuse" && theirs)
        expect(refusedBy(() => books.deletePayment(book, theirs.id))).not.toBeNull();
    }
  }
  return done;
}
