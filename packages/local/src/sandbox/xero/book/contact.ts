/** Contacts: found by id, number or name, made, changed, archived. */
import { randomUUID } from "node:crypto";
import * as z from "zod";
import type { Book } from "./book.ts";
import { Invalid, refuse } from "./invalid.ts";
import { CONTACT_TEXT, type Contact, type ContactText } from "./type.ts";

const text = z.string().nullish();
const parts = z.record(z.string(), z.unknown());

export const ContactInput = z.object({
  ContactID: text,
  ContactStatus: z.enum(["ACTIVE", "ARCHIVED", "GDPRREQUEST"]).nullish(),
  Name: text,
  ContactNumber: text,
  AccountNumber: text,
  FirstName: text,
  LastName: text,
  CompanyNumber: text,
  EmailAddress: text,
  BankAccountDetails: text,
  TaxNumber: text,
  AccountsReceivableTaxType: text,
  AccountsPayableTaxType: text,
  DefaultCurrency: text,
  SkypeUserName: text,
  Website: text,
  Addresses: z.array(parts).nullish(),
  Phones: z.array(parts).nullish(),
  ContactPersons: z.array(parts).nullish(),
});
export type ContactInput = z.infer<typeof ContactInput>;

const NAME_MAX = 255;
const PERSONS_MAX = 5;
const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;
const TEXTS = Object.keys(CONTACT_TEXT) as ContactText[];
const ADDRESS_FIELDS = [
  "AddressLine1",
  "AddressLine2",
  "AddressLine3",
  "AddressLine4",
  "City",
  "Region",
  "PostalCode",
  "Country",
  "AttentionTo",
];
const PHONE_FIELDS = ["PhoneNumber", "PhoneAreaCode", "PhoneCountryCode"];

const sameName = (a: string, b: string): boolean => a.trim().toLowerCase() === b.trim().toLowerCase();

const byNumber = (book: Book, number: string): Contact | undefined =>
  book.contacts.find((contact) => contact.text.ContactNumber === number);
const byName = (book: Book, name: string): Contact | undefined =>
  book.contacts.find((contact) => contact.ContactStatus === "ACTIVE" && sameName(contact.Name, name));

/** `GET /Contacts/{key}` takes an id or a ContactNumber. */
export const contactBy = (book: Book, key: string): Contact | undefined =>
  book.contacts.get(key.toLowerCase()) ?? byNumber(book, key);

/** Whether a `searchTerm` (in lower case) finds it. */
export const answersTo = ({ Name, text: own }: Contact, term: string): boolean =>
  [Name, own.FirstName, own.LastName, own.ContactNumber, own.CompanyNumber, own.EmailAddress].some((value) =>
    (value ?? "").toLowerCase().includes(term),
  );

/** The contact that an input means; ids and numbers before names. */
function meant(book: Book, { ContactID, ContactNumber, Name }: ContactInput): Contact | undefined {
  if (ContactID) {
    const known = book.contacts.get(ContactID.toLowerCase());
    if (!known) throw new Invalid(`The contact with ContactID ${ContactID} could not be found.`);
    return known;
  }
  return (ContactNumber ? byNumber(book, ContactNumber) : undefined) ?? (Name ? byName(book, Name) : undefined);
}

/** PUT: only makes; a name or number in use is refused. */
export function createContact(book: Book, input: ContactInput): Contact {
  if (input.ContactID && book.contacts.get(input.ContactID.toLowerCase()))
    throw new Invalid("A contact with this ContactID already exists.");
  return write(book, input, undefined);
}

/** POST: makes, or changes the one that is meant. */
export const saveContact = (book: Book, input: ContactInput): Contact => write(book, input, meant(book, input));

/** The contact of a document: other fields than its key change it, and a new name makes one. */
export function contactOfDocument(book: Book, input: ContactInput): Contact {
  const known = meant(book, input);
  const { ContactID, ContactNumber, Name, ...more } = input;
  const renamed =
    known &&
    ((Name && Name !== known.Name) || (ContactID && ContactNumber && ContactNumber !== known.text.ContactNumber));
  const changes = !known || renamed || Object.values(more).some((value) => value !== undefined && value !== null);
  if (known && known.ContactStatus !== "ACTIVE")
    throw new Invalid(`The contact ${known.Name} is archived. A document can only be saved for an active contact.`);
  return changes ? write(book, input, known) : known;
}

