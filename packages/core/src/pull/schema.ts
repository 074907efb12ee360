/** Conflicts with Xero, and what is read from its bank accounts. Safe for the browser. */
import * as z from "zod";
import { Day, Instant } from "../lib/schema.ts";

export const SIDES = ["ours", "theirs"] as const;
export const Side = z.enum(SIDES);
export type Side = z.infer<typeof Side>;

/** Payments are made and deleted, never edited: they have no conflicts. */
export const ConflictKind = z.enum(["contact", "invoice"]);

const Value = z.union([z.string(), z.number(), z.boolean(), z.null()]);

/** One record that was changed on both sides. */
export const Conflict = z.object({
  kind: ConflictKind,
  /** Ours: `cli_…` or `inv_…`. */
  id: z.string(),
  clientId: z.string(),
  label: z.string(),
  /** When it was noticed. */
  at: Instant,
  /** Pass it back: the choice is about this state of the record. */
  generation: z.number().int(),
  fields: z.array(
    z.object({
      field: z.string(),
      /** What both sides agreed on last. */
      base: Value,
      ours: Value,
      theirs: Value,
      /** The firm owns who its clients are, Xero owns what is on an approved invoice (R13). */
      suggested: Side,
    }),
  ),
});
export type Conflict = z.infer<typeof Conflict>;

export const ConflictList = z.object({
  items: z.array(Conflict),
  nextCursor: z.string().nullable(),
  /** When Xero was last asked for changes; null when never. */
  checkedAt: Instant.nullable(),
});
export type ConflictList = z.infer<typeof ConflictList>;

/** POST …/conflicts/{kind}/{id}: a side for each field. */
export const ConflictChoice = z.strictObject({
  generation: z.number().int(),
  choices: z.record(z.string().max(40), Side),
});
export type ConflictChoice = z.infer<typeof ConflictChoice>;

/** F66, as Xero's own SDK says it. */
export const BankTransaction = z.object({
  bankTransactionID: z.string(),
  type: z.string(),
  contact: z.object({ name: z.string().nullable() }),
  lineItems: z.array(
    z.object({
      description: z.string().nullable(),
      quantity: z.number(),
      unitAmount: z.number(),
      accountCode: z.string().nullable(),
    }),
  ),
  date: Day.nullable(),
  status: z.string(),
  reference: z.string().nullable(),
  bankAccount: z.string().nullable(),
  reconciled: z.boolean(),
  totalPence: z.number().int(),
  currency: z.string(),
});
export type BankTransaction = z.infer<typeof BankTransaction>;

/** GET …/bank-transactions?from=&to=: both days are included; without them the last thirty days. `cursor` is the next page's number. */
export const BankQuery = z.object({
  from: Day.optional(),
  to: Day.optional(),
  cursor: z
    .string()
    .regex(/^[1-9]\d{0,4}$/, "must be the cursor of a page before")
    .optional(),
});
export type BankQuery = z.infer<typeof BankQuery>;
export const BankTransactionPage = z.object({ items: z.array(BankTransaction), nextCursor: z.string().nullable() });
