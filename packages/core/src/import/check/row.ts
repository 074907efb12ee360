/** One record of the file as a client to be made, or what is wrong with it, column by column. Pure. */
import { ClientCreate } from "../../client/schema.ts";
import { normaliseCompanyNumber } from "../../company/schema.ts";
import { type ImportFieldName, labelOf } from "../field.ts";
import { type Read, readDay, readStatus, readType, readYearEnd, readYesNo } from "./value.ts";

export interface RowError {
  column: string;
  message: string;
}
export type Row = { typed: ClientCreate; errors: [] } | { errors: RowError[] };

export interface Sheet {
  headers: readonly string[];
  mapping: readonly (ImportFieldName | null)[];
  /** User ids of the firm's members by address. */
  members: ReadonlyMap<string, string>;
}

const MAX_ERRORS = 10;

/** Where an issue of the schema belongs in the file. */
const FIELD_OF_PATH: Record<string, ImportFieldName> = {
  accountManagerId: "accountManager",
  "contact.name": "contactName",
  "contact.email": "contactEmail",
  "contact.phone": "contactPhone",
  "contact.jobTitle": "contactJobTitle",
  ...Object.fromEntries(
    (["addressLine1", "addressLine2", "city", "county", "postcode", "country"] as const).map((name) => [
      `registeredOffice.${name}`,
      name,
    ]),
  ),
};

export function readRow(cells: readonly string[], { headers, mapping, members }: Sheet): Row {
  if (cells.slice(headers.length).some((cell) => cell.trim() !== ""))
    return {
      errors: [{ column: "", message: `has ${cells.length} columns; the header has ${headers.length}` }],
    };
  const errors: RowError[] = [];
  const columnOf = (name: ImportFieldName): string => headers[mapping.indexOf(name)] ?? labelOf(name);
  const text = (name: ImportFieldName): string | undefined => {
    const at = mapping.indexOf(name);
    return (at < 0 ? undefined : cells[at]?.trim().replaceAll(/\r\n?/g, "\n")) || undefined;
  };
  const read = <T>(name: ImportFieldName, how: (value: string) => Read<T>): T | undefined => {
    const value = text(name);
    if (value === undefined) return undefined;
    const found = how(value);
    if ("value" in found) return found.value;
    errors.push({ column: columnOf(name), message: found.bad });
    return undefined;
  };
  const companyNumber = read("companyNumber", (value) => {
    const number = normaliseCompanyNumber(value);
    return number === null ? { bad: "must be a company number, e.g. 00445790 or SC123456" } : { value: number };
  });
  const given = {
    name: text("name"),
    type: read("type", readType) ?? usualType(companyNumber),
    companyNumber,
    clientCode: text("clientCode"),
    status: read("status", readStatus) ?? "active",
    email: text("email"),
    phone: text("phone"),
    website: read("website", (value) => ({ value: /^https?:\/\//i.test(value) ? value : `https://${value}` })),
    vatNumber: text("vatNumber"),
    vatRegistered: read("vatRegistered", readYesNo) ?? text("vatNumber") !== undefined,
    yearEnd: read("yearEnd", readYearEnd),
    incorporatedOn: read("incorporatedOn", readDay),
    accountManagerId: read("accountManager", (value) => {
      const userId = members.get(value.toLowerCase());
      return userId === undefined ? { bad: "must be the email address of a member of your firm" } : { value: userId };
    }),
    notes: text("notes"),
    registeredOffice: group({
      addressLine1: text("addressLine1"),
      addressLine2: text("addressLine2"),
      city: text("city"),
      county: text("county"),
      postcode: text("postcode"),
      country: text("country"),
    }),
    contact: contactOf(
      {
        name: text("contactName"),
        email: text("contactEmail"),
        phone: text("contactPhone"),
        jobTitle: text("contactJobTitle"),
      },
      text("name"),
    ),
  };
  if (given.name === undefined) errors.push({ column: columnOf("name"), message: "must not be empty" });
  const parsed = ClientCreate.safeParse(given);
  for (const issue of parsed.error?.issues ?? []) {
    const path = issue.path.join(".");
    const column = columnOf(FIELD_OF_PATH[path] ?? (path as ImportFieldName));
    if (!errors.some((error) => error.column === column)) errors.push({ column, message: issue.message });
  }
  if (errors.length > 0 || !parsed.success) return { errors: errors.slice(0, MAX_ERRORS) };
  return { typed: parsed.data, errors: [] };
}

/** A number of the register says what kind of body it is; without one we do not guess. */
const usualType = (companyNumber: string | undefined) =>
  companyNumber === undefined ? "other" : /^(?:OC|SO|NC)/.test(companyNumber) ? "llp" : "limited_company";

const group = <T extends Record<string, string | undefined>>(fields: T): Partial<T> | undefined => {
  const given = Object.entries(fields).filter(([, value]) => value !== undefined);
  return given.length > 0 ? (Object.fromEntries(given) as Partial<T>) : undefined;
};

type ContactCells = Record<"name" | "email" | "phone" | "jobTitle", string | undefined>;

/** An address without a name is the client's own person: a sole trader is its own contact. */
const contactOf = ({ name, ...rest }: ContactCells, clientName: string | undefined) => {
  const given = group({ name, ...rest });
  return given && { ...given, name: name ?? clientName };
};
