import { activity } from "../activity/index.ts";
import type { ActivityAction, Change } from "../activity/schema.ts";
import { requireStaff } from "../lib/actor.ts";
import { nowIso } from "../lib/clock.ts";
import { VisibleError } from "../lib/error.ts";
import { newId } from "../lib/id.ts";
import { settled } from "../lib/idempotency.ts";
import { transact, type TransactItem, write } from "../lib/table/transact.ts";
import { nudgeLane } from "../outbox/nudge.ts";
import { type Changed, changed, differences } from "./rule/change.ts";
import { openCase } from "../case/open.ts";
import { claimCode, releaseCode } from "./unique/code.ts";
import { ContactRow } from "./entity.ts";
import { addressOf, load } from "./read/load.ts";
import { claimNumber, named, NumberTaken, releaseNumber } from "./unique/number.ts";
import { checkManager } from "./manager.ts";
import { markContact } from "./mark.ts";
import { isComplete, type PeopleWrites, replacedPeople, saveRest } from "./people.ts";
import { companyNumber, type Reading, readRegister } from "./register.ts";
import { conflict, updateRow, VersionPassed } from "./save.ts";
import { type Client, ClientUpdate, type ClientUpdateInput, ClientVersion } from "./schema.ts";
import { searchItems } from "./read/search.ts";
import { toClient } from "./rule/view.ts";

/**
 * Changes fields of a client. Errors: `client.version-conflict` (with `current`), `client.archived`,
 * `client.company-number-taken`, `client.code-taken`, `company.number-invalid`.
 */
export async function update(id: string, input: ClientUpdateInput): Promise<Client> {
  requireStaff("client:write");
  const given = ClientUpdate.parse(input);
  const before = await readAt(id, given.version);
  if (before.row.status === "archived")
    throw new VisibleError("conflict", "client.archived", "This client is archived. Restore it before changing it.");
  if (given.accountManagerId !== before.row.accountManagerId) await checkManager(given.accountManagerId);
  const reading = await newReading(before, given);
  const after = changed(before, given, reading, nowIso(), () => newId("con"));
  const people = reading === undefined ? null : await replacedPeople(after.row, reading);
  return save(before, after, { action: "client.updated", summary: "Client details changed", people });
}

/** Takes a client out of the lists; its number and code stay taken. */
export async function archive(id: string, input: ClientVersion): Promise<Client> {
  requireStaff("client:archive");
  const before = await readAt(id, ClientVersion.parse(input).version);
  if (before.row.status === "archived")
    throw new VisibleError("conflict", "client.archived", "This client is archived already.");
  const at = nowIso();
  const { version } = before.row;
  const row = {
    ...before.row,
    status: "archived",
    shelf: "archived",
    archivedAt: at,
    updatedAt: at,
    version: version + 1,
  } as const;
  return save(before, { ...before, row }, { action: "client.archived", summary: "Client archived", people: null });
}

/** Brings an archived client back, as inactive. */
export async function restore(id: string, input: ClientVersion): Promise<Client> {
  requireStaff("client:archive");
  const before = await readAt(id, ClientVersion.parse(input).version);
  if (before.row.status !== "archived")
    throw new VisibleError("conflict", "client.not-archived", "This client is not archived.");
  const { archivedAt: _, ...kept } = before.row;
  const row = {
    ...kept,
    status: "inactive",
    shelf: "current",
    xeroSyncStatus: "pending",
    updatedAt: nowIso(),
    version: kept.version + 1,
  } as const;
  return save(before, { ...before, row }, { action: "client.restored", summary: "Client restored", people: null });
}

/** The client, when it still is at the version the person looked at. */
async function readAt(id: string, version: number): Promise<Changed> {
  const before = await load(id);
  if (before.row.version !== version) throw await conflict(id);
  return before;
}

/** The register's word on a new number; undefined when the number stays, null when it goes. */
async function newReading(
  { row }: Changed,
  { companyNumber: typed }: ClientUpdate,
): Promise<Reading | null | undefined> {
  if (typed === undefined) return undefined;
  const number = typed === null ? undefined : companyNumber(typed);
  if (number === row.companyNumber) return undefined;
  return number === undefined ? null : readRegister(number);
}

interface What {
  action: ActivityAction;
  summary: string;
  people: PeopleWrites | null;
}

/** One transaction: row, contact, uniqueness, search rows, people, audit row. */
export async function save(before: Changed, after: Changed, { action, summary, people }: What): Promise<Client> {
  const { tenantId, id } = before.row;
  const row = people ? { ...after.row, peopleComplete: isComplete(people) } : after.row;
  const address = await addressOf(after.contact);
  const answer = toClient(row, after.contact, address);
  const changes: Change[] = differences(before, { ...after, row });
  try {
    await transact([
      updateRow(before.row, row),
      ...(after.contact && after.contact !== before.contact ? [write(ContactRow.put(after.contact))] : []),
      ...moved(before.row.clientCode, row.clientCode, tenantId, id, claimCode, releaseCode),
      ...moved(before.row.companyNumber, row.companyNumber, tenantId, id, claimNumber, releaseNumber),
      ...searchItems(before.row, row),
      ...(people?.first ?? []),
      ...(row.xeroSyncStatus === "pending" ? [markContact(row)] : []),
      ...(row.status === "onboarding" && before.row.status !== "onboarding" ? [openCase(row)] : []),
      activity({ entityType: "client", entityId: id, clientId: id, action, summary, changes }),
      ...settled(answer),
    ]);
  } catch (error) {
    if (error instanceof VersionPassed) throw await conflict(id);
    if (error instanceof NumberTaken) throw await named(tenantId, error);
    throw error;
  }
  if (row.xeroSyncStatus === "pending") await nudgeLane(tenantId);
  return people ? toClient({ ...row, peopleComplete: await saveRest(row, people) }, after.contact, address) : answer;
}

type GuardItem = (tenantId: string, value: string, clientId: string) => TransactItem;

/** Gives the old unique value back and takes the new one. */
function moved(
  before: string | undefined,
  after: string | undefined,
  tenantId: string,
  id: string,
  claim: GuardItem,
  release: GuardItem,
): TransactItem[] {
  if (before === after) return [];
  return [...(before ? [release(tenantId, before, id)] : []), ...(after ? [claim(tenantId, after, id)] : [])];
}
