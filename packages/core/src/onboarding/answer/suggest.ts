/** Answers that the firm knows already, for the client to check. */
import type { ClientItem } from "../../client/entity.ts";
import { readOnDocuments } from "./document.ts";
import { inRegister } from "./register.ts";
import type { Suggestion } from "./suggestion.ts";

/** From the identity papers and from the register: they are about different questions. Two requests, at once. */
export async function suggestionsFor(client: ClientItem): Promise<Suggestion[]> {
  const [read, registered] = await Promise.all([readOnDocuments(client.id), inRegister(client)]);
  return [...read, ...registered];
}
