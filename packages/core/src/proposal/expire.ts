/** The clock's side of a proposal: an offer whose last day has passed is written down as expired. A signed one never is. */
import { tenantId } from "../lib/actor.ts";
import { transact } from "../lib/table/transact.ts";
import { rightNow } from "./commands.ts";
import { ProposalRow } from "./entity.ts";
import { moved } from "./rule/change.ts";
import { isOpen, stateOn } from "./rule/state.ts";
import { about, updateRow, VersionPassed } from "./save.ts";

/** For the worker of the `proposal` queue. `later` when somebody changed it at this moment: it is still due if it is. */
export async function expireDue(id: string): Promise<"expired" | "not-due" | "later"> {
  const { data: row } = await ProposalRow.get({ tenantId: tenantId(), id }).go({ consistent: true });
  const when = rightNow();
  if (!row || !isOpen(row.state) || stateOn(row, when.on) !== "expired") return "not-due";
  // What is shown has expired already, by the clock; the row follows.
  const after = moved({ ...row, validUntilOn: when.on }, "expire", when, {
    validUntilOn: row.validUntilOn,
    expiredAt: when.at,
    printing: undefined,
    printAt: undefined,
  });
  try {
    await transact([
      updateRow(row, after),
      about(row, {
        action: "proposal.expired",
        summary: `Proposal ${row.number} expired: it was valid until ${row.validUntilOn}`,
      }),
    ]);
    return "expired";
  } catch (error) {
    if (error instanceof VersionPassed) return "later";
    throw error;
  }
}
