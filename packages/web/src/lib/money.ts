/** Money as people write and read it. Everywhere else it is whole pence. */
const pounds = new Intl.NumberFormat("en-GB", { style: "currency", currency: "GBP" });

/** `123456` → `£1,234.56`; a negative amount keeps its sign before the pound. */
export const formatPence = (pence: number): string => pounds.format(pence / 100);

/** An amount of another currency, named as its books name it: `12345`, `EUR` → `€123.45`. What is no currency stands before the number. */
export function formatMoney(pence: number, currency: string): string {
  if (currency === "GBP") return formatPence(pence);
  try {
    return new Intl.NumberFormat("en-GB", { style: "currency", currency }).format(pence / 100);
  } catch {
    return `${currency} ${(pence / 100).toFixed(2)}`;
  }
}

/** `£1,234.5`, `1234.50` or `1 234` → pence; null when it is no amount of pounds with at most two decimals. No float is involved. */
export function parsePounds(typed: string): number | null {
  const [, sign = "", whole = "", fraction = ""] =
    /^(-?)(\d{1,12})(?:\.(\d{1,2}))?$/.exec(typed.replaceAll(/[£,\s]/g, "")) ?? [];
  if (whole === "") return null;
  const pence = Number(whole) * 100 + Number(fraction.padEnd(2, "0"));
  return sign === "-" && pence > 0 ? -pence : pence;
}

/** Pence as a person would type them: `123450` → `1234.50`. */
export const typedPounds = (pence: number): string =>
  `${Math.trunc(pence / 100)}.${String(pence % 100).padStart(2, "0")}`;
