/** One contact: change it, archive it, merge it into another. */
import { escapeHtml, sandboxPage } from "../../kit.ts";
import type { Book } from "../book/book.ts";
import type { Contact } from "../book/type.ts";
import { choice, field, form, notice } from "../../form.ts";

/** Where the page's address and phone go. */
export const ADDRESS_TYPE = "POBOX";
export const PHONE_TYPE = "DEFAULT";
export const ADDRESS = [
  ["AddressLine1", "Address line 1"],
  ["AddressLine2", "Address line 2"],
  ["City", "Town"],
  ["Region", "County"],
  ["PostalCode", "Postcode"],
  ["Country", "Country"],
] as const;
export const TEXTS = [
  ["EmailAddress", "Email"],
  ["FirstName", "First name"],
  ["LastName", "Last name"],
  ["CompanyNumber", "Company number"],
  ["TaxNumber", "VAT number"],
] as const;

export function contactPage(book: Book, contact: Contact, said: { done: string; fault: string }): string {
  const at = `/__books/${book.id}/contact/${contact.ContactID}`;
  const address = contact.Addresses.find((one) => one.AddressType === ADDRESS_TYPE);
  const phone = contact.Phones.find((one) => one.PhoneType === PHONE_TYPE);
  const row = (inside: string): string => `<p>${inside}</p>`;
  const fields = [
    field("Name", "Name", contact.Name, "required"),
    ...TEXTS.map(([name, label]) => field(label, name, contact.text[name] ?? "")),
    field("Phone", "PhoneNumber", phone?.PhoneNumber ?? ""),
    ...ADDRESS.map(([name, label]) => field(label, name, address?.[name] ?? "")),
  ];
  const others = book.contacts
    .all()
    .filter((one) => one.ContactID !== contact.ContactID && one.ContactStatus === "ACTIVE")
    .map((one) => [one.ContactID, one.Name] as const);
  const active = contact.ContactStatus === "ACTIVE";
  return sandboxPage(
    `Xero: ${escapeHtml(contact.Name)}`,
    `<p><a href="/__books/${book.id}">${escapeHtml(book.organisation.Name)}</a></p>${notice(said.done, said.fault)}
<p>${contact.ContactStatus}${contact.text.ContactNumber ? `, number ${escapeHtml(contact.text.ContactNumber)}` : ""}</p>
${active ? form(at, "Save", fields.map(row).join("")) : ""}
<p>${active ? form(`${at}/status`, "Archive", '<input type="hidden" name="status" value="ARCHIVED">') : form(`${at}/status`, "Restore", '<input type="hidden" name="status" value="ACTIVE">')}</p>
${active && others.length > 0 ? `<p>${form(`${at}/merge`, "Merge", choice("Merge into", "into", others))}</p>` : ""}`,
  );
}
