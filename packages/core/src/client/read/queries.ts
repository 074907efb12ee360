import { type Page, readPage } from "../../lib/page.ts";
import { requirePortal, requireStaff, tenantId } from "../../lib/actor.ts";
import { Person } from "../../person/index.ts";
import type { PersonList } from "../../person/schema.ts";
import type { PageQuery } from "../../lib/page.ts";
import { type ClientItem, ClientRow } from "../entity.ts";
import { addressOf, load, loadRow } from "./load.ts";
import type { Client, ClientListItem, ClientQuery, ClientStatus, PortalClient } from "../schema.ts";
import { search } from "./search.ts";
import { withGlance } from "../../outbox/glance.ts";
import { toClient, toSummary } from "../rule/view.ts";

/**
 * The firm's clients by name. Without `status` archived ones are left out. With `q`: clients with a word that begins so,
 * by name when they fit one page, otherwise by the word found. Two requests; with `q` three or four, at most seven.
 */
export async function list(query: ClientQuery): Promise<Page<ClientListItem>> {
  requireStaff("client:read");
  const page = query.q ? await found(query.q, query) : await listed(query);
  return { ...page, items: await withGlance("contact", page.items.map(toSummary), ({ id }) => id) };
}

function listed(query: ClientQuery): Promise<Page<ClientItem>> {
  const { status } = query;
  const rows = status
    ? ClientRow.query.byStatus({ tenantId: tenantId(), status })
    : ClientRow.query.byName({ tenantId: tenantId(), shelf: "current" });
  return readPage(() => rows.go({ limit: query.limit, cursor: query.cursor ?? null }));
}

async function found(q: string, { limit, cursor, status }: ClientQuery): Promise<Page<ClientItem>> {
  const wants = (row: { status: ClientStatus }) => (status ? row.status === status : row.status !== "archived");
  const { clientIds, nextCursor, all } = await search(tenantId(), { q, limit, cursor, wants });
  const rows = await rowsById(clientIds);
  return { items: all ? rows.toSorted((a, b) => (a.nameKey < b.nameKey ? -1 : 1)) : rows, nextCursor };
}

/** Clients by id, in that order; at most 100. One request. */
export async function rowsById(ids: readonly string[]): Promise<ClientItem[]> {
  if (ids.length === 0) return [];
  const keys = ids.map((id) => ({ tenantId: tenantId(), id }));
  const { data } = await ClientRow.get(keys).go({ preserveBatchOrder: true });
  return data.filter((row) => row !== null);
}

/** What clients of the actor's firm are called, by id; at most 100. One request. */
export async function clientNames(ids: readonly string[]): Promise<Map<string, string>> {
  const rows = await rowsById([...new Set(ids)]);
  return new Map(rows.map((row) => [row.id, row.name]));
}

/** One client, with what became of mail to its contact. Three requests. */
export async function fromId(id: string): Promise<Client> {
  requireStaff("client:read");
  const { row, contact } = await load(id);
  const address = await addressOf(contact);
  return toClient(row, contact, address);
}

/** Officers and PSCs of a client, with when the register was last read. Two requests. */
export async function people(id: string, query: PageQuery): Promise<PersonList> {
  requireStaff("client:read");
  const [row, page] = await Promise.all([loadRow(id), Person.list(id, query)]);
  return { ...page, fetchedAt: row.registerFetchedAt ?? null, complete: row.peopleComplete };
}

const MAX_OF_PORTAL = 100;

/** The clients that the signed-in portal user may see, by name; archived ones are left out. One request. */
export async function ofPortal(): Promise<PortalClient[]> {
  const { clientIds } = requirePortal();
  const rows = (await rowsById(clientIds.slice(0, MAX_OF_PORTAL))).filter((row) => row.status !== "archived");
  return rows
    .toSorted((a, b) => (a.nameKey < b.nameKey ? -1 : 1))
    .map((row) => ({
      id: row.id,
      name: row.name,
      companyNumber: row.companyNumber ?? null,
      onboarding: row.status === "onboarding",
    }));
}
