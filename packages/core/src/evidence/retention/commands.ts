/** The end of a relationship starts the clock; a legal hold stops what it would do. */
import { requireStaff, tenantId } from "../../lib/actor.ts";
import { nowIso } from "../../lib/clock.ts";
import { VisibleError } from "../../lib/error.ts";
import { dueKeys } from "../../lib/table/due.ts";
import { type TransactItem, write } from "../../lib/table/transact.ts";
import { decide } from "../../review/commands.ts";
import type { Reasoned, Review } from "../../review/schema.ts";
import { type RetentionItem, RetentionRow } from "../entity.ts";
import { EVIDENCE_QUEUE } from "../want.ts";
import { listKeys, noticeAtBefore, purgeAtAfter, retentionId } from "./clock.ts";

/** Ends the relationship: the case is closed, and its evidence is deleted five years and a day later. */
export async function endRelationship(clientId: string, { version, reason }: Reasoned): Promise<Review> {
  requireStaff("client:archive");
  const kind = "ended";
  return decide(clientId, { type: kind, reason }, version, { kind, reason }, (after) => {
    const { relationshipEndedAt = nowIso(), clientName, legalHold } = after;
    const [firm, id, purgeAt] = [tenantId(), retentionId(clientId), purgeAtAfter(relationshipEndedAt)];
    const clock: RetentionItem = {
      tenantId: firm,
      clientId,
      clientName,
      id,
      status: "kept",
      relationshipEndedAt,
      purgeAt,
      held: legalHold !== undefined,
      ...dueKeys(EVIDENCE_QUEUE, noticeAtBefore(purgeAt), id),
      ...listKeys(firm, purgeAt, clientId),
    };
    return [write(RetentionRow.create(clock))];
  });
}

/** Nothing of this client is deleted until the hold is released. Error: `evidence.purged` once it has begun. */
export async function hold(clientId: string, { version, reason }: Reasoned): Promise<Review> {
  requireStaff("kyc:override");
  const { data } = await RetentionRow.get({ tenantId: tenantId(), clientId }).go({ consistent: true });
  if (data && data.status !== "kept") throw tooLate();
  const kind = "held";
  return decide(clientId, { type: kind, reason }, version, { kind, reason }, () =>
    data ? [heldIs(clientId, true)] : [],
  );
}

export async function release(clientId: string, { version, reason }: Reasoned): Promise<Review> {
  requireStaff("kyc:override");
  const { data } = await RetentionRow.get({ tenantId: tenantId(), clientId }).go({ consistent: true });
  const kind = "released";
  return decide(clientId, { type: kind, reason }, version, { kind, reason }, () =>
    data?.status === "kept" ? [heldIs(clientId, false)] : [],
  );
}

const tooLate = (): VisibleError =>
  new VisibleError("gone", "evidence.purged", "The evidence of this client has been deleted already.");

/** The purge and a hold may meet: one of them comes first. */
const heldIs = (clientId: string, held: boolean): TransactItem =>
  write(
    RetentionRow.patch({ tenantId: tenantId(), clientId })
      .set({ held })
      .where((row, is) => is.eq(row.status, "kept")),
    tooLate,
  );
