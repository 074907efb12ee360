/**
 * One refresh at a time for a firm, over all Lambdas: a lease on the row itself, taken and given back by conditional writes.
 * A holder that dies loses it in seconds, and the next one finishes with Xero's 30 minutes of grace for a lost answer.
 */
import { isoIn, nowIso, SECOND_MS } from "../../lib/clock.ts";
import type { XeroCredentials } from "../credentials.ts";
import { type IntegrationItem, IntegrationRow } from "../entity.ts";
import { held, withPair } from "../settings.ts";

/** Well over the exchange's 8 s and its write, so that a living holder keeps it. */
export const LEASE_MS = 20 * SECOND_MS;

const key = (row: IntegrationItem) => ({ tenantId: row.tenantId, integrationType: "xero" as const });

/** Takes the lease on the pair that was read. False when somebody has it, or the pair is a newer one by now. */
export const takeLease = (row: IntegrationItem, owner: string): Promise<boolean> =>
  held(
    IntegrationRow.patch(key(row))
      .set({ leaseOwner: owner, leaseUntil: isoIn(LEASE_MS) })
      .where(
        (attr, is) =>
          `${is.eq(attr.tokenVersion, row.tokenVersion)} AND ${is.eq(attr.state, "connected")} AND (${is.notExists(attr.leaseOwner)} OR ${is.lte(attr.leaseUntil, nowIso())})`,
      ),
  );

/** Gives the lease back without a new pair; no harm when it is somebody else's by now. */
export const releaseLease = (row: IntegrationItem, owner: string): Promise<boolean> =>
  held(
    IntegrationRow.patch(key(row))
      .remove(["leaseOwner", "leaseUntil"])
      .where((attr, is) => is.eq(attr.leaseOwner, owner)),
  );

/**
 * Stores the new pair and gives the lease back. A holder that was so slow that it lost its lease still stores a pair nobody
 * else has replaced: where Xero takes a refresh token only once, it is the only good one there is. Whoever has the lease by
 * then got a later pair, and stores that over it. False when the pair is of no use any more.
 */
export async function savePair(row: IntegrationItem, owner: string, credentials: XeroCredentials): Promise<boolean> {
  const pair = withPair(row, credentials);
  const mine = IntegrationRow.patch(key(row))
    .set(pair)
    .add({ tokenVersion: 1 })
    .remove(["leaseOwner", "leaseUntil"])
    .where((attr, is) => `${is.eq(attr.leaseOwner, owner)} AND ${is.eq(attr.state, "connected")}`);
  if (await held(mine)) return true;
  const late = IntegrationRow.patch(key(row))
    .set(pair)
    .add({ tokenVersion: 1 })
    .where((attr, is) => `${is.eq(attr.tokenVersion, row.tokenVersion)} AND ${is.eq(attr.state, "connected")}`);
  return held(late);
}
