/**
 * An invoice's sums, exactly: BigInt all the way, never a float. Each line's net is rounded half up to whole pence, then
 * each line's VAT, and the rounded values are added: Xero's rule, so that both sides show the same total to the penny.
 * Safe for the browser: the editor's live totals are these.
 */
export const VAT_RATES = ["standard", "reduced", "zero", "exempt", "none"] as const;
export type VatRate = (typeof VAT_RATES)[number];

/** UK rates in percent. Zero-rated, exempt and outside the scope differ in the VAT return, not in the sum. */
export const VAT_PERCENT: Readonly<Record<VatRate, number>> = { standard: 20, reduced: 5, zero: 0, exempt: 0, none: 0 };

/** £99,999,999.99: far above any bill, far below where a number stops being exact. */
export const MAX_TOTAL_PENCE = 9_999_999_999;

/** `quantity` has at most 4 decimals, `discountPercent` at most 2; neither is negative. */
export interface PricedLine {
  quantity: string;
  unitPricePence: number;
  discountPercent: string;
  vatRate: VatRate;
}
export interface LineSum {
  netPence: number;
  vatPence: number;
}
export interface RateSum extends LineSum {
  vatRate: VatRate;
}
export interface InvoiceSum {
  lines: LineSum[];
  /** One entry for each rate used, in the order of `VAT_RATES`. */
  vat: RateSum[];
  subtotalPence: number;
  vatPence: number;
  totalPence: number;
}

/** `"2.5"` with four places is 25000n. */
function scaled(decimal: string, places: number): bigint {
  const [whole = "0", fraction = ""] = decimal.split(".");
  return BigInt(whole + fraction.padEnd(places, "0"));
}

/** Halves go up; both sides are never negative here. */
const dividedHalfUp = (amount: bigint, by: bigint): bigint => (2n * amount + by) / (2n * by);

const QUANTITY_PLACES = 4;
const DISCOUNT_PLACES = 2;
const HUNDRED_PERCENT = 10_000n;

/** What one line comes to, before and for VAT. */
export function lineSum(line: PricedLine): LineSum {
  const kept = HUNDRED_PERCENT - scaled(line.discountPercent, DISCOUNT_PLACES);
  const exact = scaled(line.quantity, QUANTITY_PLACES) * BigInt(line.unitPricePence) * kept;
  const net = dividedHalfUp(exact, 10_000n * HUNDRED_PERCENT);
  const vat = dividedHalfUp(net * BigInt(VAT_PERCENT[line.vatRate]), 100n);
  return { netPence: Number(net), vatPence: Number(vat) };
}

const added = (sums: readonly LineSum[]): LineSum => ({
  netPence: sums.reduce((sum, line) => sum + line.netPence, 0),
  vatPence: sums.reduce((sum, line) => sum + line.vatPence, 0),
});

/** What the invoice comes to. Above `MAX_TOTAL_PENCE` the figures are too large to be exact, and the command refuses them. */
export function invoiceSum(lines: readonly PricedLine[]): InvoiceSum {
  const each = lines.map((line) => ({ vatRate: line.vatRate, ...lineSum(line) }));
  const { netPence, vatPence } = added(each);
  return {
    lines: each.map((line) => ({ netPence: line.netPence, vatPence: line.vatPence })),
    vat: VAT_RATES.flatMap((vatRate) => {
      const ofRate = each.filter((line) => line.vatRate === vatRate);
      return ofRate.length === 0 ? [] : [{ vatRate, ...added(ofRate) }];
    }),
    subtotalPence: netPence,
    vatPence,
    totalPence: netPence + vatPence,
  };
}
