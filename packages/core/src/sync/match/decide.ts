/** What people say of clients at the matching: linked, new to Xero, left out. */
import { activity } from "../../activity/index.ts";
import { ClientRow, type ClientItem } from "../../client/entity.ts";
import { markContact } from "../../client/mark.ts";
import { callXero, updateIntegrationConfig } from "../../connection/index.ts";
import { requireStaff } from "../../lib/actor.ts";
import { nowIso } from "../../lib/clock.ts";
import { notFound } from "../../lib/error.ts";
import { transact, write } from "../../lib/table/transact.ts";
import type { XeroContact } from "../../provider/xero/index.ts";
import { contactOfClient, contactOfXero } from "../field/contact.ts";
import { inChunks } from "../push/chunk.ts";
import { tell } from "../push/entity.ts";
import { linkKeys, SyncRow } from "../../outbox/record.ts";
import { nudgeLane } from "../../outbox/nudge.ts";
import type { MatchDecision, MatchResult, SetupState } from "../schema.ts";
import { type FirmSync, firmSync } from "../setup/read.ts";
import { visibly } from "../visible.ts";
import { connected, holderOf, isBroken } from "./link.ts";

/**
 * Keeps decisions: linked clients take the contact's id at once, their differences go to Xero with the next push. What cannot be
 * (the contact is gone, or another client's) is answered in words, and the others are kept. Errors: `client.not-found`.
 */
export async function decideMatches(decisions: readonly MatchDecision[]): Promise<MatchResult> {
  const { tenantId } = requireStaff("settings:manage");
  const firm = await connected(tenantId);
  const contacts = await contactsOf(tenantId, decisions);
  const refused: MatchResult["refused"] = [];
  for (const decision of decisions) {
    const { data: client } = await ClientRow.get({ tenantId, id: decision.clientId }).go({ consistent: true });
    if (!client) throw notFound("client");
    const words =
      decision.action === "link"
        ? await link(client, firm, contacts.get(decision.contactId))
        : await leave(client, firm, decision.action);
    if (words !== null) refused.push({ clientId: client.id, words });
    // What the index does not show yet: a contact is linked once in a request, too.
    else if (decision.action === "link") contacts.delete(decision.contactId);
  }
  await nudgeLane(tenantId);
  return { decided: decisions.length - refused.length, refused };
}

async function contactsOf(tenantId: string, decisions: readonly MatchDecision[]): Promise<Map<string, XeroContact>> {
  const ids = [...new Set(decisions.flatMap((one) => (one.action === "link" ? [one.contactId] : [])))];
  const { Xero } = await import("../../provider/xero/index.ts");
  const found = await inChunks(ids, Xero.MAX_IDS, (some) =>
    visibly(() => callXero(tenantId, "interactive", (access) => Xero.contactsByIds(access, some))),
  );
  return new Map(found.filter(({ status }) => status === "ACTIVE").map((contact) => [contact.id, contact]));
}

/** At the first matching nothing is let go before its plan is looked at; who puts one record right later wants it to go. */
const marked = (client: ClientItem, { state }: FirmSync) => markContact(client, { released: state === "ready" });

/** What another link left behind. */
const OF_THE_LINK = ["conflict", "lastPushedHash", "lastSeenHash", "lastSeenUpdatedAt"] as const;

/** Null when it is linked, otherwise why not. */
async function link(client: ClientItem, firm: FirmSync, contact: XeroContact | undefined): Promise<string | null> {
  const { tenantId, id } = client;
  const { xeroTenantId } = firm;
  if (!contact) return "This contact is not active in Xero any more, or was taken just now. Choose another.";
  const holder = await holderOf(tenantId, xeroTenantId, contact.id);
  if (holder && holder.id !== id)
    return `${contact.name} is linked with ${holder.label} already. A contact is one client.`;
  const [ours, theirs] = [contactOfClient(client), contactOfXero(contact)];
  // What is filled in here goes to Xero; what is empty here keeps what Xero has, and the next pull takes it.
  const base = Object.fromEntries(
    Object.entries(theirs).map(([field, value]) => [field, ours[field as keyof typeof ours] === null ? null : value]),
  );
  await transact([marked(client, firm)]);
  await transact([
    write(
      SyncRow.patch({ tenantId, kind: "contact", id })
        .set({ ...linkKeys(tenantId, "contact", xeroTenantId, contact.id), base })
        .remove(["hold", "asNew", "attemptKey", "errorCode", "errorMessage", ...OF_THE_LINK]),
    ),
    ...tell({ tenantId, kind: "contact", id }, { status: "pending", xeroId: contact.id, error: null }),
    activity({
      entityType: "client",
      entityId: id,
      clientId: id,
      action: "xero.client-linked",
      summary: `Linked with the contact ${contact.name} in Xero`,
    }),
  ]);
  return null;
}

/** Leaves a client out of Xero, or lets it be created there. Null when that is kept, otherwise why not. */
async function leave(client: ClientItem, firm: FirmSync, action: "create" | "ignore"): Promise<string | null> {
  const { tenantId, id } = client;
  const { data: row } = await SyncRow.get({ tenantId, kind: "contact", id }).go({ consistent: true });
  if (action === "create" && row && isBroken(row))
    return "This client was in Xero before. Restore its contact there, or link it with another one.";
  await transact([marked(client, firm)]);
  const patch = SyncRow.patch({ tenantId, kind: "contact", id });
  await transact([
    write(
      action === "ignore"
        ? patch.set({ hold: "ignored", errorMessage: "Left out of Xero by choice." }).remove(["asNew"])
        : patch.set({ asNew: true }).remove(["hold", "errorMessage"]),
    ),
    ...tell({ tenantId, kind: "contact", id }, { status: action === "ignore" ? null : "pending", error: null }),
  ]);
  return null;
}

/** The firm says that everybody is matched: whoever is not linked is new to Xero. The push may run from now on. */
export async function finishMatching(): Promise<{ state: SetupState }> {
  const { tenantId } = requireStaff("settings:manage");
  await connected(tenantId);
  await updateIntegrationConfig(tenantId, "xero", (config) => ({ ...config, matchedAt: config.matchedAt ?? nowIso() }));
  await transact([
    activity({
      entityType: "integration",
      entityId: "xero",
      action: "xero.matching-finished",
      summary: "Clients and Xero's contacts matched",
    }),
  ]);
  await nudgeLane(tenantId);
  return { state: (await firmSync(tenantId)).state };
}
