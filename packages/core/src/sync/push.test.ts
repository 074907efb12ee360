import { expect, test } from "vitest";
import { Client } from "../client/index.ts";
import { Invoice } from "../invoice/index.ts";
import { aClient, typed } from "../invoice/testing/fixture.ts";
import { Payment } from "../payment/index.ts";
import { SyncRow } from "./record.ts";
import { aConnectedFirm } from "./testing/world.ts";

const rowsOf = async (tenantId: string) =>
  (await SyncRow.query.byKind({ tenantId }).go({ consistent: true, pages: "all" })).data;

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
