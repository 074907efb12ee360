/**
 * Saving a client's people. The first of them go into the client's own transaction; a company with more is completed in
 * further transactions, and until the last one has run the client says `peopleComplete: false`. Ids are made from
 * content, so doing it again changes nothing.
 */
import { logError } from "../lib/log.ts";
import { transact, type TransactItem, write } from "../lib/table/transact.ts";
import { fromInput, fromRegister, type NewPerson, putPerson, removePerson, rowsOf, toRows } from "../person/index.ts";
import type { PersonInput } from "../person/schema.ts";
import { nameKey } from "../lib/text/name.ts";
import { type ClientItem, ClientRow } from "./entity.ts";
import type { Reading } from "./register.ts";

/** Leaves room for the client's other rows in a transaction of 100. */
const WITH_CLIENT = 50;
const PER_TRANSACTION = 90;

export interface PeopleWrites {
  /** For the client's own transaction. */
  first: TransactItem[];
  rest: TransactItem[];
  count: number;
}

/** The register's people, and those typed by hand whom it does not name. */
export function wantedPeople(reading: Reading | null, typed: readonly PersonInput[]): NewPerson[] {
  const registered = reading?.source === "register" ? fromRegister(reading.company) : [];
  const known = new Set(registered.map((person) => person.kind + nameKey(person.name)));
  return [...registered, ...typed.map(fromInput).filter((person) => !known.has(person.kind + nameKey(person.name)))];
}

const split = (items: TransactItem[], count: number): PeopleWrites => ({
  first: items.slice(0, WITH_CLIENT),
  rest: items.slice(WITH_CLIENT),
  count,
});

/** The writes for a client that has nobody yet. */
export function newPeople(tenantId: string, clientId: string, people: readonly NewPerson[]): PeopleWrites {
  const rows = toRows(tenantId, clientId, people);
  return split(rows.map(putPerson), rows.length);
}

/** The writes that replace the register's people by those of a new reading; people typed by hand stay. */
export async function replacedPeople(client: ClientItem, reading: Reading | null): Promise<PeopleWrites> {
  const rows = toRows(client.tenantId, client.id, wantedPeople(reading, []));
  const ids = new Set(rows.map((row) => row.id));
  const gone = (await rowsOf(client.id)).filter((row) => row.source === "register" && !ids.has(row.id));
  return split([...rows.map(putPerson), ...gone.map(removePerson)], rows.length);
}

/** Whether everything is in the client's own transaction, and the register gave everybody it has. */
export const isComplete = (people: PeopleWrites): boolean => people.rest.length === 0;

/** Writes what did not fit; a failure leaves the client marked incomplete, for the next refresh. Answers whether it is complete. */
export async function saveRest(client: ClientItem, people: PeopleWrites): Promise<boolean> {
  if (people.rest.length === 0) return client.peopleComplete;
  try {
    for (let from = 0; from < people.rest.length; from += PER_TRANSACTION)
      await transact(people.rest.slice(from, from + PER_TRANSACTION));
    await transact([
      write(ClientRow.patch({ tenantId: client.tenantId, id: client.id }).set({ peopleComplete: true })),
    ]);
    return true;
  } catch (error) {
    logError("people left incomplete", error, { entity: "client", entityId: client.id });
    return false;
  }
}
