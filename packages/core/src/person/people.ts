/** People of the register and people typed by hand, as rows. Pure but for the ids, which are made from their content. */
import { createHash } from "node:crypto";
import { type TransactItem, write } from "../lib/table/transact.ts";
import { nameKey } from "../lib/text/name.ts";
import type { Company } from "../company/schema.ts";
import { type PersonItem, PersonRow } from "./entity.ts";
import type { Person, PersonInput } from "./schema.ts";

/** A person before it belongs to a client. */
export type NewPerson = Omit<PersonItem, "tenantId" | "clientId" | "id" | "rank" | "nameKey"> & { isActive: boolean };

/** Same client, same person, same id: saving twice changes nothing. */
const idFor = (clientId: string, person: NewPerson): string => {
  const { source, kind, registerId, name, role, appointedOn, dateOfBirth } = person;
  const identity = registerId
    ? [clientId, kind, registerId]
    : [clientId, source, kind, name, role, appointedOn, dateOfBirth];
  return `per_${createHash("sha256").update(JSON.stringify(identity)).digest("hex").slice(0, 26).toUpperCase()}`;
};

const toRow = (tenantId: string, clientId: string, { isActive, ...person }: NewPerson): PersonItem => ({
  ...person,
  tenantId,
  clientId,
  id: idFor(clientId, { isActive, ...person }),
  rank: isActive ? "0" : "1",
  nameKey: nameKey(person.name),
});

/** Rows of a client: active first, each person once. */
export function toRows(tenantId: string, clientId: string, people: readonly NewPerson[]): PersonItem[] {
  const rows = new Map(people.map((person) => toRow(tenantId, clientId, person)).map((row) => [row.id, row]));
  return [...rows.values()].toSorted((a, b) => (a.rank + a.nameKey < b.rank + b.nameKey ? -1 : 1));
}

export const putPerson = (row: PersonItem): TransactItem => write(PersonRow.put(row));
export const removePerson = ({ tenantId, clientId, id }: PersonItem): TransactItem =>
  write(PersonRow.delete({ tenantId, clientId, id }));

const given = <K extends string>(name: K, value: string | null): { [P in K]?: string } =>
  (value === null ? {} : { [name]: value }) as { [P in K]?: string };

/** Officers and PSCs as the register gave them at `company.fetchedAt`. */
export const fromRegister = (company: Company): NewPerson[] => [
  ...company.directors.map((officer): NewPerson => ({
    kind: "officer",
    registerId: officer.id,
    name: officer.name,
    role: officer.role,
    isActive: officer.isActive,
    ...given("appointedOn", officer.appointedOn),
    ...given("resignedOn", officer.resignedOn),
    ...given("dateOfBirth", officer.dateOfBirth),
    ...given("nationality", officer.nationality),
    ...given("occupation", officer.occupation),
    naturesOfControl: [],
    source: "register",
    fetchedAt: company.fetchedAt,
  })),
  ...company.pscs.map((psc): NewPerson => ({
    kind: "psc",
    registerId: psc.id,
    name: psc.name,
    role: psc.kind,
    isActive: psc.isActive,
    ...given("appointedOn", psc.notifiedOn),
    ...given("resignedOn", psc.ceasedOn),
    ...given("dateOfBirth", psc.dateOfBirth),
    ...given("nationality", psc.nationality),
    naturesOfControl: psc.naturesOfControl,
    source: "register",
    fetchedAt: company.fetchedAt,
  })),
];

/** Somebody typed in by hand; a null is the same as nothing typed. */
export const fromInput = (input: PersonInput): NewPerson => ({
  kind: input.kind,
  name: input.name,
  ...(input.role ? { role: input.role } : {}),
  ...(input.dateOfBirth ? { dateOfBirth: input.dateOfBirth } : {}),
  ...(input.nationality ? { nationality: input.nationality } : {}),
  ...(input.occupation ? { occupation: input.occupation } : {}),
  ...(input.appointedOn ? { appointedOn: input.appointedOn } : {}),
  naturesOfControl: input.naturesOfControl,
  isActive: true,
  source: "manual",
});

export const toPerson = (row: PersonItem): Person => ({
  id: row.id,
  kind: row.kind,
  name: row.name,
  role: row.role ?? null,
  isActive: row.rank === "0",
  appointedOn: row.appointedOn ?? null,
  resignedOn: row.resignedOn ?? null,
  dateOfBirth: row.dateOfBirth ?? null,
  nationality: row.nationality ?? null,
  occupation: row.occupation ?? null,
  naturesOfControl: row.naturesOfControl,
  source: row.source,
  fetchedAt: row.fetchedAt ?? null,
});
