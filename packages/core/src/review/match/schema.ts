/** What the agreement matrix and the discrepancy report look like. Safe for the browser. */
import * as z from "zod";

/** Where a fact is said, in the order of the columns. */
export const SOURCES = ["document", "answers", "register", "check", "xero"] as const;
export type Source = (typeof SOURCES)[number];
export const SOURCE_WORDS: Record<Source, string> = {
  document: "ID document",
  answers: "Questionnaire",
  register: "Companies House",
  check: "Identity check",
  xero: "Xero contact",
};

/** What is compared, in the order of the rows. */
export const FACTS = [
  "name",
  "dateOfBirth",
  "nationality",
  "address",
  "documentNumber",
  "documentExpiry",
  "companyName",
  "companyNumber",
  "companyAddress",
] as const;
export type Fact = (typeof FACTS)[number];
export const Verdict = z.enum(["agree", "differs", "missing"]);
export type Verdict = z.infer<typeof Verdict>;

/** Why a source says nothing of a fact that it never has. */
export const NOT_HELD = "Does not hold this.";

/** What one source says of one fact, and how that stands to the row's basis. */
export const Cell = z.object({
  source: z.enum(SOURCES),
  value: z.string().nullable(),
  verdict: Verdict,
  /** In words. For `missing`: why nothing is said. */
  reason: z.string(),
  /** The others are compared with this one. */
  basis: z.boolean(),
});
export type Cell = z.infer<typeof Cell>;

export const MatrixRow = z.object({
  fact: z.enum(FACTS),
  /** `differs` when any cell does; `missing` when fewer than two sources speak. */
  verdict: Verdict,
  cells: z.array(Cell).length(SOURCES.length),
});
export type MatrixRow = z.infer<typeof MatrixRow>;

/** One difference between what the client declared and the register's persons with significant control. */
export const Discrepancy = z.object({
  kind: z.enum(["not-on-register", "not-declared", "birth-differs", "share-differs"]),
  person: z.string(),
  declared: z.string().nullable(),
  register: z.string().nullable(),
  reason: z.string(),
});
export type Discrepancy = z.infer<typeof Discrepancy>;
