import { expect, test } from "vitest";
import { tenantId } from "../../lib/actor.ts";
import { withClock } from "../../lib/clock.ts";
import { newId } from "../../lib/id.ts";
import { numberOf } from "../../lib/table/sequence.ts";
import { documents } from "../../lib/table/table.ts";
import { type InvoiceItem, InvoiceRow } from "../entity.ts";
import { aClient, approved, inFirm, noonOf, refusal, typed } from "../testing/fixture.ts";
import { Invoice } from "../index.ts";
import { INVOICE_NUMBER } from "../number.ts";
import { INVOICE_STATES } from "../rule/state.ts";
import { INVOICE_STATUSES, type InvoiceQuery } from "../schema.ts";

const FIRST = { limit: 25 };

async function everyNumber(query: Partial<InvoiceQuery>): Promise<string[]> {
  const numbers: string[] = [];
  for (let cursor: string | null = ""; cursor !== null;) {
    const page = await Invoice.list({ limit: 7, ...query, ...(cursor ? { cursor } : {}) });
    numbers.push(...page.items.map((invoice) => invoice.number));
    cursor = page.nextCursor;
  }
  return numbers;
}

let requests = 0;
documents.middlewareStack.add(
  (next) => (args) => {
    requests += 1;
    return next(args);
  },
  { step: "initialize", name: "count-requests" },
);
async function counted(run: () => Promise<unknown>): Promise<number> {
  const before = requests;
  await run();
  return requests - before;
}

/** Rows as the commands write them, of every state, due around 23 November 2026; twenty clients. */
async function seed(count: number): Promise<{ row: InvoiceItem; clientIds: string[] }> {
  const draft = await Invoice.create(typed((await aClient()).id));
  const { data } = await InvoiceRow.get({ tenantId: tenantId(), id: draft.id }).go();
  if (!data) throw new Error("the draft is not there");
  const clientIds = Array.from({ length: 20 }, () => newId("cli"));
  const rows = Array.from({ length: count }, (_, n) => ({
    ...data,
    id: newId("inv"),
    number: numberOf(INVOICE_NUMBER, n + 2),
    clientId: clientIds[n % 20] ?? data.clientId,
    state: INVOICE_STATES[n % 6] ?? data.state,
    dueOn: `2026-${n % 2 === 0 ? "11" : "12"}-${String(1 + (n % 28)).padStart(2, "0")}`,
  }));
  await InvoiceRow.put(rows).go({ concurrency: 8 });
  return { row: data, clientIds };
}

test("every list costs the same number of requests with 60 invoices and with 5,000", async () => {
  const costs = [];
  for (const count of [60, 5000])
    costs.push(
      await inFirm(() =>
        withClock(noonOf("2026-11-23"), async () => {
          const { row, clientIds } = await seed(count);
          const cost: Record<string, number> = {
            totals: await counted(() => Invoice.totals()),
            all: await counted(() => Invoice.list(FIRST)),
            record: await counted(() => Invoice.fromId(row.id)),
            client: await counted(() => Invoice.list({ ...FIRST, clientId: clientIds[3] })),
          };
          for (const status of INVOICE_STATUSES) cost[status] = await counted(() => Invoice.list({ ...FIRST, status }));
          if (count === 5000) {
            expect((await Invoice.list({ limit: 100 })).items).toHaveLength(100);
            expect((await Invoice.list({ limit: 100, status: "overdue" })).items).toHaveLength(100);
          }
          cost.create = await counted(() => Invoice.create(typed(row.clientId)));
          return cost;
        }),
      ),
    );
  expect(costs[1]).toEqual(costs[0]);
  expect(costs[0]).toEqual({
    totals: 2,
    all: 2,
    record: 2,
    client: 2,
    create: 4,
    ...Object.fromEntries(INVOICE_STATUSES.map((status) => [status, status === "overdue" ? 4 : 2])),
  });
});

test("each invoice is on exactly one status's list, whatever the day, and pages lose and repeat none", () =>
  inFirm(async () => {
    await withClock(noonOf("2026-11-23"), () => seed(42));
    for (const day of ["2026-10-31", "2026-11-01", "2026-11-23", "2026-12-11", "2027-06-01"])
      await withClock(noonOf(day), async () => {
        const byStatus = [];
        for (const status of INVOICE_STATUSES) {
          const page = await Invoice.list({ limit: 100, status });
          expect(page.items.every((invoice) => invoice.status === status)).toBe(true);
          expect(await everyNumber({ status })).toEqual(page.items.map((invoice) => invoice.number));
          byStatus.push(...page.items.map((invoice) => invoice.number));
        }
        expect(byStatus.toSorted()).toEqual((await everyNumber({})).toSorted());
        expect(new Set(byStatus).size).toBe(43);
      });
  }));

test("overdue ones come longest overdue first, over all unpaid states", () =>
  inFirm(async () => {
    await withClock(noonOf("2026-11-23"), () => seed(60));
    await withClock(noonOf("2027-01-01"), async () => {
      const { items } = await Invoice.list({ limit: 100, status: "overdue" });
      const due = items.map((invoice) => invoice.dueOn);
      expect(due).toEqual(due.toSorted());
      expect(items).toHaveLength(30);
    });
  }));

test("lists are newest first, and a client's holds only its own", () =>
  inFirm(async () => {
    const first = await approved();
    const second = await Invoice.create(typed(first.clientId));
    const other = await Invoice.create(typed((await aClient("Someone Else Ltd")).id));
    expect(await everyNumber({})).toEqual([other.number, second.number, first.number]);
    expect(await everyNumber({ clientId: first.clientId })).toEqual([second.number, first.number]);
    const [summary] = (await Invoice.list({ ...FIRST, clientId: other.clientId })).items;
    const { lines: _, vat: __, ...record } = await Invoice.fromId(other.id);
    expect({ ...record, xero: null }).toMatchObject(summary ?? {});
  }));

test("a cursor that was tampered with, or is another list's, is refused", () =>
  inFirm(async () => {
    await withClock(noonOf("2026-11-23"), () => seed(30));
    const page = await Invoice.list({ limit: 5 });
    for (const query of [
      { limit: 5, cursor: "nonsense" },
      { limit: 5, status: "overdue" as const, cursor: "nonsense" },
      { limit: 5, status: "overdue" as const, cursor: page.nextCursor ?? "" },
    ])
      expect(await refusal(Invoice.list(query))).toMatchObject({ code: "cursor.invalid" });
  }));
