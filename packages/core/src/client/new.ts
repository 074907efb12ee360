/** The rows of a new client, and everything that is written with them. Shared by the form and by the import. */
import { activity } from "../activity/index.ts";
import type { StaffActor } from "../lib/actor.ts";
import { nowIso } from "../lib/clock.ts";
import { VisibleError } from "../lib/error.ts";
import { newId } from "../lib/id.ts";
import { nameKey } from "../lib/text/name.ts";
import { type TransactItem, write } from "../lib/table/transact.ts";
import { type ClientItem, ClientRow, type ContactItem, ContactRow } from "./entity.ts";
import { markContact } from "./mark.ts";
import { searchItems } from "./read/search.ts";
import { type Reading, registerFields } from "./register.ts";
import { contactFields } from "./rule/contact.ts";
import { present } from "../lib/table/present.ts";
import type { ClientCreate } from "./schema.ts";
import { openCase } from "../case/open.ts";
import { claimCode } from "./unique/code.ts";
import { claimNumber } from "./unique/number.ts";

/** The name that was typed, or else the register's. Errors: `client.name-missing`. */
export function nameOf(typed: ClientCreate, reading: Reading | null): string {
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

export interface Decision {
  id: string;
  code: string;
  typed: ClientCreate;
  reading: Reading | null;
  actor: StaffActor;
  peopleComplete: boolean;
}

export interface NewClient {
  row: ClientItem;
  contact: ContactItem | null;
}

/** The rows of a new client. What was typed wins over the register. */
export function decide({ id, code, typed, reading, actor, peopleComplete }: Decision): NewClient {
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

/**
 * What makes a client, for one transaction: its rows, guards, search rows, mark for the sync and audit row. `taken` is thrown when
 * the id is already a client's.
 */
export const newItems = ({ row, contact }: NewClient, summary: string, taken?: () => VisibleError): TransactItem[] => [
  write(ClientRow.create(row), taken),
  ...(contact ? [write(ContactRow.create(contact))] : []),
  claimCode(row.tenantId, row.clientCode, row.id),
  ...(row.companyNumber ? [claimNumber(row.tenantId, row.companyNumber, row.id)] : []),
  ...searchItems(null, row),
  markContact(row),
  ...(row.status === "onboarding" ? [openCase(row)] : []),
  activity({ entityType: "client", entityId: row.id, clientId: row.id, action: "client.created", summary }),
];
