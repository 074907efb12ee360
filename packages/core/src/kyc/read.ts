/** Reads checks: those of a client, strongly and newest first, or one of them by whatever id somebody names. */
import { tenantId } from "../lib/actor.ts";
import { PlaceRow, type VerificationItem, VerificationRow } from "./entity.ts";

/** More checks than any client has: three a review, and a review a year. */
const MOST = 50;

/** Every check of a client of the actor's firm, newest first; empty for someone else's. One request. */
export async function fromClient(clientId: string): Promise<VerificationItem[]> {
  const { data } = await VerificationRow.query
    .byClient({ tenantId: tenantId(), clientId })
    .go({ order: "desc", limit: MOST, consistent: true });
  return data;
}

/** One check of the actor's firm; null when there is none. One request. */
export async function loadCheck(clientId: string, id: string): Promise<VerificationItem | null> {
  return (await VerificationRow.get({ tenantId: tenantId(), clientId, id }).go({ consistent: true })).data;
}

/** Whose check an id of the provider's or ours is, whatever firm's; null for one nobody knows. One request. */
export async function placeOf(ref: string): Promise<{ tenantId: string; clientId: string; id: string } | null> {
  const { data } = await PlaceRow.get({ ref }).go({ consistent: true });
  return data && { tenantId: data.tenantId, clientId: data.clientId, id: data.verificationId };
}
