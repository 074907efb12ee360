/** Reads one client of the actor's firm, strongly; what is not there and what is another firm's are the same 404. */
import { Email } from "../../email/index.ts";
import { tenantId } from "../../lib/actor.ts";
import { notFound } from "../../lib/error.ts";
import { type ClientItem, ClientRow, type ContactItem, ContactRow } from "../entity.ts";
import type { AddressView } from "../rule/view.ts";

export interface Loaded {
  row: ClientItem;
  contact: ContactItem | null;
}

/** The row and its primary contact. Two requests, at once. */
export async function load(id: string): Promise<Loaded> {
  const [client, contacts] = await Promise.all([
    ClientRow.get({ tenantId: tenantId(), id }).go({ consistent: true }),
    ContactRow.query.byId({ tenantId: tenantId(), clientId: id }).go({ consistent: true, pages: "all" }),
  ]);
  if (!client.data) throw notFound("client");
  return { row: client.data, contact: contacts.data.find((contact) => contact.isPrimary) ?? null };
}

/** What became of mail to the contact's address. One request; none without an address. */
export async function addressOf(contact: ContactItem | null): Promise<AddressView> {
  return contact?.email ? Email.addressState(contact.tenantId, contact.email) : { state: "ok" };
}

/** The row alone. One request. */
export async function loadRow(id: string): Promise<ClientItem> {
  const { data } = await ClientRow.get({ tenantId: tenantId(), id }).go({ consistent: true });
  if (!data) throw notFound("client");
  return data;
}

/** Refuses, 404, a client that is not the actor's firm's. One request. */
export async function requireOwn(id: string): Promise<void> {
  await loadRow(id);
}
