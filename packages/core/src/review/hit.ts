/** Dismissing a match of the screening: a person says that it is somebody else, or why it does not matter. */
import { activity } from "../activity/index.ts";
import { requireStaff } from "../lib/actor.ts";
import { nowIso } from "../lib/clock.ts";
import { notFound, VisibleError } from "../lib/error.ts";
import { transact, write } from "../lib/table/transact.ts";
import { Kyc, VerificationRow } from "../kyc/index.ts";
import { loadCase } from "../onboarding/index.ts";
import { decisionItem } from "./decision.ts";
import { fromClient } from "./read/case.ts";
import type { DismissHit, Review } from "./schema.ts";

/**
 * Sanctions are strict liability, so only who may override dismisses such a match. Errors: `kyc.hit-not-found`,
 * `kyc.hit-dismissed` (with who did), `kyc.check-changed` when the provider reported at the same moment.
 */
export async function dismissHit(
  clientId: string,
  { checkId, hitId }: { checkId: string; hitId: string },
  { reason }: DismissHit,
): Promise<Review> {
  const { userId, name } = requireStaff("kyc:decide");
  const [{ row }, checks] = await Promise.all([loadCase(clientId), Kyc.fromClient(clientId)]);
  const check = checks.find(({ id }) => id === checkId);
  const hit = check?.hits.find(({ id }) => id === hitId);
  if (!check || !hit) throw notFound("kyc.hit");
  if (hit.type === "sanctions") requireStaff("kyc:override");
  if (hit.dismissed) throw dismissedBy(hit.dismissed.byName);
  const dismissed = { by: userId, byName: name, at: nowIso(), reason: reason.trim() };
  const hits = check.hits.map((one) => (one.id === hitId ? { ...one, dismissed } : one));
  const { tenantId, version } = check;
  await transact([
    write(
      VerificationRow.patch({ tenantId, clientId, id: checkId })
        .set({ hits, version: version + 1, updatedAt: nowIso() })
        .where((attr, is) => is.eq(attr.version, version)),
      () => new VisibleError("conflict", "kyc.check-changed", "This check changed in the meantime. Look at it again."),
    ),
    decisionItem(clientId, { kind: "dismiss-hit", reason, details: [hit.type, hit.name] }),
    activity({
      entityType: "onboarding",
      entityId: row.id,
      clientId,
      action: "kyc.hit-dismissed",
      summary: "A match of the screening was dismissed",
    }),
  ]);
  return fromClient(clientId);
}

const dismissedBy = (name: string): VisibleError =>
  new VisibleError("conflict", "kyc.hit-dismissed", `${name} dismissed this match already.`);
