/** Which contact of Xero's a client may be, best first, and which of them beyond doubt. Pure. */
import type { XeroContact } from "../../provider/xero/index.ts";
import type { MatchItem } from "../schema.ts";

type Suggestion = MatchItem["suggestions"][number];
type By = Suggestion["by"];
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
function likeness(wanted: Wanted, contact: XeroContact): By | null {
  if (contact.number === wanted.clientId) return "number";
  if (same(contact.companyNumber, wanted.companyNumber)) return "company-number";
  if (same(contact.email, wanted.email)) return "email";
  return same(contact.name, wanted.name) ? "name" : null;
}

/**
 * Numbers are one company's. Of name and address it takes both: one person's address may be on all of their companies, and a
 * name alone has put invoices into strangers' accounts. Two different company numbers are two companies.
 */
function isConvincing(wanted: Wanted, contact: XeroContact, by: By): boolean {
  if (by === "number" || by === "company-number") return true;
  const isAnother = wanted.companyNumber !== null && contact.companyNumber !== null;
  return !isAnother && same(contact.name, wanted.name) && same(contact.email, wanted.email);
}

const ORDER: readonly By[] = ["number", "company-number", "email", "name"];
const MOST = 5;

/** For each client of a page, in their order. A contact that convinces for two clients, or a second for one, is not sure. */
export function suggest(wanted: readonly Wanted[], contacts: readonly XeroContact[]): Suggestion[][] {
  const likely = wanted.map((one) =>
    contacts
      .flatMap((contact) => {
        const by = likeness(one, contact);
        return by === null ? [] : [{ contact, by, sure: isConvincing(one, contact, by) }];
      })
      .toSorted((a, b) => Number(b.sure) - Number(a.sure) || ORDER.indexOf(a.by) - ORDER.indexOf(b.by))
      .slice(0, MOST),
  );
  const convincing = likely.flatMap((some) => some.filter(({ sure }) => sure).map(({ contact }) => contact.id));
  const isShared = (id: string) => convincing.indexOf(id) !== convincing.lastIndexOf(id);
  return likely.map((some) => {
    const isAlone = some.filter(({ sure }) => sure).length === 1;
    return some.map(({ contact, by, sure }) => ({
      contact: toChoice(contact),
      by,
      sure: sure && isAlone && !isShared(contact.id),
    }));
  });
}

export const toChoice = (contact: XeroContact) => ({
  id: contact.id,
  name: contact.name,
  email: contact.email,
  companyNumber: contact.companyNumber,
  number: contact.number,
  active: contact.status === "ACTIVE",
});
