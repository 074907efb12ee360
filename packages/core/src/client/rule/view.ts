/** Rows as the API shows them. Pure. */
import type { ClientItem, ContactItem } from "../entity.ts";
import type { Client, ClientSummary, ClientWarning, Contact } from "../schema.ts";

export const toSummary = (row: ClientItem): ClientSummary => ({
  id: row.id,
  clientCode: row.clientCode,
  name: row.name,
  type: row.type,
  status: row.status,
  companyNumber: row.companyNumber ?? null,
  companyStatus: row.companyStatus ?? null,
  contactName: row.contactName ?? null,
  contactEmail: row.contactEmail ?? null,
  accountManagerId: row.accountManagerId ?? null,
  xeroSyncStatus: row.xeroSyncStatus ?? null,
  version: row.version,
  createdAt: row.createdAt,
  updatedAt: row.updatedAt,
});

/** What became of mail to the contact's address. */
export type AddressView = { state: "ok" } | { state: "bounced" | "complained"; at: string };

const toContact = (row: ContactItem, address: AddressView): Contact => ({
  id: row.id,
  name: row.name,
  email: row.email ?? null,
  phone: row.phone ?? null,
  jobTitle: row.jobTitle ?? null,
  emailStatus: address.state,
  emailStatusAt: address.state === "ok" ? null : address.at,
});

export const toClient = (
  row: ClientItem,
  contact: ContactItem | null,
  address: AddressView = { state: "ok" },
): Client => ({
  ...toSummary(row),
  registeredOffice: row.registeredOffice ?? null,
  incorporatedOn: row.incorporatedOn ?? null,
  register: row.registerSource
    ? {
        source: row.registerSource,
        reason: row.registerReason ?? null,
        companyName: row.registeredName ?? null,
        companyType: row.companyType ?? null,
        companyStatus: row.companyStatus ?? null,
        fetchedAt: row.registerFetchedAt ?? null,
        peopleComplete: row.peopleComplete,
      }
    : null,
  warnings: warnings(row, contact === null ? { state: "ok" } : address),
  contact: contact ? toContact(contact, address) : null,
  email: row.email ?? null,
  phone: row.phone ?? null,
  website: row.website ?? null,
  vatRegistered: row.vatRegistered,
  vatNumber: row.vatNumber ?? null,
  yearEnd: row.yearEnd ?? null,
  notes: row.notes ?? null,
  xeroContactId: row.xeroContactId ?? null,
  xeroLastSyncedAt: row.xeroLastSyncedAt ?? null,
  xeroSyncError: row.xeroSyncError ?? null,
  createdBy: row.createdBy,
  archivedAt: row.archivedAt ?? null,
});

/** The register's statuses in which somebody else is in charge of the company (its `company_status` enumeration). */
const INSOLVENT = new Set([
  "liquidation",
  "receivership",
  "administration",
  "insolvency-proceedings",
  "voluntary-arrangement",
]);
const ENDED = new Set(["dissolved", "converted-closed", "closed", "removed"]);

function warnings(row: ClientItem, address: AddressView): ClientWarning[] {
  const found: ClientWarning[] = [];
  const status = row.companyStatus ?? "";
  const words = status.replaceAll("-", " ");
  if (ENDED.has(status))
    found.push({ code: "company-dissolved", message: `The register says that this company is ${words}.` });
  if (INSOLVENT.has(status))
    found.push({ code: "company-insolvent", message: `The register says: ${words}. Ask who acts for the company.` });
  if (row.registerReason === "unavailable")
    found.push({
      code: "register-unavailable",
      message:
        "Companies House did not answer when this client was saved; its details are as typed. Refresh the people to check them.",
    });
  if (row.registerReason === "not-found")
    found.push({
      code: "register-not-found",
      message: "Companies House has no company with this number; the details are as typed.",
    });
  if (row.registerReason === "not-asked")
    found.push({
      code: "register-not-asked",
      message: "These details are as imported; Companies House was not asked. Refresh the people to check them.",
    });
  if (!row.peopleComplete)
    found.push({
      code: "people-incomplete",
      message: "Not all officers are saved yet. Refresh the people to complete them.",
    });
  if (address.state === "bounced")
    found.push({ code: "contact-bounced", message: "Mail to the contact came back. Check the address." });
  if (address.state === "complained")
    found.push({ code: "contact-bounced", message: "The contact marked our mail as spam. Ask before writing again." });
  return found;
}
