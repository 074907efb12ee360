/** Reads the case of one client, strongly. Someone else's and none at all are the same 404. */
import { type ClientItem } from "../client/entity.ts";
import { loadClient } from "../client/index.ts";
import { requirePortal, tenantId, useActor } from "../lib/actor.ts";
import { notFound } from "../lib/error.ts";
import { type CaseItem, CaseRow } from "../case/entity.ts";
import { freshCase } from "../case/open.ts";

export interface LoadedCase {
  client: ClientItem;
  row: CaseItem;
  /** Whether the row is in the table: a client from before there were cases has one from its first event on. */
  isStored: boolean;
}

/** The client and its case, as it would begin when there is none yet. A portal user sees their own clients only. Two requests, at once. */
export async function loadCase(clientId: string): Promise<LoadedCase> {
  if (useActor().kind === "portal" && !requirePortal().clientIds.includes(clientId)) throw notFound("client");
  const [client, { data }] = await Promise.all([
    loadClient(clientId),
    CaseRow.get({ tenantId: tenantId(), clientId }).go({ consistent: true }),
  ]);
  return { client, row: data ?? freshCase(client), isStored: data !== null };
}
