import { expect, test } from "vitest";
import { Client } from "../client/index.ts";
import { inFirm, aFirm, aClient, typed } from "../invoice/testing/fixture.ts";
import { Invoice } from "../invoice/index.ts";
import { Payment } from "../payment/index.ts";
import { dueRows } from "../lib/table/due.ts";
import { SyncRow } from "./record.ts";
import { SYNC_QUEUE } from "./nudge.ts";

const rows = async (tenantId: string) =>
  (await SyncRow.query.byStatus({ tenantId, status: "pending" }).go()).data.map(({ kind, id, generation }) => ({
    kind,
    id,
    generation,
  }));

test("every change that Xero must see leaves a due row, counted, in the order it must be pushed; a draft leaves none", async () => {
  const firm = aFirm();
  await inFirm(async () => {
    const client = await aClient();
    await Client.update(client.id, { version: 1, phone: "0113 496 0000" });
    const draft = await Invoice.create(typed(client.id));
    expect(await rows(firm.tenantId)).toEqual([{ kind: "contact", id: client.id, generation: 2 }]);
    const invoice = await Invoice.approve(draft.id, { version: 1 });
    const paid = await Payment.record(invoice.id, { amountPence: 100, paidOn: "2026-11-02", method: "cash" });
    await Payment.reverse(invoice.id, paid.id);
    expect(await rows(firm.tenantId)).toEqual([
      { kind: "contact", id: client.id, generation: 2 },
      { kind: "invoice", id: invoice.id, generation: 3 },
      { kind: "payment", id: paid.id, generation: 2 },
    ]);
    const due = await dueRows(SYNC_QUEUE, 20_000);
    expect(due.filter((row) => row.tenantId === firm.tenantId)).toHaveLength(3);
  }, firm);
});
