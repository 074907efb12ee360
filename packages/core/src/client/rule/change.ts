/** From a client as it is and what a person typed, to the client as it must be. Pure. */
import type { Change } from "../../activity/schema.ts";
import { nameKey } from "../../lib/text/name.ts";
import type { ClientItem, ContactItem } from "../entity.ts";
import { type Reading, registerFields } from "../register.ts";
import type { ClientUpdate } from "../schema.ts";

/** Fields that a person sets and clears as they are. */
const PLAIN = [
  "name",
  "type",
  "status",
  "clientCode",
  "registeredOffice",
  "email",
  "phone",
  "website",
  "vatRegistered",
  "vatNumber",
  "yearEnd",
  "incorporatedOn",
  "accountManagerId",
  "notes",
] as const;
const REGISTER = [
  "companyNumber",
  "registerSource",
  "registerReason",
  "registeredName",
  "companyType",
  "companyStatus",
  "registerFetchedAt",
] as const;

/** Sets what was given, removes what was given as null, keeps the rest. */
function merge<T extends object>(before: T, given: Partial<Record<keyof T, unknown>>, names: readonly (keyof T)[]): T {
  const after = { ...before };
  for (const name of names) {
    if (!(name in given) || given[name] === undefined) continue;
    if (given[name] === null || given[name] === "") delete after[name];
    else after[name] = given[name] as T[keyof T];
  }
  return after;
}

const without = <T extends object, K extends keyof T>(row: T, names: readonly K[]): Omit<T, K> =>
  Object.fromEntries(Object.entries(row).filter(([name]) => !(names as readonly PropertyKey[]).includes(name))) as Omit<
    T,
    K
  >;

export interface Changed {
  row: ClientItem;
  contact: ContactItem | null;
}

/** `reading`: undefined when the company number stays, null when it goes. `newContact` makes the row of a first contact. */
export function changed(
  before: Changed,
  given: ClientUpdate,
  reading: Reading | null | undefined,
  at: string,
  newContactId: () => string,
): Changed {
  const contact = changedContact(before, given, at, newContactId);
  const merged = merge(before.row, given, PLAIN);
  const registered = reading === undefined ? merged : { ...without(merged, REGISTER), ...registerFields(reading) };
  const { xeroSyncError: _, ...kept } = registered;
  const row: ClientItem = {
    ...kept,
    nameKey: nameKey(kept.name),
    version: before.row.version + 1,
    updatedAt: at,
    xeroSyncStatus: "pending",
  };
  const ofContact = { contactId: contact?.id, contactName: contact?.name, contactEmail: contact?.email ?? null };
  return { row: contact ? merge(row, ofContact, ["contactId", "contactName", "contactEmail"]) : row, contact };
}

function changedContact(before: Changed, given: ClientUpdate, at: string, newId: () => string): ContactItem | null {
  if (!given.contact) return before.contact;
  const { tenantId, id: clientId } = before.row;
  const start = before.contact ?? {
    tenantId,
    clientId,
    id: newId(),
    isPrimary: true,
    name: before.row.name,
    createdAt: at,
    updatedAt: at,
  };
  return { ...merge(start, given.contact, ["name", "email", "phone", "jobTitle"]), updatedAt: at };
}

type Field = ClientItem[(typeof PLAIN)[number]];

const shown = (value: Field): string | null => {
  if (value === undefined) return null;
  return typeof value === "object" ? Object.values(value).join(", ") : String(value);
};

/** What the audit row says changed, field by field. */
export function differences(before: Changed, after: Changed): Change[] {
  const fields = [...PLAIN, "companyNumber", "companyStatus"] as const;
  const ofClient = fields.map((field) => ({
    field: field as string,
    before: shown(before.row[field]),
    after: shown(after.row[field]),
  }));
  const fromContact = (["name", "email", "phone", "jobTitle"] as const).map((field) => ({
    field: `contact.${field}`,
    before: shown(before.contact?.[field]),
    after: shown(after.contact?.[field]),
  }));
  return [...ofClient, ...fromContact].filter((change) => change.before !== change.after);
}
