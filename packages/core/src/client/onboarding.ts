/** A client whose status follows from what happened elsewhere: an offer was signed, or the firm decided on taking it on. */
import { activity } from "../activity/index.ts";
import type { ActivityAction } from "../activity/schema.ts";
import type { TransactItem } from "../lib/table/transact.ts";
import { openCase } from "../case/open.ts";
import type { ClientItem } from "./entity.ts";
import { markContact } from "./mark.ts";
import { searchItems } from "./read/search.ts";
import { updateRow } from "./save.ts";
import type { ClientStatus } from "./schema.ts";

const TURN = {
  onboarding: { action: "client.onboarding-started", words: "Onboarding started" },
  active: { action: "client.activated", words: "Client is active" },
  inactive: { action: "client.deactivated", words: "Client is inactive" },
} as const satisfies Partial<Record<ClientStatus, { action: ActivityAction; words: string }>>;

/**
 * The writes that move a client to a status and make its contact due for Xero; none for one who has it, or is archived. They
 * fail with `ClientPassed` when anybody changed the client since it was read: read it again and decide again. Afterwards
 * `nudgeLane`. `why` becomes part of the audit row.
 */
export function statusItems(before: ClientItem, to: keyof typeof TURN, at: string, why: string): TransactItem[] {
  if (before.status === to || before.status === "archived") return [];
  const { xeroSyncError: _, ...kept } = before;
  const row: ClientItem = {
    ...kept,
    status: to,
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
      action: TURN[to].action,
      summary: `${TURN[to].words}: ${why}`,
      changes: [{ field: "status", before: before.status, after: row.status }],
    }),
  ];
}

/** The writes that take a prospect on, with its case; none for a client who is past that. Otherwise as `statusItems`. */
export const onboardingItems = (before: ClientItem, at: string, why: string): TransactItem[] =>
  before.status === "prospect" ? [...statusItems(before, "onboarding", at, why), openCase(before)] : [];
