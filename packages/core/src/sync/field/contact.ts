/** The fields of a client that Xero's contact has too, as both sides show them. The firm owns them (R13). Pure. */
import type { ClientItem } from "../../client/entity.ts";
import type { ContactPut, XeroContact } from "../../provider/xero/index.ts";

const ADDRESS = ["line1", "line2", "city", "region", "postcode", "country"] as const;
export const CONTACT_FIELDS = ["name", "email", "phone", "companyNumber", "vatNumber", ...ADDRESS] as const;
type ContactField = (typeof CONTACT_FIELDS)[number];
export type ContactFields = Record<ContactField, string | null>;

/** Xero keeps telephone numbers in parts; the blanks between them mean nothing. */
const squeezed = (text: string | null): string | null => text?.replaceAll(/\s+/g, " ").trim() || null;

/** Invoices go to the client's own address, or else to the person the firm writes to. */
export const contactOfClient = (client: ClientItem): ContactFields => ({
  name: client.name,
  email: client.email ?? client.contactEmail ?? null,
  phone: squeezed(client.phone ?? null),
  companyNumber: client.companyNumber ?? null,
  vatNumber: client.vatNumber ?? null,
  line1: client.registeredOffice?.addressLine1 ?? null,
  line2: client.registeredOffice?.addressLine2 ?? null,
  city: client.registeredOffice?.city ?? null,
  region: client.registeredOffice?.county ?? null,
  postcode: client.registeredOffice?.postcode ?? null,
  country: client.registeredOffice?.country ?? null,
});

export const contactOfXero = (contact: XeroContact): ContactFields => ({
  name: contact.name,
  email: contact.email?.toLowerCase() ?? null,
  phone: squeezed(contact.phone),
  companyNumber: contact.companyNumber,
  vatNumber: contact.vatNumber?.replaceAll(" ", "").toUpperCase() ?? null,
  line1: contact.address?.line1 ?? null,
  line2: contact.address?.line2 ?? null,
  city: contact.address?.city ?? null,
  region: contact.address?.region ?? null,
  postcode: contact.address?.postcode ?? null,
  country: contact.address?.country ?? null,
});

/** What to send for the changed fields. An address goes as a whole: Xero replaces it as one. */
export function contactPut(changed: Partial<ContactFields>, whole: ContactFields): ContactPut {
  const { name, email, phone, companyNumber, vatNumber } = changed;
  const withAddress = ADDRESS.some((field) => field in changed);
  const { line1, line2, city, region, postcode, country } = whole;
  return {
    ...(typeof name === "string" ? { name } : {}),
    ...(email === undefined ? {} : { email }),
    ...(phone === undefined ? {} : { phone }),
    ...(companyNumber === undefined ? {} : { companyNumber }),
    ...(vatNumber === undefined ? {} : { vatNumber }),
    ...(withAddress ? { address: { line1, line2, city, region, postcode, country } } : {}),
  };
}
