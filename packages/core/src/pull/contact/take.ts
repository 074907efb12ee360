/** A client with what only Xero changed: for core/pull. What does not fit our own rules is left to a person. */
import { activity } from "../../activity/index.ts";
import type { Change } from "../../activity/schema.ts";
import { nowIso } from "../../lib/clock.ts";
import { newId } from "../../lib/id.ts";
import type { TransactItem } from "../../lib/table/transact.ts";
import type { ContactFields } from "../../sync/field/contact.ts";
import { searchItems } from "../../client/read/search.ts";
import type { ClientItem } from "../../client/entity.ts";
import { changed, type Changed, differences } from "../../client/rule/change.ts";
import { updateRow } from "../../client/save.ts";
import { type ClientUpdate, ClientUpdate as Update } from "../../client/schema.ts";
import type { Address } from "../../lib/schema.ts";

type Field = keyof ContactFields;

const ADDRESS: Readonly<Partial<Record<Field, keyof Address>>> = {
  line1: "addressLine1",
  line2: "addressLine2",
  city: "city",
  region: "county",
  postcode: "postcode",
  country: "country",
};

export interface Taken {
  row: ClientItem;
  /** Fields that our rules do not take: they stay as they are. */
  refused: Field[];
  changes: Change[];
}

/** The client with `fields` as Xero has them. A company number is never taken: it is who the client is. */
export function takeFields(before: Changed, fields: Partial<ContactFields>): Taken {
  const wanted = Object.entries(fields) as [Field, string | null][];
  const fits = wanted.filter(([field, value]) => isTakeable(before.row, field, value));
  const refused = wanted.flatMap(([field]) => (fits.some(([one]) => one === field) ? [] : [field]));
  if (fits.length === 0) return { row: before.row, refused, changes: [] };
  const after = changed(before, given(before.row, fits), undefined, nowIso(), () => newId("con"));
  const row = { ...after.row, ...inSync(before.row) };
  return { row, refused, changes: differences(before, { ...after, row }) };
}

/** The client's own writes: row, search rows, audit row. */
export const takenItems = (
  before: ClientItem,
  row: ClientItem,
  changes: Change[],
  summary = "Client details changed in Xero",
): TransactItem[] => [
  updateRow(before, row),
  ...searchItems(before, row),
  activity({
    entityType: "client",
    entityId: row.id,
    clientId: row.id,
    action: "client.updated",
    summary,
    changes,
  }),
];

/** Taken from Xero is not for Xero: whether something is to be sent, the sync row says. */
const inSync = ({ xeroSyncStatus = "synced", xeroSyncError }: ClientItem): Partial<ClientItem> => ({
  xeroSyncStatus,
  ...(xeroSyncError === undefined ? {} : { xeroSyncError }),
});

/** What a person would have typed. */
function given(row: ClientItem, fields: readonly [Field, string | null][]): ClientUpdate {
  const plain = fields.flatMap(([field, value]) => (field in ADDRESS ? [] : [[field, value]]));
  const address = fields.flatMap(([field, value]) => (ADDRESS[field] ? [[ADDRESS[field], value ?? undefined]] : []));
  const office = { ...row.registeredOffice, ...Object.fromEntries(address) } as Address;
  const isEmpty = Object.values(office).every((part) => part === undefined);
  return Update.parse({
    version: row.version,
    ...Object.fromEntries(plain),
    ...(address.length > 0 ? { registeredOffice: isEmpty ? null : office } : {}),
  });
}

function isTakeable(row: ClientItem, field: Field, value: string | null): boolean {
  if (field === "companyNumber" || (field === "name" && value === null)) return false;
  try {
    given(row, [[field, value]]);
    return true;
  } catch {
    return false;
  }
}
