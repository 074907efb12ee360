/** Matching at the first connect: which contact of Xero's each client is, so that nobody is there twice. */
import { QueryCommand } from "@aws-sdk/lib-dynamodb";
import { activity } from "../../activity/index.ts";
import { ClientRow } from "../../client/entity.ts";
import { callXero, updateIntegrationConfig } from "../../connection/index.ts";
import { requireStaff } from "../../lib/actor.ts";
import { nowIso } from "../../lib/clock.ts";
import { notFound, VisibleError } from "../../lib/error.ts";
import { readPage } from "../../lib/page.ts";
import { documents, tableName } from "../../lib/table/table.ts";
import { transact, write } from "../../lib/table/transact.ts";
import { Xero, type XeroContact } from "../../provider/xero/index.ts";
import { markContact } from "../../client/mark.ts";
import { contactOfClient, contactOfXero } from "../field/contact.ts";
import { inChunks } from "../push/chunk.ts";
import { tell } from "../push/entity.ts";
import { linkKeys, nudgeLane, type SyncItem, SyncRow } from "../record.ts";
import type { ContactChoice, MatchDecision, MatchItem, MatchQuery, SetupState } from "../schema.ts";
import { type FirmSync, firmSync } from "../setup/read.ts";
import { blockedWords } from "../setup/words.ts";
import { visibly } from "../visible.ts";
import { suggestionsFor, toChoice, type Wanted } from "./suggest.ts";

async function connected(tenantId: string): Promise<FirmSync> {
  const firm = await firmSync(tenantId);
  if (firm.state !== "not-connected") return firm;
  throw new VisibleError("conflict", "xero.not-connected", blockedWords("not-connected"));
}

/** Clients that are not linked, with whom each may be in Xero: at most four calls to Xero a page. */
export async function listMatches(
  query: MatchQuery,
): Promise<{ items: MatchItem[]; nextCursor: string | null; state: SetupState }> {
  const { tenantId } = requireStaff("client:read");
  const firm = await connected(tenantId);
  const page = await readPage(() =>
    SyncRow.query
      .byKind({ tenantId })
      .begins({ kind: "contact" })
      .where((row, is) => is.notExists(row.xeroId))
      .go({ limit: query.limit, cursor: query.cursor ?? null }),
  );
  const ids = page.items.map(({ id }) => ({ tenantId, id }));
  const clients = ids.length === 0 ? [] : (await ClientRow.get(ids).go({ consistent: true })).data;
  const live = clients
    .filter(({ status }) => status !== "archived")
    .toSorted((a, b) => (a.nameKey < b.nameKey ? -1 : 1));
  const wanted = live.map((client): Wanted => {
    const { name, email, companyNumber } = contactOfClient(client);
    return { clientId: client.id, name: name ?? "", email, companyNumber };
  });
  const contacts = await candidates(tenantId, wanted);
  const held = new Map(page.items.map((row) => [row.id, row.hold === "ignored"]));
  return {
    state: firm.state,
    nextCursor: page.nextCursor,
    items: wanted.map((one) => ({
      ...one,
      ignored: held.get(one.clientId) ?? false,
      suggestions: suggestionsFor(one, contacts),
    })),
  };
}

/** Contacts with one of these numbers, company numbers, addresses or names. */
async function candidates(tenantId: string, wanted: readonly Wanted[]): Promise<XeroContact[]> {
  const given = (values: readonly (string | null)[]): string[] => [
    ...new Set(values.filter((value) => value !== null)),
  ];
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
  const found = await visibly(() => callXero(tenantId, "interactive", (access) => Xero.searchContacts(access, q)));
  return found.slice(0, 20).map(toChoice);
}

/**
 * Keeps decisions: linked clients take the contact's id at once, their differences go to Xero with the next push. Errors:
 * `client.not-found`, `xero.contact-gone`, `xero.contact-taken`.
 */
export async function decideMatches(decisions: readonly MatchDecision[]): Promise<{ decided: number }> {
  const { tenantId } = requireStaff("settings:manage");
  const firm = await connected(tenantId);
  const linking = decisions.flatMap((one) => (one.action === "link" ? [one.contactId] : []));
  const contacts = await inChunks([...new Set(linking)], Xero.MAX_IDS, (ids) =>
    visibly(() => callXero(tenantId, "interactive", (access) => Xero.contactsByIds(access, ids))),
  );
  const byId = new Map(contacts.map((contact) => [contact.id, contact]));
  for (const decision of decisions) {
    if (decision.action === "link") await link(tenantId, firm, decision.clientId, byId.get(decision.contactId));
    else await hold(tenantId, decision.clientId, decision.action === "ignore");
  }
  await nudgeLane(tenantId);
  return { decided: decisions.length };
}

