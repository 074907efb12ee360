/** VAT rates as our documents print them. */
import { VAT_PERCENT, type VatRate } from "../schema.ts";

export const RATE_WORDS: Readonly<Record<VatRate, string>> = {
  standard: `Standard rate ${VAT_PERCENT.standard}%`,
  reduced: `Reduced rate ${VAT_PERCENT.reduced}%`,
  zero: "Zero rated 0%",
  exempt: "Exempt",
  none: "Outside the scope of VAT",
};
/** For a column. */
export const RATE_SHORT: Readonly<Record<VatRate, string>> = {
  standard: `${VAT_PERCENT.standard}%`,
  reduced: `${VAT_PERCENT.reduced}%`,
  zero: "0%",
  exempt: "Exempt",
  none: "No VAT",
};
