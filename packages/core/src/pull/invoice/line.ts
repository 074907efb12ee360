/** An invoice's lines as Xero has them, when somebody changed its money there. Pure. */
import type { Line } from "../../invoice/entity.ts";
import { invoiceSum, VAT_PERCENT, VAT_RATES, type VatRate } from "../../invoice/rule/total.ts";
import type { XeroInvoice, XeroLine } from "../../provider/xero/index.ts";

export type Figures = { subtotalPence: number; vatPence: number; totalPence: number };

const figuresOf = ({ subtotalPence, vatPence, totalPence }: Figures): Figures => ({
  subtotalPence,
  vatPence,
  totalPence,
});
const areSame = (a: Figures, b: Figures): boolean =>
  a.subtotalPence === b.subtotalPence && a.vatPence === b.vatPence && a.totalPence === b.totalPence;

/**
 * Undefined when the figures are ours; null when Xero's cannot be written here to the penny (fractions of a penny, rates we do not
 * know, tax adjusted by hand).
 */
export function newLines(
  ours: { figures: Figures; lines: readonly Line[] },
  theirs: XeroInvoice,
  newId: () => string,
): { figures: Figures; lines: Line[] } | null | undefined {
  const figures = figuresOf(theirs);
  if (areSame(ours.figures, figures)) return undefined;
  const lines = theirs.lines.map((line, index) => toLine(line, ours.lines[index], newId));
  if (lines.some((line) => line === null)) return null;
  const whole = lines.flatMap((line) => line ?? []);
  return areSame(figuresOf(invoiceSum(whole)), figures) ? { figures, lines: whole } : null;
}

function toLine(theirs: XeroLine, before: Line | undefined, newId: () => string): Line | null {
  const unitPricePence = theirs.unitAmount * 100;
  const vatRate = rateOf(theirs, before);
  if (vatRate === null || !isWhole(unitPricePence) || unitPricePence < 0 || theirs.quantity <= 0) return null;
  return {
    id: before?.id ?? newId(),
    description: (theirs.description ?? "").slice(0, 500) || "–",
    quantity: decimal(theirs.quantity, 4),
    unitPricePence: Math.round(unitPricePence),
    discountPercent: decimal(theirs.discountPercent, 2),
    vatRate,
    ...(theirs.accountCode === null ? {} : { accountCode: theirs.accountCode }),
  };
}

const isWhole = (value: number): boolean => Math.abs(value - Math.round(value)) < 1e-6;
const decimal = (value: number, places: number): string => String(Number(value.toFixed(places)));

/** The rate that gives Xero's VAT on this line; the one it had, where several do. */
function rateOf({ netPence, vatPence }: XeroLine, before: Line | undefined): VatRate | null {
  const gives = (rate: VatRate) => Math.abs(vatPence - (netPence * VAT_PERCENT[rate]) / 100) <= 0.5;
  if (before && gives(before.vatRate)) return before.vatRate;
  return VAT_RATES.find(gives) ?? null;
}
