/** The end of a relationship starts the clock; a legal hold stops what it would do. */
import { requireStaff, tenantId } from "../../lib/actor.ts";
import { nowIso } from "../../lib/clock.ts";
import { VisibleError } from "../../lib/error.ts";
import { dueKeys } from "../../lib/table/due.ts";
import { type TransactItem, write } from "../../lib/table/transact.ts";
import { decide } from "../../review/commands.ts";
import type { Reasoned, Review } from "../../review/schema.ts";
import { RetentionRow } from "../entity.ts";
import { EVIDENCE_QUEUE } from "../want.ts";
import { purgeAtAfter, retentionId } from "./clock.ts";

/** Ends the relationship: the case is closed, and its evidence is deleted five years and a day later. */
export async function endRelationship(clientId: string, { version, reason }: Reasoned): Promise<Review> {
  requireStaff("client:archive");
  const kind = "ended";
  return decide(clientId, { type: kind, reason }, version, { kind, reason }, ({ relationshipEndedAt = nowIso() }) => {
    const id = retentionId(clientId);
    const purgeAt = purgeAtAfter(relationshipEndedAt);
    const due = dueKeys(EVIDENCE_QUEUE, purgeAt, id);
    return [
      write(
        RetentionRow.create({
          tenantId: tenantId(),
          clientId,
          id,
          status: "kept",
          relationshipEndedAt,
          purgeAt,
          ...due,
        }),
      ),
    ];
  });
}

/** Nothing of this client is deleted until the hold is released. Error: `evidence.purged` once it has begun. */
export async function hold(clientId: string, { version, reason }: Reasoned): Promise<Review> {
  requireStaff("kyc:override");
  const { data } = await RetentionRow.get({ tenantId: tenantId(), clientId }).go({ consistent: true });
  if (data && data.status !== "kept") throw tooLate();
  const kind = "held";
  return decide(clientId, { type: kind, reason }, version, { kind, reason }, () => (data ? [stillKept(clientId)] : []));
}

export async function release(clientId: string, { version, reason }: Reasoned): Promise<Review> {
  requireStaff("kyc:override");
  return decide(clientId, { type: "released", reason }, version, { kind: "released", reason });
}

const tooLate = (): VisibleError =>
  new VisibleError("gone", "evidence.purged", "The evidence of this client has been deleted already.");

/** The purge and a hold may meet: one of them comes first. */
const stillKept = (clientId: string): TransactItem =>
  write(
    RetentionRow.patch({ tenantId: tenantId(), clientId })
      .set({ status: "kept" })
      .where((row, is) => is.eq(row.status, "kept")),
    tooLate,
  );
