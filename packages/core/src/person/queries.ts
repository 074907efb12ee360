import { requireStaff, tenantId } from "../lib/actor.ts";
import { type Page, type PageQuery, readPage } from "../lib/page.ts";
import { type PersonItem, PersonRow } from "./entity.ts";
import { toPerson } from "./people.ts";
import type { Person } from "./schema.ts";

/** Officers and PSCs of a client, active first, then by name. One request. The caller has checked that the client exists. */
export async function list(clientId: string, query: PageQuery): Promise<Page<Person>> {
  requireStaff("client:read");
  const rows = PersonRow.query.byRank({ tenantId: tenantId(), clientId });
  const page = await readPage(() => rows.go({ limit: query.limit, cursor: query.cursor ?? null }));
  return { ...page, items: page.items.map(toPerson) };
}

/** Every person of a client, read strongly: for comparing with the register. A request per megabyte. */
export async function rowsOf(clientId: string): Promise<PersonItem[]> {
  const { data } = await PersonRow.query
    .byId({ tenantId: tenantId(), clientId })
    .go({ pages: "all", consistent: true });
  return data;
}
