/** What the clock asks of a case: a reminder, or the day of its re-review. For the worker of the `onboarding` queue. */
import { nowIso } from "../lib/clock.ts";
import { VisibleError } from "../lib/error.ts";
import { move } from "./move.ts";
import { clientOfCase } from "../case/open.ts";
import { loadCase } from "./read.ts";
import { dueAt } from "../case/rule/due.ts";

/** Does it, as the system of the case's firm. `later` when somebody changed the case at this moment: it is still due if it is. */
export async function work(id: string): Promise<"reminded" | "re-review" | "not-due" | "later"> {
  const clientId = clientOfCase(id);
  const { row, isStored } = await loadCase(clientId);
  const at = dueAt(row);
  if (!isStored || at === null || at > nowIso()) return "not-due";
  const type = row.status === "approved" ? "re-review" : "reminded";
  try {
    // On the version that was read: a doubled nudge reminds nobody twice.
    await move(clientId, { type }, { version: row.version });
    return type;
  } catch (error) {
    if (error instanceof VisibleError && error.code === "onboarding.version-conflict") return "later";
    throw error;
  }
}
