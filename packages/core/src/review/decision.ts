/** The log of decisions: who decided what, when and why. The case keeps the last one, this keeps them all. */
import { requireStaff, tenantId } from "../lib/actor.ts";
import { nowIso } from "../lib/clock.ts";
import { newId } from "../lib/id.ts";
import { type TransactItem, write } from "../lib/table/transact.ts";
import { type DecisionItem, DecisionRow } from "./entity.ts";
import type { ReviewDecision } from "./schema.ts";

/** Shown at once; the pack holds them all. */
const SHOWN = 100;

/** The write for the transaction that decides. */
export function decisionItem(
  clientId: string,
  { kind, reason, details = [] }: Pick<ReviewDecision, "kind" | "reason"> & { details?: readonly string[] },
): TransactItem {
  const { tenantId: firm, userId, name } = requireStaff("kyc:read");
  return write(
    DecisionRow.create({
      tenantId: firm,
      clientId,
      id: newId("dec"),
      kind,
      at: nowIso(),
      by: userId,
      byName: name,
      reason: reason.trim(),
      details: [...details],
    }),
  );
}

/** The newest decisions about a client, newest first. One request. */
export async function decisionsOf(clientId: string, limit = SHOWN): Promise<DecisionItem[]> {
  const rows = DecisionRow.query.byClient({ tenantId: tenantId(), clientId });
  const { data } = await rows.go({ order: "desc", limit, consistent: true });
  return data;
}
