/** A client as a contact in Xero. Pure. */
import type { ClientItem } from "../../client/entity.ts";
import type { XeroContact } from "../../provider/xero/index.ts";
import { type ContactFields, contactOfClient, contactOfXero, contactPut } from "../field/contact.ts";
import { merge } from "../../outbox/merge.ts";
import { type ContactDecision, refusal } from "./type.ts";

export interface ContactFacts {
  client: ClientItem;
  /** Our link, when there is one. */
  link: { xeroId: string; base: ContactFields | null } | null;
  /** The linked contact as Xero has it now; null when Xero has none by that id, undefined without a link. */
  theirs?: XeroContact | null | undefined;
  /** A contact of the same name, when that was looked up; Xero lets a name be used twice among archived ones only. */
  namesake?: XeroContact | undefined;
}

/** What is sent of a new contact: everything that is filled in. */
const filled = (fields: ContactFields): Partial<ContactFields> =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null));

export function decideContact({ client, link, theirs, namesake }: ContactFacts): ContactDecision {
  const ours = contactOfClient(client);
  if (!link) {
    if (client.status === "archived") return { action: "none" };
    const reasons = namesake?.status === "ACTIVE" ? [nameTaken(namesake)] : [];
    return refusal(reasons) ?? { action: "create", put: { number: client.id, ...contactPut(filled(ours), ours) } };
  }
  if (client.status === "archived") return { action: "none" };
  if (!theirs) return { action: "refuse", reasons: [gone(client)] };
  if (theirs.status !== "ACTIVE") return { action: "refuse", reasons: [archived(theirs)] };
  const { send, clashes } = merge(link.base, ours, contactOfXero(theirs));
  if (clashes.length > 0) return { action: "conflict", clashes };
  const changes = Object.keys(send);
  const isNumbered = theirs.number === client.id;
  if (changes.length === 0 && isNumbered) return { action: "none" };
  if ("name" in send && namesake?.status === "ACTIVE" && namesake.id !== link.xeroId)
    return { action: "refuse", reasons: [nameTaken(namesake)] };
  // What only Xero changed stays Xero's until the pull takes it: an address goes as a whole, with Xero's other lines.
  const whole = { ...contactOfXero(theirs), ...send };
  const put = { id: link.xeroId, ...contactPut(send, whole), ...(isNumbered ? {} : { number: client.id }) };
  return { action: "update", put, changes };
}

export const nameTaken = (namesake: XeroContact) => ({
  code: "name-taken" as const,
  words: `Xero already has a contact named ${namesake.name}. Link this client with it, or rename one of them.`,
});

const gone = (client: ClientItem) => ({
  code: "deleted-in-xero" as const,
  words: `The contact that ${client.name} was linked with is gone from Xero. Link the client with another contact.`,
});

const archived = (theirs: XeroContact) => ({
  code: "contact-archived" as const,
  words: `The contact ${theirs.name} is archived in Xero. Restore it in Xero, or link this client with another contact.`,
});
