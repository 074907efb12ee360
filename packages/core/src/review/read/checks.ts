/** A client's identity checks as a reviewer sees them, newest first. */
import { Kyc, type VerificationItem } from "../../kyc/index.ts";
import { isTestDocument } from "../../kyc/rule/checks.ts";
import { remedyOf } from "../../provider/lem-verify/remedy.ts";
import type { Check } from "../rule/hit.ts";

/** One request. */
export const checksOf = async (clientId: string): Promise<Check[]> => (await Kyc.fromClient(clientId)).map(toCheck);

export function toCheck(row: VerificationItem): Check {
  const { document, mode, wire, hits } = row;
  const isTold = wire !== "published";
  return {
    id: row.id,
    status: row.status,
    outcome: row.outcome ?? null,
    mode: mode ?? "live",
    startedAt: row.createdAt,
    completedAt: row.completedAt ?? null,
    reason: row.reason ?? null,
    remedy: row.status === "failed" ? remedyOf(row.errorCode) : null,
    document: document
      ? {
          type: document.type,
          number: document.number,
          expiryOn: document.expiryDate,
          verified: document.verified,
          isTest: isTestDocument(document.number, mode),
        }
      : null,
    face: isTold ? (row.face ?? null) : null,
    liveness: isTold ? (row.liveness ?? null) : null,
    amlStatus: isTold || hits.length > 0 ? (row.amlStatus ?? null) : null,
    hits: hits.map(({ id, type, name, detail, dismissed }) => ({
      id,
      checkId: row.id,
      type,
      name,
      detail: detail || null,
      dismissed: dismissed ?? null,
    })),
    costPence: row.wire === "hand" ? null : row.costPence,
    hand: row.hand ?? null,
  };
}
