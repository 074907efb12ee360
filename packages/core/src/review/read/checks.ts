/** A client's identity checks as a reviewer sees them, newest first. */
import { Kyc, type VerificationItem } from "../../kyc/index.ts";
import type { Check } from "../rule/hit.ts";

/** One request. */
export const checksOf = async (clientId: string): Promise<Check[]> => (await Kyc.fromClient(clientId)).map(toCheck);

export function toCheck(row: VerificationItem): Check {
  const { document, face, liveness } = row;
  return {
    id: row.id,
    status: row.status,
    outcome: row.outcome ?? null,
    mode: row.mode ?? "live",
    startedAt: row.createdAt,
    completedAt: row.completedAt ?? null,
    reason: row.reason ?? null,
    document: document
      ? { type: document.type, number: document.number, expiryOn: document.expiryDate, verified: document.verified }
      : null,
    face: face ?? null,
    liveness: liveness ?? null,
    amlStatus: row.amlStatus ?? null,
    hits: row.hits.map(({ id, type, name, detail, dismissed }) => ({
      id,
      checkId: row.id,
      type,
      name,
      detail: detail || null,
      dismissed: dismissed ?? null,
    })),
    costPence: row.costPence,
  };
}
