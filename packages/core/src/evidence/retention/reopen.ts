/** A new case for a client who was rejected or has left: the clock that would delete the evidence stops. */
import { requireStaff, tenantId } from "../../lib/actor.ts";
import { VisibleError } from "../../lib/error.ts";
import { type TransactItem, write } from "../../lib/table/transact.ts";
import { Invitation } from "../../invitation/index.ts";
import { decide } from "../../review/commands.ts";
import { fromClient } from "../../review/read/case.ts";
import type { Reopen, Review } from "../../review/schema.ts";
import { CertificateRow, RetentionRow } from "../entity.ts";

/**
 * Opens the case, invites the person named, and logs the reason, at once. The earlier evidence and decisions stay, and are
 * kept until five years after the end of the new relationship: they are part of knowing this client. Errors: those of
 * `Invitation.create` and `onboarding.cannot-reopened`; `evidence.purging` while the earlier evidence is being deleted.
 */
export async function reopen(clientId: string, { version, reason, name, email }: Reopen): Promise<Review> {
  requireStaff("kyc:decide");
  await Invitation.send({ clientId, name, email }, "onboarding-invitation", async (items, who) => {
    const clock = await stopped(clientId);
    const decision = { kind: "reopened", reason, details: [who.email] } as const;
    await decide(clientId, { type: "reopened", reason, ...who }, version, decision, () => [...clock, ...items]);
  });
  return fromClient(clientId);
}

const purging = (): VisibleError =>
  new VisibleError(
    "conflict",
    "evidence.purging",
    "The evidence of the earlier relationship is being deleted at this moment. Try again in a few minutes.",
  );

/** The writes that stop the clock; the certificate of what was deleted is put aside. */
async function stopped(clientId: string): Promise<TransactItem[]> {
  const key = { tenantId: tenantId(), clientId };
  const { data } = await RetentionRow.get(key).go({ consistent: true });
  if (!data) return [];
  const { status, certificate } = data;
  if (status === "purging") throw purging();
  const gone = write(
    RetentionRow.delete(key).where(({ status: now }, is) => is.eq(now, certificate ? "purged" : "kept")),
    purging,
  );
  if (!certificate) return [gone];
  return [gone, write(CertificateRow.create({ ...key, purgedAt: certificate.purgedAt, certificate }))];
}