async function link(
  tenantId: string,
  firm: FirmSync,
  clientId: string,
  contact: XeroContact | undefined,
): Promise<void> {
  const { data: client } = await ClientRow.get({ tenantId, id: clientId }).go({ consistent: true });
  if (!client) throw notFound("client");
  if (contact?.status !== "ACTIVE")
    throw new VisibleError(
      "conflict",
      "xero.contact-gone",
      "This contact is not active in Xero any more. Choose another.",
    );
  const holder = await linkedWith(tenantId, firm.xeroTenantId, contact.id);
  if (holder && holder.id !== clientId)
    throw new VisibleError(
      "conflict",
      "xero.contact-taken",
      `${contact.name} is linked with ${holder.label} already. A contact is one client.`,
    );
  const [ours, theirs] = [contactOfClient(client), contactOfXero(contact)];
  // What is filled in here goes to Xero; what is empty here keeps what Xero has, and the next pull takes it.
  const base = Object.fromEntries(
    Object.entries(theirs).map(([field, value]) => [field, ours[field as keyof typeof ours] === null ? null : value]),
  );
  await transact([markContact(client, { released: true })]);
  await transact([
    write(
      SyncRow.patch({ tenantId, kind: "contact", id: clientId })
        .set({ ...linkKeys(tenantId, "contact", firm.xeroTenantId, contact.id), base })
        .remove(["hold", "attemptKey", "errorCode", "errorMessage"]),
    ),
    write(ClientRow.patch({ tenantId, id: clientId }).set({ xeroContactId: contact.id, xeroSyncStatus: "pending" })),
    activity({
      entityType: "client",
      entityId: clientId,
      clientId,
      action: "xero.client-linked",
      summary: `Linked with the contact ${contact.name} in Xero`,
    }),
  ]);
}

/** Leaves a client out of Xero, or lets it be created there. */
async function hold(tenantId: string, clientId: string, ignored: boolean): Promise<void> {
  const { data: client } = await ClientRow.get({ tenantId, id: clientId }).go({ consistent: true });
  if (!client) throw notFound("client");
  await transact([markContact(client, { released: true })]);
  const patch = SyncRow.patch({ tenantId, kind: "contact", id: clientId });
  const row = { tenantId, kind: "contact", id: clientId } as SyncItem;
  await transact([
    write(
      ignored
        ? patch.set({ hold: "ignored", errorMessage: "Left out of Xero by choice." })
        : patch.remove(["hold", "errorMessage"]),
    ),
    ...tell(row, { status: ignored ? null : "pending", error: null }),
  ]);
}

/** The client that a contact is linked with. One request. */
async function linkedWith(tenantId: string, xeroTenantId: string, xeroId: string): Promise<SyncItem | null> {
  const { gsi3pk, gsi3sk } = linkKeys(tenantId, "contact", xeroTenantId, xeroId);
  const { Items = [] } = await documents.send(
    new QueryCommand({
      TableName: tableName(),
      IndexName: "gsi3",
      KeyConditionExpression: "gsi3pk = :pk AND gsi3sk = :sk",
      ExpressionAttributeValues: { ":pk": gsi3pk, ":sk": gsi3sk },
      Limit: 1,
    }),
  );
  return (Items[0] as SyncItem | undefined) ?? null;
}

/** The firm says that everybody is matched: whoever is not linked is new to Xero. The push may run from now on. */
export async function finishMatching(): Promise<{ state: SetupState }> {
  const { tenantId } = requireStaff("settings:manage");
  await connected(tenantId);
  await updateIntegrationConfig(tenantId, "xero", (config) => ({ ...config, matchedAt: config.matchedAt ?? nowIso() }));
  await transact([
    activity({
      entityType: "integration",
      entityId: "xero",
      action: "xero.matching-finished",
      summary: "Clients and Xero's contacts matched",
    }),
  ]);
  await nudgeLane(tenantId);
  return { state: (await firmSync(tenantId)).state };
}
