/** A person of a client is invited to the portal: the first one begins the onboarding of a client who is not taken on yet. */
import { VisibleError } from "../lib/error.ts";
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

/**
 * Begins the case of a client who was never asked, whatever the client's status; a client who is active stays so meanwhile.
 * `version` is the one somebody looked at. Error: `onboarding.cannot-start` once it has begun.
 */
export async function start(
  clientId: string,
  who: { name: string; email: string },
  version: number,
  items: readonly TransactItem[],
): Promise<void> {
  const { row } = await loadCase(clientId);
  if (row.status !== "not_started")
    throw new VisibleError("conflict", "onboarding.cannot-start", "This client's onboarding has begun already.", {
      extra: { status: row.status },
    });
  await move(clientId, { type: "invited", ...who }, { version, items: () => items });
}
