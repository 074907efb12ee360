import { expect, test } from "vitest";
import { SyncRow } from "./record.ts";
import { manyInvoices } from "./testing/many.ts";
import { aConnectedFirm, type Firm } from "./testing/world.ts";

/** `SYNC_VOLUME=300` for twenty firms of three hundred. */
const EACH = Number(process.env.SYNC_VOLUME ?? 12);
const FIRMS = 20;

const statuses = async ({ tenantId }: Firm): Promise<string[]> => [
  ...new Set(
    (await SyncRow.query.byKind({ tenantId }).go({ consistent: true, pages: "all" })).data.map(({ status }) => status),
  ),
];

test(
  "300 pending invoices of one firm take at most 10 calls to /Invoices, and each is there once",
  { timeout: 120_000 },
  async () => {
    const firm = await aConnectedFirm();
    await manyInvoices(firm, 300);
    expect(await firm.run()).toMatchObject({ kind: "idle", counts: { contact: 1, invoice: 300, failed: 0 } });
    const { invoices, calls } = await firm.books();
    expect(new Set(invoices.map(({ InvoiceNumber }) => InvoiceNumber)).size).toBe(300);
    expect(invoices).toHaveLength(300);
    const ofInvoices = Object.entries(calls).filter(([what]) => what.includes("Invoices"));
    expect(ofInvoices.reduce((sum, [, times]) => sum + times, 0)).toBeLessThanOrEqual(10);
    expect(await statuses(firm)).toEqual(["synced"]);
  },
);

test(
  `twenty firms of ${EACH}, all at once: no firm is refused by a limit, and each is done within its own run`,
  { timeout: 900_000 },
  async () => {
    const firms: Firm[] = [];
    for (let n = 0; n < FIRMS; n += 1) firms.push(await aConnectedFirm());
    await Promise.all(firms.map((firm) => manyInvoices(firm, EACH)));
    const results = await Promise.all(firms.map((firm) => firm.run()));
    // In batches nobody comes near the sixty calls of a minute: the ideal is not to wait at all.
    expect(results.map(({ kind, counts }) => ({ kind, invoice: counts.invoice }))).toEqual(
      firms.map(() => ({ kind: "idle", invoice: EACH })),
    );
    for (const firm of firms) {
      const { invoices, limited } = await firm.books();
      expect(invoices).toHaveLength(EACH);
      expect(limited).toEqual({});
    }
  },
);
