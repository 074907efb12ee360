/** Events of a firm that is not connected: they wait without being due, or the sweep would ask for them every five minutes. */
import { transact, write } from "../../lib/table/transact.ts";
import { EventRow } from "../../webhook/entity.ts";

const AT_ONCE = 100;

/** Takes received events off the due index; the lane finds them by their state once the firm is connected again. */
export async function park(tenantId: string): Promise<void> {
  let cursor: string | null = null;
  do {
    const page: { data: { id: string; gsi2pk?: string | undefined }[]; cursor: string | null } = await EventRow.query
      .byState({ tenantId, state: "received" })
      .go({ limit: AT_ONCE, cursor });
    const due = page.data.filter((row) => row.gsi2pk !== undefined);
    await transact(due.map(({ id }) => write(EventRow.patch({ tenantId, id }).remove(["gsi2pk", "gsi2sk"]))));
    cursor = page.cursor;
  } while (cursor);
}
