/** A contact as Xero has it now, brought to its client (R13: field by field; the firm owns identity where both changed). */
import { ClientRow } from "../../client/entity.ts";
import { load } from "../../client/read/load.ts";
import { takeFields, takenItems } from "./take.ts";
import { nowIso } from "../../lib/clock.ts";
import { transact, write } from "../../lib/table/transact.ts";
import { eventKey } from "../../provider/xero/event.ts";
import type { XeroContact } from "../../provider/xero/index.ts";
import { type ContactFields, contactOfClient, contactOfXero } from "../../sync/field/contact.ts";
import { type Clash, hashOf, merge } from "../../outbox/merge.ts";
import { linkKeys, type SyncItem, SyncRow } from "../../outbox/record.ts";
import { type NewEvent, storeEvents } from "../../webhook/store.ts";
import { alone, clashed, linkOf, saying, seen, troubled } from "../link.ts";
import { type Outcome, outcome } from "../outcome.ts";

export interface Place {
  tenantId: string;
  xeroTenantId: string;
}

/** Applies what Xero has; `theirs` is null when it has no such contact. Throws `TransactionRefused` or `VersionPassed` in a race. */
export async function applyContact(place: Place, xeroId: string, theirs: XeroContact | null): Promise<Outcome> {
  const row = await linkOf(place.tenantId, "contact", place.xeroTenantId, xeroId);
  if (!row) return outcome("not-linked");
  if (!theirs) return trouble(row, "gone", "deleted-in-xero", gone(row.label), null);
  if (theirs.mergedTo !== null && theirs.mergedTo !== xeroId) return merged(place, row, theirs, theirs.mergedTo);
  if (theirs.status !== "ACTIVE")
    return trouble(row, "archived", "contact-archived", archived(theirs.name), theirs.updatedAt);
  if (theirs.updatedAt !== null && row.lastSeenUpdatedAt !== undefined && theirs.updatedAt < row.lastSeenUpdatedAt)
    return outcome("not-newer", row);
  return compare(row, theirs);
}

async function compare(row: SyncItem, theirs: XeroContact): Promise<Outcome> {
  const before = await load(row.id);
  const ours = contactOfClient(before.row);
  const has = contactOfXero(theirs);
  const base = (row.base ?? null) as ContactFields | null;
  const { take, clashes } = merge(base, ours, has);
  const taken = takeFields(before, take);
  const refused: Clash[] = taken.refused.map((field) => ({
    field,
    base: base?.[field] ?? null,
    ours: ours[field],
    theirs: has[field],
  }));
  const all = [...clashes, ...refused];
  const facts = { theirs: has, updatedAt: theirs.updatedAt };
  // Without a clash both agree on what Xero has: where ours differs it is newer, and not sent yet. With one, what can be taken is
  // taken all the same, and only the fields that clash wait.
  const now = contactOfClient(taken.row);
  const settled =
    all.length > 0 ? clashed(row, all, facts) : seen(row, { ...facts, base: has, toSend: hashOf(now) !== hashOf(has) });
  await transact(
    taken.changes.length === 0
      ? alone(row, settled)
      : [...takenItems(before.row, saying(taken.row, settled.told), taken.changes), settled.item],
  );
  if (all.length > 0) return outcome("conflict", row, taken.changes);
  if (taken.changes.length > 0) return outcome("applied", row, taken.changes);
  return outcome(row.lastPushedHash === hashOf(now) ? "echo" : "unchanged", row);
}

async function trouble(
  row: SyncItem,
  code: "gone" | "archived",
  issue: string,
  words: string,
  updatedAt: string | null,
): Promise<Outcome> {
  await transact(troubled(row, issue, words, updatedAt));
  return outcome(code, row);
}

/** Two contacts became one: the client goes on with the one that is left, unless that is another client's. */
async function merged(place: Place, row: SyncItem, theirs: XeroContact, into: string): Promise<Outcome> {
  const other = await linkOf(place.tenantId, "contact", place.xeroTenantId, into);
  if (other) return trouble(row, "archived", "contact-merged", mergedWith(theirs.name, other.label), theirs.updatedAt);
  const { tenantId, kind, id, generation } = row;
  await transact([
    write(
      SyncRow.patch({ tenantId, kind, id })
        .set(linkKeys(tenantId, "contact", place.xeroTenantId, into))
        .remove(["lastSeenHash", "lastSeenUpdatedAt", "lastPushedHash"])
        .where((attr, is) => is.eq(attr.generation, generation)),
    ),
    write(ClientRow.patch({ tenantId, id }).set({ xeroContactId: into })),
  ]);
  await storeEvents(tenantId, [survivor(place, into, theirs.updatedAt ?? nowIso())]);
  return outcome("merged", row, [{ field: "xeroContact", before: row.xeroId ?? null, after: into }]);
}

/** What is left of a merger is looked at next, whether Xero tells of it or not. */
const survivor = ({ xeroTenantId }: Place, resourceId: string, at: string): NewEvent => {
  const event = { xeroTenantId, category: "CONTACT", type: "UPDATE", resourceId, at };
  return { ...event, eventId: eventKey({ ...event, type: "MERGE" }), raw: event, source: "poll" };
};

const gone = (name: string) =>
  `The contact that ${name} was linked with is gone from Xero. Link the client with another contact.`;
const archived = (name: string) =>
  `The contact ${name} is archived in Xero. Restore it in Xero, or link this client with another contact.`;
const mergedWith = (name: string, other: string) =>
  `The contact ${name} was merged in Xero into the one that ${other} is linked with. Link this client with another contact, or archive it.`;
