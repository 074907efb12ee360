/** Three-way merge of flat records, field by field (R13), and their hash. Pure. */
import { createHash } from "node:crypto";

export type Value = string | number | boolean | null;
export type Fields = Record<string, Value>;

/** Both sides changed one field since they last agreed, and differently. */
export interface Clash {
  field: string;
  base: Value;
  ours: Value;
  theirs: Value;
}

export interface Merged<F extends Fields> {
  /** Only we changed it: for Xero. */
  send: Partial<F>;
  /** Only Xero changed it: for us. */
  take: Partial<F>;
  clashes: Clash[];
}

/** Without a base (never agreed) whatever differs and is filled in on both sides clashes; an empty side takes the other's. */
export function merge<F extends Fields>(base: F | null, ours: F, theirs: F): Merged<F> {
  const send: Fields = {};
  const take: Fields = {};
  const clashes: Clash[] = [];
  for (const field of Object.keys(ours)) {
    const [was, our, their] = [base?.[field] ?? null, ours[field] ?? null, theirs[field] ?? null];
    if (our === their) continue;
    if (their === was) send[field] = our;
    else if (our === was) take[field] = their;
    else clashes.push({ field, base: was, ours: our, theirs: their });
  }
  return { send: send as Partial<F>, take: take as Partial<F>, clashes };
}

/** The same for the same fields, in whatever order: 32 hexadecimal characters. */
export const hashOf = (fields: Fields): string =>
  createHash("sha256")
    .update(JSON.stringify(Object.entries(fields).toSorted(([a], [b]) => (a < b ? -1 : 1))))
    .digest("hex")
    .slice(0, 32);
