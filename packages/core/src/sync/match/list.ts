/** Which contact of Xero's each client is, so that nobody is there twice: clients that are not linked, and whom each may be. */
import { ClientRow } from "../../client/entity.ts";
import { callXero } from "../../connection/index.ts";
import { requireStaff } from "../../lib/actor.ts";
import { type Page, readPage } from "../../lib/page.ts";
import type { XeroContact } from "../../provider/xero/index.ts";
import { contactOfClient } from "../field/contact.ts";
import { inChunks } from "../push/chunk.ts";
import { type SyncItem, SyncRow } from "../../outbox/record.ts";
import type { ContactChoice, MatchPage, MatchQuery } from "../schema.ts";
import { visibly } from "../visible.ts";
import { connected, holderOf, isBroken, isUnlinked, LOST } from "./link.ts";
import { suggest, toChoice, type Wanted } from "./suggest.ts";

/** At most four calls to Xero a page, however many clients it has. Errors: `xero.not-connected`, `xero.unavailable`, `xero.limit`. */
export async function listMatches(query: MatchQuery): Promise<MatchPage> {
  const { tenantId } = requireStaff("client:read");
  const firm = await connected(tenantId);
  const page = await unlinked(tenantId, query);
  const ids = page.items.map(({ id }) => ({ tenantId, id }));
  const clients = ids.length === 0 ? [] : (await ClientRow.get(ids).go({ consistent: true })).data;
  const wanted = clients
    .filter(({ status }) => status !== "archived")
    .toSorted((a, b) => (a.nameKey < b.nameKey ? -1 : 1))
    .map((client): Wanted => {
      const { name, email, companyNumber } = contactOfClient(client);
      return { clientId: client.id, name: name ?? "", email, companyNumber };
    });
  const found = await candidates(tenantId, wanted);
  const holders = await Promise.all(found.map(({ id }) => holderOf(tenantId, firm.xeroTenantId, id)));
  const suggestions = suggest(
    wanted,
    found.filter((_, index) => !holders[index]),
  );
  const rows = new Map(page.items.map((row) => [row.id, row]));
  return {
    state: firm.state,
    nextCursor: page.nextCursor,
    items: wanted.map((one, index) => ({
      ...one,
      ...standing(rows.get(one.clientId)),
      suggestions: suggestions[index] ?? [],
    })),
  };
}

const standing = (row: SyncItem | undefined) => ({
  decision: row?.hold === "ignored" ? ("ignore" as const) : row?.asNew ? ("create" as const) : null,
  problem: row?.status === "error" ? (row.errorMessage ?? null) : null,
  broken: row !== undefined && isBroken(row),
});

/** Contacts' rows without a link, or with one that leads nowhere any more; the table is read on until the page is full. */
async function unlinked(tenantId: string, { clientId, limit, cursor }: MatchQuery): Promise<Page<SyncItem>> {
  if (clientId !== undefined) {
    const { data } = await SyncRow.get({ tenantId, kind: "contact", id: clientId }).go({ consistent: true });
    return { items: data && isUnlinked(data) ? [data] : [], nextCursor: null };
  }
  return readPage(() =>
    SyncRow.query
      .byKind({ tenantId })
      .begins({ kind: "contact" })
      .where((row, is) =>
        [is.notExists(row.xeroId), is.eq(row.hold, "ignored"), ...LOST.map((code) => is.eq(row.errorCode, code))].join(
          " OR ",
        ),
      )
      .go({ count: limit, cursor: cursor ?? null }),
  );
}

/** Contacts with one of these numbers, company numbers, addresses or names. */
async function candidates(tenantId: string, wanted: readonly Wanted[]): Promise<XeroContact[]> {
  const given = (values: readonly (string | null)[]): string[] => [
    ...new Set(values.filter((value) => value !== null)),
  ];
  const Xero = await import("../../provider/xero/accounting/verb.ts");
  const found: XeroContact[] = [];
  for (const [field, values] of [
    ["ContactNumber", wanted.map(({ clientId }) => clientId)],
    ["CompanyNumber", given(wanted.map(({ companyNumber }) => companyNumber))],
    ["EmailAddress", given(wanted.map(({ email }) => email))],
    ["Name", given(wanted.map(({ name }) => name))],
  ] as const)
    found.push(
      ...(await inChunks(values, Xero.MAX_TERMS, (some) =>
        visibly(() => callXero(tenantId, "interactive", (access) => Xero.contactsWith(access, field, some))),
      )),
    );
  return [
    ...new Map(found.filter(({ status }) => status === "ACTIVE").map((contact) => [contact.id, contact])).values(),
  ];
}

/** Contacts in whose name, address or number the text occurs. One call to Xero. */
export async function searchContacts(q: string): Promise<ContactChoice[]> {
  const { tenantId } = requireStaff("client:read");
  await connected(tenantId);
  const Xero = await import("../../provider/xero/accounting/verb.ts");
  const found = await visibly(() => callXero(tenantId, "interactive", (access) => Xero.searchContacts(access, q)));
  return found.slice(0, 20).map(toChoice);
}
