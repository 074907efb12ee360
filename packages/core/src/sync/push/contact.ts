/** Pushing clients as contacts: one batch of rows. */
import { ClientRow, type ClientItem } from "../../client/entity.ts";
import { type ContactPut, type Outcome, Xero, type XeroContact } from "../../provider/xero/index.ts";
import { decideContact, nameTaken } from "../decide/contact.ts";
import { type ContactFields, contactOfClient, contactOfXero } from "../field/contact.ts";
import { hashOf } from "../../outbox/merge.ts";
import type { SyncItem } from "../../outbox/record.ts";
import { inChunks } from "./chunk.ts";
import { done } from "./done.ts";
import { ask, type Push, send, type Sent, type Wanted } from "./send.ts";
import type { Settled } from "./settle.ts";
import { linkOf, rejected, resultOf, withTheirs } from "./sides.ts";

const SIDES = { ours: contactOfClient, theirs: contactOfXero };

interface Known {
  row: SyncItem;
  client: ClientItem;
  /** As Xero has it; null when it has none by our link. */
  theirs?: XeroContact | null | undefined;
}

export async function pushContacts(push: Push, rows: readonly SyncItem[]): Promise<void> {
  const { known, settled } = await read(push, rows);
  const creates: Wanted<ContactPut>[] = [];
  const updates: Wanted<ContactPut & { id: string }>[] = [];
  for (const one of known) {
    const { row, client, theirs } = one;
    const link =
      row.xeroId === undefined ? null : { xeroId: row.xeroId, base: (row.base ?? null) as ContactFields | null };
    const decision = decideContact({ client, link, theirs });
    if (decision.action === "create") creates.push({ row, put: decision.put });
    else if (decision.action === "update") updates.push({ row, put: decision.put });
    else settled.push({ row, result: resultOf(push, SIDES, { row, ours: client, theirs }, decision) });
  }
  await done(push, settled);
  const clients = new Map(known.map(({ row, client }) => [row.id, client]));
  const created = await send(push, creates, Xero.createContacts);
  await done(push, await afterCreate(push, created, clients));
  const updated = await send(push, updates, Xero.updateContacts);
  await done(
    push,
    updated.map((one) => settledOf(push, one, clients)),
  );
}

/** Our clients, and for the linked ones that changed what Xero has. Rows whose last try is unknown are looked up by our id. */
async function read(push: Push, rows: readonly SyncItem[]): Promise<{ known: Known[]; settled: Settled[] }> {
  const { data } = await ClientRow.get(rows.map(({ tenantId, id }) => ({ tenantId, id }))).go({ consistent: true });
  const clients = new Map(data.map((client) => [client.id, client]));
  const settled: Settled[] = [];
  const known: Known[] = [];
  for (const row of rows) {
    const client = clients.get(row.id);
    if (!client || row.hold === "ignored") settled.push({ row, result: { kind: "ignored" } });
    else if (
      row.xeroId !== undefined &&
      row.attemptKey === undefined &&
      row.hold === undefined &&
      hashOf(contactOfClient(client)) === row.lastPushedHash
    )
      settled.push({ row, result: { kind: "synced" } });
    else known.push({ row, client });
  }
  return {
    settled,
    known: await withTheirs(push, SIDES, known, {
      maxIds: Xero.MAX_IDS,
      byIds: (ids) => ask(push, (access) => Xero.contactsByIds(access, ids)),
      byReference: (unsure) =>
        foundByNumber(
          push,
          unsure.map(({ row }) => row.id),
        ),
    }),
  };
}

async function foundByNumber(push: Push, ids: readonly string[]): Promise<Map<string, XeroContact>> {
  const found = await inChunks(ids, Xero.MAX_TERMS, (numbers) =>
    ask(push, (access) => Xero.contactsByNumber(access, numbers)),
  );
  return new Map(found.flatMap((contact) => (contact.number === null ? [] : [[contact.number, contact]])));
}

/** Active contacts by name, in lower case: Xero lets a name be used once among them. */
async function holdersOf(push: Push, names: readonly string[]): Promise<Map<string, XeroContact>> {
  const found = await inChunks([...new Set(names)], Xero.MAX_TERMS, (some) =>
    ask(push, (access) => Xero.contactsByName(access, some)),
  );
  return new Map(
    found.flatMap((contact) => (contact.status === "ACTIVE" ? [[contact.name.toLowerCase(), contact] as const] : [])),
  );
}

/**
 * A new contact may be refused because an earlier try, of which we know nothing, has made it: then it is ours. Or because its name
 * is another's, which Xero says in words alone: then the client has to be linked or renamed.
 */
async function afterCreate(
  push: Push,
  sent: readonly Sent<ContactPut, XeroContact>[],
  clients: ReadonlyMap<string, ClientItem>,
): Promise<Settled[]> {
  const refused = sent.filter(({ outcome }) => !outcome.ok).map(({ row }) => row.id);
  const found = await foundByNumber(push, refused);
  const unknown = refused.filter((id) => !found.has(id));
  const holders = await holdersOf(
    push,
    unknown.flatMap((id) => clients.get(id)?.name ?? []),
  );
  return sent.map((one) => {
    const holder = unknown.includes(one.row.id) && holders.get(clients.get(one.row.id)?.name.toLowerCase() ?? "");
    if (holder) {
      const { code, words } = nameTaken(holder);
      return { row: one.row, result: { kind: "error", code, message: words } };
    }
    const ours = one.outcome.ok ? undefined : found.get(one.row.id);
    const outcome: Outcome<XeroContact> = ours ? { ok: true, record: ours } : one.outcome;
    return settledOf(push, { ...one, outcome }, clients);
  });
}

function settledOf(
  push: Push,
  { row, outcome }: Sent<unknown, XeroContact>,
  clients: ReadonlyMap<string, ClientItem>,
): Settled {
  const client = clients.get(row.id);
  if (!outcome.ok || !client) return { row, result: rejected(outcome) };
  return { row, result: { kind: "synced", link: linkOf(push, SIDES, client, outcome.record) } };
}
