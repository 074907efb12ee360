/** Money is integer pence with a currency; arithmetic never leaves the integers. */
export interface Money {
  pence: number;
  currency: "GBP";
}

const pounds = new Intl.NumberFormat("en-GB", { style: "currency", currency: "GBP" });

/** `£1,234.56`, for people. */
export const formatPence = (pence: number): string => pounds.format(pence / 100);
