/** Pushing clients as contacts: one batch of rows. */
import { ClientRow, type ClientItem } from "../../client/entity.ts";
import { type ContactPut, type Outcome, Xero, type XeroContact } from "../../provider/xero/index.ts";
import { decideContact } from "../decide/contact.ts";
import { type ContactFields, contactOfClient, contactOfXero } from "../field/contact.ts";
import { hashOf } from "../field/merge.ts";
import type { SyncItem } from "../record.ts";
import { inChunks } from "./chunk.ts";
import { done } from "./done.ts";
import { ask, type Push, send, type Sent, type Wanted } from "./send.ts";
import type { Link, Result, Settled } from "./settle.ts";

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
    else settled.push({ row, result: resultOf(push, one, decision) });
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
      hashOf(contactOfClient(client)) === row.lastPushedHash
    )
      settled.push({ row, result: { kind: "synced" } });
    else known.push({ row, client });
  }
  const linked = known.filter(({ row }) => row.xeroId !== undefined);
  const theirs = await inChunks(
    linked.map(({ row }) => row.xeroId ?? ""),
    Xero.MAX_IDS,
    (ids) => ask(push, (access) => Xero.contactsByIds(access, ids)),
  );
  const byId = new Map(theirs.map((contact) => [contact.id, contact]));
  const unsure = known.filter(({ row }) => row.xeroId === undefined && row.attemptKey !== undefined);
  const found = await foundByNumber(
    push,
    unsure.map(({ row }) => row.id),
  );
  return {
    settled,
    known: known.map((one) => {
      const { row } = one;
      if (row.xeroId !== undefined) return { ...one, theirs: byId.get(row.xeroId) ?? null };
      const ours = found.get(row.id);
      return ours ? { ...one, row: adopted(push, row, ours), theirs: ours } : one;
    }),
  };
}

async function foundByNumber(push: Push, ids: readonly string[]): Promise<Map<string, XeroContact>> {
  const found = await inChunks(ids, Xero.MAX_TERMS, (numbers) =>
    ask(push, (access) => Xero.contactsByNumber(access, numbers)),
  );
  return new Map(found.flatMap((contact) => (contact.number === null ? [] : [[contact.number, contact]])));
}

/** The row with what was found of it in Xero: what we sent before is what both sides agree on. */
const adopted = (push: Push, row: SyncItem, theirs: XeroContact): SyncItem => ({
  ...row,
  xeroTenantId: push.xeroTenantId,
  xeroId: theirs.id,
  base: contactOfXero(theirs),
  keyGroup: row.keyGroup + 1,
});

const linkOf = (push: Push, client: ClientItem, theirs: XeroContact): Link => ({
  xeroTenantId: push.xeroTenantId,
  xeroId: theirs.id,
  ours: contactOfClient(client),
  theirs: contactOfXero(theirs),
  updatedAt: theirs.updatedAt,
});

function resultOf(push: Push, { row, client, theirs }: Known, decision: ReturnType<typeof decideContact>): Result {
  if (decision.action === "refuse")
    return {
      kind: "error",
      code: decision.reasons[0].code,
      message: decision.reasons.map(({ words }) => words).join(" "),
    };
  if (decision.action === "conflict" && theirs)
    return {
      kind: "conflict",
      clashes: decision.clashes,
      theirs: contactOfXero(theirs),
      link: linkOf(push, client, theirs),
    };
  if (row.xeroId === undefined) return { kind: "ignored" };
  return { kind: "synced", ...(theirs ? { link: linkOf(push, client, theirs) } : {}) };
}

/** A new contact may be refused because an earlier try, of which we know nothing, has made it: then it is ours. */
async function afterCreate(
  push: Push,
  sent: readonly Sent<ContactPut, XeroContact>[],
  clients: ReadonlyMap<string, ClientItem>,
): Promise<Settled[]> {
  const refused = sent.filter(({ outcome }) => !outcome.ok).map(({ row }) => row.id);
  const found = await foundByNumber(push, refused);
  return sent.map((one) => {
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
  if (!outcome.ok || !client)
    return { row, result: { kind: "error", code: "rejected", message: outcome.ok ? "" : outcome.messages.join(" ") } };
  return { row, result: { kind: "synced", link: linkOf(push, client, outcome.record) } };
}
