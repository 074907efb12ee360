/** What somebody chooses for a client, as the list of one row holds it. Pure. */
import type { MatchDecision } from "@practice-hub/core/sync/schema";
import type { ContactChoice, MatchRow } from "./query.ts";

/** A contact's id, one of the two words, or nothing yet. */
export type Choice = { action: "link"; contact: ContactChoice } | { action: "create" } | { action: "ignore" } | null;

/** What was said before; without it, the one suggestion that is sure. */
export const proposed = ({ decision, suggestions }: MatchRow): Choice => {
  if (decision) return { action: decision };
  const sure = suggestions.find((one) => one.sure);
  return sure ? { action: "link", contact: sure.contact } : null;
};

/** What is to be saved; null when that is what is stored already, or nothing was chosen. */
export function decisionOf(row: MatchRow, choice: Choice): MatchDecision | null {
  const { clientId } = row;
  if (choice === null || choice.action === row.decision) return null;
  return choice.action === "link"
    ? { clientId, action: "link", contactId: choice.contact.id }
    : { clientId, action: choice.action };
}

/** Rows that may be linked without being looked at: nobody said otherwise, and Xero leaves no doubt. */
export const sureOf = (rows: readonly MatchRow[]): MatchDecision[] =>
  rows.flatMap((row) => {
    const decision = row.decision ? null : decisionOf(row, proposed(row));
    return decision ? [decision] : [];
  });

export const BY_WORDS: Record<MatchRow["suggestions"][number]["by"], string> = {
  number: "carries our number",
  "company-number": "same company number",
  email: "same email",
  name: "same name",
};
