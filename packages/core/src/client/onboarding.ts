/** A prospect who accepted an offer is being taken on: the client's side of a signature. */
import { activity } from "../activity/index.ts";
import type { TransactItem } from "../lib/table/transact.ts";
import type { ClientItem } from "./entity.ts";
import { markContact } from "./mark.ts";
import { searchItems } from "./read/search.ts";
import { updateRow } from "./save.ts";

/**
 * The writes that move a prospect to `onboarding`; none for a client who is past that. They fail with `VersionPassed` when
 * anybody changed the client since it was read: read it again and decide again. Afterwards `nudgeLane`. `why` becomes part of the audit row.
 */
export function onboardingItems(before: ClientItem, at: string, why: string): TransactItem[] {
  if (before.status !== "prospect") return [];
  const { xeroSyncError: _, ...kept } = before;
  const row: ClientItem = {
    ...kept,
    status: "onboarding",
    xeroSyncStatus: "pending",
    version: before.version + 1,
    updatedAt: at,
  };
  return [
    updateRow(before, row),
    ...searchItems(before, row),
    markContact(row),
    activity({
      entityType: "client",
      entityId: row.id,
      clientId: row.id,
      action: "client.onboarding-started",
      summary: `Onboarding started: ${why}`,
      changes: [{ field: "status", before: before.status, after: row.status }],
    }),
  ];
}
