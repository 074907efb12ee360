/** A person of a client is invited to the portal: the first one begins the onboarding of a client who is not taken on yet. */
import { transact, type TransactItem } from "../lib/table/transact.ts";
import { move } from "./move.ts";
import { loadCase } from "./read.ts";

/**
 * Writes the invitation's own `items` together with what they mean for the case. A client from before, who has no case and
 * is no longer being taken on, gets none: an invitation to see invoices asks nobody for a passport.
 */
export async function invite(
  clientId: string,
  who: { name: string; email: string },
  items: readonly TransactItem[],
): Promise<void> {
  const { isStored, client } = await loadCase(clientId);
  if (isStored || client.status === "onboarding" || client.status === "prospect")
    await move(clientId, { type: "invited", ...who }, { items: () => items });
  else await transact(items);
}
