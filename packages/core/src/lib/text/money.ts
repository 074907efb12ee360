/** Money is integer pence; arithmetic never leaves the integers. */
let pounds: Intl.NumberFormat | undefined;

/** `£1,234.56`, for people. */
export function formatPence(pence: number): string {
  pounds ??= new Intl.NumberFormat("en-GB", { style: "currency", currency: "GBP" });
  return pounds.format(pence / 100);
}
