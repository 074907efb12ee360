/** Xero's arithmetic: amounts have two decimals, quantities and prices up to four, halves go away from zero. */

const PLACES = 10_000;

const scaled = (value: number): bigint => BigInt(Math.round(value * PLACES));

function divided(amount: bigint, by: bigint): bigint {
  const half = amount < 0n ? -by : by;
  return (2n * amount + half) / (2n * by);
}

const decimal = (pence: bigint): number => Number(pence) / 100;
const penceOf = (amount: number): bigint => BigInt(Math.round(amount * 100));

/** Adds amounts of two decimals exactly. */
export const sum = (amounts: readonly number[]): number =>
  decimal(amounts.reduce((total, amount) => total + penceOf(amount), 0n));

/** To two decimals. */
export const round2 = (amount: number): number => decimal(divided(scaled(amount), 100n));

/** A unit price to 2 or 4 decimals, as the request's `unitdp` says. */
export const roundUnit = (price: number, unitdp: 2 | 4): number =>
  unitdp === 4 ? Number(scaled(price)) / PLACES : round2(price);

/** Quantity × price, less the discount in percent, to two decimals. */
export const lineAmount = (quantity: number, unitAmount: number, discountPercent: number): number =>
  decimal(divided(scaled(quantity) * scaled(unitAmount) * (scaled(100) - scaled(discountPercent)), 10n ** 12n));

/** The tax of one line to two decimals: on top of an exclusive amount, within an inclusive one. */
export function taxOf(amount: number, ratePercent: number, inclusive: boolean): number {
  const rate = scaled(ratePercent);
  const whole = scaled(100);
  return decimal(divided(penceOf(amount) * rate, inclusive ? whole + rate : whole));
}
