/** An identity check that no provider made: a person of the firm saw documents, and screened the name themselves. Pure. */
import type { StaffActor } from "../lib/actor.ts";
import { nowIso } from "../lib/clock.ts";
import { newId } from "../lib/id.ts";
import type { VerificationItem } from "./entity.ts";
import type { ByHand } from "./schema.ts";

/**
 * A pass when the document was in date and the screening clear; otherwise a referral, which stands against an approval like any
 * other (core/review/rule/against.ts).
 */
export function checkByHand(
  client: { tenantId: string; id: string; name: string },
  { document, person, certifier, screening, way, seenOn, documentIds }: ByHand,
  { userId, name }: StaffActor,
): VerificationItem {
  const at = nowIso();
  const isInDate = document.expiresOn === null || document.expiresOn >= seenOn;
  return {
    tenantId: client.tenantId,
    clientId: client.id,
    id: newId("kyc"),
    clientName: client.name,
    version: 1,
    wire: "hand",
    costPence: 0,
    attempt: 0,
    status: "completed",
    outcome: isInDate && screening.clear ? "pass" : "refer",
    document: {
      type: document.type,
      number: document.number,
      expiryDate: document.expiresOn,
      issuingCountry: document.issuedBy,
      verified: isInDate,
    },
    person: { given: person.givenNames, family: person.surname, dateOfBirth: person.bornOn, address: null },
    amlStatus: screening.clear ? "clear" : "match",
    ...(isInDate ? {} : { reason: "The document had expired when it was seen." }),
    hits: [],
    hand: { way, by: userId, byName: name, seenOn, certifier, screening, documentIds: [...documentIds] },
    events: [],
    files: [],
    filesState: "none",
    refreshTries: 0,
    filesTries: 0,
    completedAt: at,
    createdAt: at,
    updatedAt: at,
  };
}
