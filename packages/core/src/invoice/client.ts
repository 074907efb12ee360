/** The client an invoice is made out to. */
import { loadClient } from "../client/index.ts";
import { VisibleError } from "../lib/error.ts";

/** A client of the firm that can be billed. Errors: `client.not-found`, `invoice.client-archived`. One request. */
export async function billable(clientId: string): Promise<{ id: string; name: string }> {
  const { id, name, status } = await loadClient(clientId);
  if (status !== "archived") return { id, name };
  throw new VisibleError(
    "conflict",
    "invoice.client-archived",
    "This client is archived. Restore the client before billing it.",
    { fields: [{ path: "clientId", message: "is archived" }] },
  );
}
