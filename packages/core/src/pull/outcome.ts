/** What came of looking at one record in Xero. */
import type { Change } from "../activity/schema.ts";
import type { SyncItem } from "../outbox/record.ts";

/**
 * - `applied`: ours was brought up to Xero's. `echo`: our own write came back. `unchanged`: nothing that we keep changed.
 * - `conflict`: both sides changed the same; a person decides. `archived`, `merged`, `gone`: of a contact or an invoice.
 * - `not-linked`: none of ours. `not-newer`: older than what we have seen. `bill`: a purchase, none of our business.
 * - `noted`: kept for the log; `checking`: its effect shows on open invoices, which are looked at now.
 */
export type OutcomeCode =
  | "applied"
  | "echo"
  | "unchanged"
  | "conflict"
  | "archived"
  | "merged"
  | "gone"
  | "not-linked"
  | "not-newer"
  | "bill"
  | "noted"
  | "checking";

const IGNORED: readonly OutcomeCode[] = ["not-linked", "not-newer", "bill"];

export interface Outcome {
  state: "done" | "ignored";
  code: OutcomeCode;
  /** The record of ours that it was about. */
  about?: { entityType: "client" | "invoice"; entityId: string; clientId: string; label: string };
  changes?: Change[];
}

export const outcome = (code: OutcomeCode, row?: SyncItem, changes: Change[] = []): Outcome => ({
  state: IGNORED.includes(code) ? "ignored" : "done",
  code,
  ...(row === undefined
    ? {}
    : {
        about: {
          entityType: row.kind === "contact" ? "client" : "invoice",
          entityId: row.kind === "payment" ? (row.invoiceId ?? row.id) : row.id,
          clientId: row.clientId,
          label: row.label,
        },
      }),
  ...(changes.length === 0 ? {} : { changes }),
});

/** The record cannot be brought up to Xero's now; later, or after somebody acted, it may. `words` are for the firm's staff. */
export class PullProblem extends Error {
  override readonly name = "PullProblem";
  readonly code: string;
  readonly words: string;
  constructor(code: string, words: string) {
    super(code);
    this.code = code;
    this.words = words;
  }
}
