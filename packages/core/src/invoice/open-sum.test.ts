/** The sums on the invoices page against a count of every row, after random histories of several invoices. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { withClock } from "../lib/clock.ts";
import { VisibleError } from "../lib/error.ts";
import { Payment } from "../payment/index.ts";
import { Invoice } from "./index.ts";
import { aClient, inFirm, noonOf, typed } from "./testing/fixture.ts";

const TODAY = "2026-11-23";
const DUE = ["2026-11-01", "2026-11-22", "2026-11-23", "2026-11-30", "2026-12-01", "2027-11-23", "2026-10-31"];
const seed = Date.now() % 2 ** 31;

const step = fc.record({
  which: fc.nat({ max: 2 }),
  what: fc.constantFrom("approve", "pay", "pay", "reverse", "void", "amend", "amend", "send"),
  pence: fc.integer({ min: 1, max: 12_000 }),
  dueOn: fc.constantFrom(...DUE),
});

async function apply({ what, pence, dueOn }: { what: string; pence: number; dueOn: string }, id: string) {
  const { version } = await Invoice.fromId(id);
  try {
    if (what === "approve") await Invoice.approve(id, { version });
    if (what === "pay") await Payment.record(id, { amountPence: pence, paidOn: TODAY, method: "card" });
    if (what === "void") await Invoice.cancel(id, { version });
    if (what === "amend") await Invoice.update(id, { version, dueOn });
    if (what === "send") await Invoice.markSent(id, { version });
    if (what === "reverse") {
      const { items } = await Payment.listForInvoice(id, { limit: 100 });
      const standing = items.find((entry) => entry.kind === "payment" && entry.reversedBy === null);
      if (standing) await Payment.reverse(id, standing.id);
    }
  } catch (error) {
    if (!(error instanceof VisibleError)) throw error;
  }
}

async function counted() {
  const { items } = await Invoice.list({ limit: 100 });
  const sum = (of: typeof items) => ({ count: of.length, pence: of.reduce((all, one) => all + one.duePence, 0) });
  const open = items.filter(({ status }) => ["approved", "sent", "part_paid", "overdue"].includes(status));
  return { outstanding: sum(open), overdue: sum(open.filter(({ status }) => status === "overdue")) };
}

test(`outstanding and overdue are what a count of all invoices says, whatever happened, on any day (seed ${seed})`, () =>
  inFirm(() =>
    fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 6, maxLength: 14 }), async (steps) => {
        const ids = await withClock(noonOf("2026-10-01"), async () => {
          const client = await aClient();
          const bill = { ...typed(client.id), issueOn: "2026-10-01", dueOn: "2026-11-22" };
          return [
            (await Invoice.create(bill)).id,
            (await Invoice.create(bill)).id,
            (await Invoice.create({ ...bill, dueOn: "2026-12-01" })).id,
          ];
        });
        await withClock(noonOf(TODAY), async () => {
          for (const one of steps) await apply(one, ids[one.which] ?? "");
          // And some at the same moment.
          await Promise.all(steps.slice(0, 4).map((one) => apply(one, ids[one.which] ?? "")));
        });
        for (const day of [TODAY, "2026-11-30", "2026-12-01", "2026-12-02", "2028-01-01"])
          await withClock(noonOf(day), async () =>
            expect(await Invoice.totals()).toEqual({ ...(await counted()), asOf: day }),
          );
      }),
      { seed, verbose: 1, numRuns: 4 },
    ),
  ));
