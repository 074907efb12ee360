/** Which contact of Xero's a client may be, best first. Pure. */
import type { XeroContact } from "../../provider/xero/index.ts";
import type { MatchItem } from "../schema.ts";

type By = MatchItem["suggestions"][number]["by"];
/** What is compared of a client. */
export interface Wanted {
  clientId: string;
  name: string;
  email: string | null;
  companyNumber: string | null;
}

const same = (a: string | null, b: string | null): boolean =>
  a !== null && b !== null && a.trim().toLowerCase() === b.trim().toLowerCase();

/** Why a contact may be this client; null when nothing speaks for it. Our own number comes first, a name last. */
export function likeness(wanted: Wanted, contact: XeroContact): By | null {
  if (contact.number === wanted.clientId) return "number";
  if (same(contact.companyNumber, wanted.companyNumber)) return "company-number";
  if (same(contact.email, wanted.email)) return "email";
  return same(contact.name, wanted.name) ? "name" : null;
}

const ORDER: readonly By[] = ["number", "company-number", "email", "name"];
const MOST = 5;

export const suggestionsFor = (wanted: Wanted, contacts: readonly XeroContact[]): MatchItem["suggestions"] =>
  contacts
    .flatMap((contact) => {
      const by = likeness(wanted, contact);
      return by === null ? [] : [{ contact: toChoice(contact), by }];
    })
    .toSorted((a, b) => ORDER.indexOf(a.by) - ORDER.indexOf(b.by))
    .slice(0, MOST);

export const toChoice = (contact: XeroContact) => ({
  id: contact.id,
  name: contact.name,
  email: contact.email,
  companyNumber: contact.companyNumber,
  number: contact.number,
  active: contact.status === "ACTIVE",
});
