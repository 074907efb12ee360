/** For tests: many approved invoices that are due to be pushed, as the commands write them, but in batches. */
import { BatchWriteCommand } from "@aws-sdk/lib-dynamodb";
import { InvoiceRow, LinesRow } from "../../invoice/entity.ts";
import { Invoice } from "../../invoice/index.ts";
import { aClient, typed } from "../../invoice/testing/fixture.ts";
import { nowIso } from "../../lib/clock.ts";
import { newId } from "../../lib/id.ts";
import { dueKeys } from "../../lib/table/due.ts";
import { documents, tableName } from "../../lib/table/table.ts";
import { write } from "../../lib/table/transact.ts";
import { SyncRow } from "../../outbox/record.ts";
import { SYNC_QUEUE } from "../../outbox/nudge.ts";
import type { Firm } from "./world.ts";

const PER_BATCH = 25;

/** `count` invoices of one client; the first is made by the commands, the others are its likes. */
export async function manyInvoices(firm: Firm, count: number): Promise<void> {
  const { tenantId } = firm;
  const { id } = await firm.in(async () => {
    const client = await aClient();
    const draft = await Invoice.create(typed(client.id));
    return Invoice.approve(draft.id, { version: 1 });
  });
  const [{ data: row }, { data: lines }] = await Promise.all([
    InvoiceRow.get({ tenantId, id }).go({ consistent: true }),
    LinesRow.get({ tenantId, invoiceId: id }).go({ consistent: true }),
  ]);
  if (!row || !lines) throw new Error("the first invoice is missing");
  const at = nowIso();
  const items = Array.from({ length: count - 1 }, (_, n) => {
    const other = { ...row, id: newId("inv"), number: `INV-${String(n + 2).padStart(4, "0")}` };
    return [
      write(InvoiceRow.put(other)),
      write(LinesRow.put({ ...lines, invoiceId: other.id })),
      write(
        SyncRow.put({
          tenantId,
          kind: "invoice",
          id: other.id,
          clientId: row.clientId,
          invoiceId: other.id,
          label: other.number,
          status: "pending",
          generation: 1,
          pushedGeneration: 0,
          keyGroup: 0,
          attempts: 0,
          markedAt: at,
          nextAttemptAt: at,
          source: "local",
          ...dueKeys(SYNC_QUEUE, at, other.id),
        }),
      ),
    ];
  })
    .flat()
    .flatMap(({ raw }) => (raw.Put?.Item ? [raw.Put.Item] : []));
  for (let from = 0; from < items.length; from += PER_BATCH)
    await documents.send(
      new BatchWriteCommand({
        RequestItems: { [tableName()]: items.slice(from, from + PER_BATCH).map((Item) => ({ PutRequest: { Item } })) },
      }),
    );
}
