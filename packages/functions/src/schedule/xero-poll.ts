/** Every ten minutes: says "look at this firm" for each connected one. Whether a poll or the nightly check is due, its row says. */
import { connectedFirms } from "@practice-hub/core/connection";
import { nudgeLane } from "@practice-hub/core/lane";

const AT_ONCE = 20;
/** A hundred firms each. */
const MAX_PAGES = 200;

export const handler = async (): Promise<{ nudged: number }> => {
  let nudged = 0;
  let cursor: string | null = null;
  for (let page = 0; page < MAX_PAGES; page += 1) {
    const firms: Awaited<ReturnType<typeof connectedFirms>> = await connectedFirms(cursor);
    for (let from = 0; from < firms.tenantIds.length; from += AT_ONCE)
      await Promise.all(firms.tenantIds.slice(from, from + AT_ONCE).map((tenantId) => nudgeLane(tenantId)));
    nudged += firms.tenantIds.length;
    cursor = firms.nextCursor;
    if (cursor === null) break;
  }
  return { nudged };
};
