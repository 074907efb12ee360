/** Reading the query of an address, which anybody may have typed: what does not fit is left out. No zod, for its size. */
type Raw = Record<string, unknown>;

/** The router reads `?token=123` as a number; it was text. */
export function text(raw: Raw, name: string): string | undefined {
  const value = raw[name];
  if (typeof value === "string") return value === "" ? undefined : value;
  return typeof value === "number" ? String(value) : undefined;
}

export const oneOf = <T extends string>(raw: Raw, name: string, known: readonly T[]): T | undefined =>
  known.find((one) => one === raw[name]);

export const flag = (raw: Raw, name: string): true | undefined => (raw[name] === true ? true : undefined);

/** A whole number from 1 to `max`. */
export function count(raw: Raw, name: string, max: number): number | undefined {
  const value = raw[name];
  return typeof value === "number" && Number.isInteger(value) && value >= 1 && value <= max ? value : undefined;
}

/** A day, `YYYY-MM-DD`, that there is. */
export function day(raw: Raw, name: string): string | undefined {
  const value = raw[name];
  if (typeof value !== "string" || !/^\d{4}-\d\d-\d\d$/.test(value)) return undefined;
  const at = new Date(`${value}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(value) ? value : undefined;
}
