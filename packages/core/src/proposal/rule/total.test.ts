import fc from "fast-check";
import { expect, test } from "vitest";
import { invoiceSum, VAT_RATES } from "../../invoice/rule/total.ts";
import { BILLINGS } from "../../service/schema.ts";
import { type OfferedLine, proposalSum } from "./total.ts";

const line = (over: Partial<OfferedLine> = {}): OfferedLine => ({
  quantity: "1",
  unitPricePence: 10_000,
  vatRate: "standard",
  billing: "monthly",
  ...over,
});

test("0.1 and 0.2 of a penny's price come to 0.3 of it, and the first year is one-off, twelve months and one annual bill", () => {
  const sum = proposalSum([
    line({ quantity: "0.1", vatRate: "none" }),
    line({ quantity: "0.2", vatRate: "none" }),
    line({ billing: "one_off", unitPricePence: 1 }),
    line({ billing: "annual", unitPricePence: 50_000 }),
  ]);
  expect(sum.byBilling.monthly).toMatchObject({ subtotalPence: 3000, vatPence: 0, totalPence: 3000 });
  expect(sum.firstYearPence).toBe(1 + 12 * 3000 + 60_000);
});

test("nothing offered of a kind comes to nothing", () => {
  expect(proposalSum([line()]).byBilling.annual).toEqual({ vat: [], subtotalPence: 0, vatPence: 0, totalPence: 0 });
});

const anyLine = fc.record({
  quantity: fc
    .tuple(fc.integer({ min: 0, max: 9999 }), fc.integer({ min: 0, max: 9999 }))
    .map(([whole, part]) => `${whole}.${String(part).padStart(4, "0")}`),
  unitPricePence: fc.integer({ min: 0, max: 1_000_000 }),
  vatRate: fc.constantFrom(...VAT_RATES),
  billing: fc.constantFrom(...BILLINGS),
});

// A failure prints its seed and path: `fc.assert(…, { seed, path })` repeats it.
test("each billing comes to what an invoice of its lines comes to, in any order of lines, to the penny", () => {
  fc.assert(
    fc.property(fc.array(anyLine, { minLength: 1, maxLength: 20 }), (lines) => {
      const sum = proposalSum(lines);
      for (const billing of BILLINGS) {
        const billed = invoiceSum(
          lines.filter((one) => one.billing === billing).map((one) => ({ ...one, discountPercent: "0" })),
        );
        const { lines: _, ...expected } = billed;
        expect(sum.byBilling[billing]).toEqual(expected);
        expect(sum.lines.filter((__, index) => lines[index]?.billing === billing)).toEqual(billed.lines);
      }
      expect(proposalSum(lines.toReversed())).toMatchObject({
        byBilling: sum.byBilling,
        firstYearPence: sum.firstYearPence,
        lines: sum.lines.toReversed(),
      });
      const net = sum.lines.reduce((total, { netPence }) => total + netPence, 0);
      expect(BILLINGS.reduce((total, billing) => total + sum.byBilling[billing].subtotalPence, 0)).toBe(net);
    }),
    { numRuns: 200, verbose: 1 },
  );
});
