import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { invoiceSum, lineSum, type PricedLine, VAT_PERCENT, VAT_RATES } from "./total.ts";

const line = (over: Partial<PricedLine> = {}): PricedLine => ({
  quantity: "1",
  unitPricePence: 10_000,
  discountPercent: "0",
  vatRate: "standard",
  ...over,
});

describe("one line", () => {
  test.each([
    // quantity, unit, discount, rate, net, VAT
    ["1", 10_000, "0", "standard", 10_000, 2000],
    ["2.5", 10_000, "0", "reduced", 25_000, 1250],
    ["0.5", 1, "0", "standard", 1, 0], // half a penny goes up
    ["0.4999", 1, "0", "standard", 0, 0],
    ["1", 33, "0", "standard", 33, 7], // 6.6
    ["1", 10, "0", "reduced", 10, 1], // 0.5 goes up
    ["1", 9, "0", "reduced", 9, 0], // 0.45
    ["3", 3333, "10", "zero", 8999, 0], // 8999.1
    ["1", 10_000, "33.33", "exempt", 6667, 0],
    ["1", 10_000, "100", "standard", 0, 0],
    ["1.005", 100, "0", "none", 101, 0], // 100.5: 1.005 * 100 is 100.49999999999999 in floats
    ["9999999.9999", 100, "0", "standard", 1_000_000_000, 200_000_000],
  ] as const)("%s × %ip less %s per cent at %s is %ip and %ip VAT", (quantity, unit, discount, vatRate, net, vat) => {
    const priced = line({ quantity, unitPricePence: unit, discountPercent: discount, vatRate });
    expect(lineSum(priced)).toEqual({ netPence: net, vatPence: vat });
  });
});

describe("an invoice", () => {
  test("adds each line's rounded VAT, as Xero does, and not VAT on the sum", () => {
    const lines = Array.from({ length: 3 }, () => line({ unitPricePence: 33 }));
    expect(invoiceSum(lines)).toMatchObject({ subtotalPence: 99, vatPence: 21, totalPence: 120 }); // 20 % of 99 is 19.8
  });

  test("says what each rate used comes to", () => {
    const lines = VAT_RATES.flatMap((vatRate) => [line({ vatRate }), line({ vatRate, unitPricePence: 50 })]);
    expect(invoiceSum(lines).vat).toEqual([
      { vatRate: "standard", netPence: 10_050, vatPence: 2010 },
      { vatRate: "reduced", netPence: 10_050, vatPence: 503 },
      ...(["zero", "exempt", "none"] as const).map((vatRate) => ({ vatRate, netPence: 10_050, vatPence: 0 })),
    ]);
  });

  const decimal = (max: number, places: number) =>
    fc.tuple(fc.integer({ min: 0, max }), fc.integer({ min: 0, max: 10 ** places - 1 })).map(([whole, part]) => ({
      text: `${whole}.${String(part).padStart(places, "0")}`,
      scaled: BigInt(whole) * 10n ** BigInt(places) + BigInt(part),
    }));
  const anyLine = fc.record({
    quantity: decimal(9999, 4),
    unitPricePence: fc.integer({ min: 0, max: 1_000_000 }),
    discount: decimal(99, 2),
    vatRate: fc.constantFrom(...VAT_RATES),
  });

  test("is within half a penny of the exact value on every line, halves up, and adds up", () => {
    fc.assert(
      fc.property(fc.array(anyLine, { minLength: 1, maxLength: 20 }), (drawn) => {
        const sum = invoiceSum(
          drawn.map(({ quantity, unitPricePence, discount, vatRate }) => ({
            quantity: quantity.text,
            unitPricePence,
            discountPercent: discount.text,
            vatRate,
          })),
        );
        drawn.forEach(({ quantity, unitPricePence, discount, vatRate }, index) => {
          const { netPence, vatPence } = sum.lines[index] ?? expect.fail("a line is missing");
          // exact pence × 10^8, and the distance to what was rounded: in (-half, half]
          const scale = 10n ** 8n;
          const exact = quantity.scaled * BigInt(unitPricePence) * (10_000n - discount.scaled);
          const off = BigInt(netPence) * scale - exact;
          expect(off * 2n <= scale && off * 2n > -scale).toBe(true);
          const vatOff = vatPence * 100 - netPence * VAT_PERCENT[vatRate];
          expect(vatOff * 2 <= 100 && vatOff * 2 > -100).toBe(true);
        });
        expect(sum.subtotalPence).toBe(sum.lines.reduce((total, { netPence }) => total + netPence, 0));
        expect(sum.vatPence).toBe(sum.vat.reduce((total, { vatPence }) => total + vatPence, 0));
        expect(sum.totalPence).toBe(sum.subtotalPence + sum.vatPence);
      }),
      { numRuns: 500, verbose: 1 },
    );
  });
});
