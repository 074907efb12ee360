import { activity } from "../activity/index.ts";
import { requireStaff, type StaffActor } from "../lib/actor.ts";
import { nowIso } from "../lib/clock.ts";
import { VisibleError } from "../lib/error.ts";
import { newId } from "../lib/id.ts";
import { settled } from "../lib/idempotency.ts";
import { nameKey } from "../lib/name.ts";
import { transact, write } from "../lib/table/transact.ts";
import { nudgeLane } from "../sync/record.ts";
import { claimCode, CodeTaken, nextCode } from "./unique/code.ts";
import { addressOf } from "./read/load.ts";
import { contactFields } from "./rule/contact.ts";
import { type ClientItem, ClientRow, type ContactItem, ContactRow } from "./entity.ts";
import { claimNumber, named, numberHolder, NumberTaken } from "./unique/number.ts";
import { checkManager } from "./manager.ts";
import { markContact } from "./mark.ts";
import { isComplete, newPeople, saveRest, wantedPeople } from "./people.ts";
import { companyNumber, type Reading, readRegister, registerFields } from "./register.ts";
import { type Client, ClientCreate, type ClientCreateInput } from "./schema.ts";
import { searchItems } from "./read/search.ts";
import { present } from "../lib/present.ts";
import { toClient } from "./rule/view.ts";

/** How often a code made by us may turn out to be one that somebody typed by hand. */
const MAX_CODES = 20;

/**
 * Takes a client on. With a company number the register is read again; when it is down or has no such company, what was
 * typed is kept and marked so. Client, contact, people, uniqueness, search rows and audit row are one transaction.
 * Errors: `company.number-invalid`, `client.account-manager-unknown`, `client.name-missing`, `client.company-number-taken` (with `holder`), `client.code-taken`.
 */
export async function create(input: ClientCreateInput): Promise<Client> {
  const actor = requireStaff("client:write");
  const typed = ClientCreate.parse(input);
  await checkManager(typed.accountManagerId);
  const reading = typed.companyNumber ? await readNumber(actor.tenantId, typed.companyNumber) : null;
  const id = newId("cli");
  const people = newPeople(actor.tenantId, id, wantedPeople(reading, typed.people));
  for (let tries = 1; ; tries += 1) {
    const code = typed.clientCode ?? (await nextCode(actor.tenantId, nameOf(typed, reading)));
    const { row, contact } = decide({ id, code, typed, reading, actor, peopleComplete: isComplete(people) });
    const address = await addressOf(contact);
    const answer = toClient(row, contact, address);
    try {
      await transact([
        write(ClientRow.create(row)),
        ...(contact ? [write(ContactRow.create(contact))] : []),
        claimCode(actor.tenantId, code, id),
        ...(row.companyNumber ? [claimNumber(actor.tenantId, row.companyNumber, id)] : []),
        ...searchItems(null, row),
        ...people.first,
        markContact(row),
        activity({
          entityType: "client",
          entityId: id,
          clientId: id,
          action: "client.created",
          summary: summaryOf(reading, people.count),
        }),
        ...settled(answer),
      ]);
    } catch (error) {
      if (error instanceof NumberTaken) throw await named(actor.tenantId, error);
      if (error instanceof CodeTaken && !typed.clientCode && tries < MAX_CODES) continue;
      throw error;
    }
    await nudgeLane(actor.tenantId);
    return toClient({ ...row, peopleComplete: await saveRest(row, people) }, contact, address);
  }
}

/** A number the firm already has is refused before the register is asked. */
async function readNumber(tenantId: string, typed: string): Promise<Reading> {
  const number = companyNumber(typed);
  const holder = await numberHolder(tenantId, number);
  if (holder !== null) throw await named(tenantId, new NumberTaken(holder));
  return readRegister(number);
}

function nameOf(typed: ClientCreate, reading: Reading | null): string {
  const name = typed.name ?? (reading?.source === "register" ? reading.company.companyName : undefined);
  if (name !== undefined) return name;
  const why =
    reading === null
      ? "Type the client's name."
      : reading.source === "manual" && reading.reason === "not-found"
        ? "Companies House has no company with this number. Check it, or type the name."
        : "Companies House does not answer right now. Type the name to go on without it.";
  throw new VisibleError("invalid", "client.name-missing", why, {
    fields: [{ path: "name", message: "must not be empty" }],
  });
}

interface Decision {
  id: string;
  code: string;
  typed: ClientCreate;
  reading: Reading | null;
  actor: StaffActor;
  peopleComplete: boolean;
}

/** The rows of a new client. What was typed wins over the register. */
function decide({ id, code, typed, reading, actor, peopleComplete }: Decision): {
  row: ClientItem;
  contact: ContactItem | null;
} {
  const at = nowIso();
  const company = reading?.source === "register" ? reading.company : null;
  const name = nameOf(typed, reading);
  const contact = typed.contact
    ? {
        tenantId: actor.tenantId,
        clientId: id,
        id: newId("con"),
        isPrimary: true,
        ...contactFields(typed.contact),
        createdAt: at,
        updatedAt: at,
      }
    : null;
  const row: ClientItem = {
    ...present({
      email: typed.email,
      phone: typed.phone,
      website: typed.website,
      vatNumber: typed.vatNumber,
      yearEnd: typed.yearEnd ?? company?.accounts?.yearEnd,
      notes: typed.notes,
      accountManagerId: typed.accountManagerId,
      incorporatedOn: typed.incorporatedOn ?? company?.incorporatedOn,
      registeredOffice: typed.registeredOffice ?? company?.registeredOffice,
      contactId: contact?.id,
      contactName: contact?.name,
      contactEmail: contact?.email,
    }),
    ...registerFields(reading),
    tenantId: actor.tenantId,
    id,
    shelf: "current",
    nameKey: nameKey(name),
    clientCode: code,
    name,
    type: typed.type,
    status: typed.status,
    vatRegistered: typed.vatRegistered,
    peopleComplete,
    xeroSyncStatus: "pending",
    version: 1,
    createdAt: at,
    updatedAt: at,
    createdBy: actor.userId,
  };
  return { row, contact };
}

function summaryOf(reading: Reading | null, people: number): string {
  if (reading?.source === "register") return `Client created from Companies House, with ${people} officers and owners`;
  if (reading)
    return `Client created by hand: Companies House ${reading.reason === "not-found" ? "has no such company" : "did not answer"}`;
  return "Client created";
}