function write(book: Book, input: ContactInput, known: Contact | undefined): Contact {
  const name = (input.Name ?? known?.Name ?? "").trim();
  const status = input.ContactStatus ?? known?.ContactStatus ?? "ACTIVE";
  refuse(faults(book, input, name, known));
  if (known && known.ContactStatus !== "ACTIVE" && input.ContactStatus !== "ACTIVE")
    throw new Invalid("The contact is archived and cannot be changed.");
  const contact: Contact = {
    ContactID: known?.ContactID ?? input.ContactID?.toLowerCase() ?? randomUUID(),
    ContactStatus: status,
    Name: name,
    text: textOf(input, known),
    Addresses: byType(known?.Addresses ?? [], input.Addresses, "AddressType", ADDRESS_FIELDS),
    Phones: byType(known?.Phones ?? [], input.Phones, "PhoneType", PHONE_FIELDS),
    ContactPersons: input.ContactPersons ? input.ContactPersons.map(personOf) : (known?.ContactPersons ?? []),
    IsSupplier: known?.IsSupplier ?? false,
    IsCustomer: known?.IsCustomer ?? false,
    MergedToContactID: known?.MergedToContactID ?? null,
    UpdatedAtMs: book.now(),
  };
  book.contacts.set(contact.ContactID, contact);
  book.note(contact.ContactID, known ? "Edited" : "Created", known ? "Received through the API" : `${name} created`);
  book.announce("CONTACT", known ? "UPDATE" : "CREATE", contact.ContactID);
  return contact;
}

function faults(book: Book, input: ContactInput, name: string, known: Contact | undefined): string[] {
  const found: string[] = [];
  if (name === "") found.push("The Contact Name must be specified.");
  if (name.length > NAME_MAX) found.push(`The contact name exceeds the maximum length of ${NAME_MAX}.`);
  const other = byName(book, name);
  if (other && other.ContactID !== known?.ContactID)
    found.push(
      `The contact name ${name} is already assigned to another contact. The contact name must be unique across all active contacts.`,
    );
  const numbered = input.ContactNumber ? byNumber(book, input.ContactNumber) : undefined;
  if (numbered && numbered.ContactID !== known?.ContactID)
    found.push(`The contact number ${input.ContactNumber ?? ""} is already assigned to another contact.`);
  for (const field of TEXTS)
    if ((input[field] ?? "").length > CONTACT_TEXT[field])
      found.push(`The ${field} field exceeds the maximum length of ${CONTACT_TEXT[field]}.`);
  if (input.EmailAddress && !EMAIL.test(input.EmailAddress)) found.push("Email address is not in a valid format.");
  if (input.DefaultCurrency && !book.organisation.Currencies.includes(input.DefaultCurrency))
    found.push(`Organisation is not subscribed to currency ${input.DefaultCurrency}`);
  if ((input.ContactPersons ?? []).length > PERSONS_MAX)
    found.push(`A contact may have at most ${PERSONS_MAX} additional people.`);
  return found;
}

/** An empty text clears a field; what is not sent stays. */
function textOf(input: ContactInput, known: Contact | undefined): Contact["text"] {
  const text = { ...known?.text };
  for (const field of TEXTS) {
    const value = input[field];
    if (value === "") delete text[field];
    else if (value) text[field] = value;
  }
  return text;
}

const said = (value: unknown): string => (typeof value === "string" ? value : "");

/** Addresses and phones are kept by their type: a type that is sent replaces that one. */
function byType<T extends Record<string, string>>(
  before: T[],
  sent: Record<string, unknown>[] | null | undefined,
  key: keyof T & string,
  fields: readonly string[],
): T[] {
  const made = (sent ?? []).map((one) => {
    const texts = fields.map((field): [string, string] => [field, said(one[field])]);
    return Object.fromEntries([[key, said(one[key])], ...texts]) as T;
  });
  return [...before.filter((one) => made.every((other) => other[key] !== one[key])), ...made];
}

const personOf = (one: Record<string, unknown>) => ({
  FirstName: said(one.FirstName),
  LastName: said(one.LastName),
  EmailAddress: said(one.EmailAddress),
  IncludeInEmails: one.IncludeInEmails === true,
});

/** Marks a contact as customer or supplier; that is no change to the contact in Xero's sense. */
export function markUsed(book: Book, contact: Contact, as: "IsCustomer" | "IsSupplier"): void {
  const now = book.contacts.get(contact.ContactID) ?? contact;
  if (!now[as]) book.contacts.set(now.ContactID, { ...now, [as]: true });
}

/** Somebody merges one contact into another at Xero: its documents move, and it is archived for good. */
export function mergeContact(book: Book, from: Contact, into: Contact): void {
  book.contacts.set(from.ContactID, {
    ...from,
    ContactStatus: "ARCHIVED",
    MergedToContactID: into.ContactID,
    UpdatedAtMs: book.now(),
  });
  for (const invoice of book.invoices.all())
    if (invoice.ContactID === from.ContactID)
      book.invoices.set(invoice.InvoiceID, { ...invoice, ContactID: into.ContactID });
  book.announce("CONTACT", "UPDATE", from.ContactID);
  book.announce("CONTACT", "UPDATE", into.ContactID);
}
