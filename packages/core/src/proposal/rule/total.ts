/**
 * What a proposal comes to: one-off, monthly and annual prices are summed each by itself, because they are billed by
 * themselves. Lines are rounded as on an invoice (invoice/rule/total.ts), so that the bill shows what was promised. Pure,
 * and safe for the browser: the builder's live totals are these.
 */
import { type InvoiceSum, invoiceSum, type LineSum, type VatRate } from "../../invoice/rule/total.ts";
import { type Billing, BILLINGS } from "../../service/schema.ts";

/** `quantity` has at most 4 decimals and is above 0; the price is not negative. */
export interface OfferedLine {
  quantity: string;
  unitPricePence: number;
  vatRate: VatRate;
  billing: Billing;
}
export type BillingSum = Omit<InvoiceSum, "lines">;
export interface ProposalSum {
  lines: LineSum[];
  byBilling: Record<Billing, BillingSum>;
  /** One-off, twelve months and one annual bill, with VAT. */
  firstYearPence: number;
}

const MONTHS = 12;

export function proposalSum(lines: readonly OfferedLine[]): ProposalSum {
  const each: LineSum[] = [];
  const sumOf = (billing: Billing): BillingSum => {
    const at = lines.flatMap((line, index) => (line.billing === billing ? [index] : []));
    const { lines: sums, ...sum } = invoiceSum(
      lines.filter((line) => line.billing === billing).map((line) => ({ ...line, discountPercent: "0" })),
    );
    sums.forEach((one, index) => (each[at[index] ?? 0] = one));
    return sum;
  };
  const byBilling = Object.fromEntries(
    BILLINGS.map((billing) => [billing, sumOf(billing)]),
  ) as ProposalSum["byBilling"];
  const { one_off: oneOff, monthly, annual } = byBilling;
  return {
    lines: each,
    byBilling,
    firstYearPence: oneOff.totalPence + MONTHS * monthly.totalPence + annual.totalPence,
  };
}
