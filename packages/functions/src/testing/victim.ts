/**
 * A firm with a record of every kind, for suites that try to get at it: what they are called, what only that firm knows, and the
 * people who must not get through.
 */
import { Client } from "@practice-hub/core/client";
import { receiveDeadLetter } from "@practice-hub/core/dead-letter";
import { storeDocument } from "@practice-hub/core/document";
import { ClientImport } from "@practice-hub/core/import";
import { Evidence } from "@practice-hub/core/evidence";
import { work } from "@practice-hub/core/evidence/work";
import { Invitation } from "@practice-hub/core/invitation";
import { Invoice } from "@practice-hub/core/invoice";
import { type StaffActor, withActor } from "@practice-hub/core/lib/actor";
import { nowIso } from "@practice-hub/core/lib/clock";
import { Payment } from "@practice-hub/core/payment";
import { Proposal } from "@practice-hub/core/proposal";
import { Service } from "@practice-hub/core/service";
import { Staff } from "@practice-hub/core/staff";
import { ROLES } from "@practice-hub/core/lib/permission";
import { aHit, someCheck } from "../../../core/src/review/testing/check.ts";
import { grantedWith } from "../../../core/src/connection/testing/granted.ts";
import { storeEvents } from "../../../core/src/webhook/store.ts";
import { newFirm, portalOf, type SignedIn, staffOf } from "./sign-in.ts";

export interface Victim {
  owner: SignedIn<StaffActor>;
  /** A record of the firm for each `{name}` in a path, by the path's part before it. */
  records: Record<string, string>;
  /** Words that only this firm knows. */
  secrets: string[];
  /** Cookies by who they are of; the roles are of this firm. */
  intruders: Record<string, string | undefined>;
}

/** An event of Xero's about the victim's firm; answers its id. */
async function someEvent(tenantId: string): Promise<string> {
  const event = { xeroTenantId: "acorn", category: "CONTACT", type: "UPDATE", resourceId: "acorn", at: nowIso() };
  await storeEvents(tenantId, [{ ...event, eventId: "oak", raw: { resourceId: "acorn" }, source: "webhook" }]);
  return "xero.oak";
}

export async function aVictim(): Promise<Victim> {
  const [mine, theirs] = [await newFirm(), await newFirm()];
  const owner = await staffOf(mine, "owner");
  const made = await withActor(owner.actor, async () => {
    const client = await Client.create({
      type: "sole_trader",
      name: "Quercus Robur",
      notes: "Knows the oak",
      contact: { name: "Robin Oak", email: "robin@quercus.example" },
    });
    const invitation = await Invitation.create({
      clientId: client.id,
      name: "Robin Oak",
      email: "robin@quercus.example",
    });
    const lines = [{ description: "Pruning of the oak", unitPricePence: 123_457, vatRate: "none" as const }];
    const draft = await Invoice.create({ clientId: client.id, lines });
    const invoice = await Invoice.approve(draft.id, { version: 1 });
    const payment = await Payment.record(invoice.id, { amountPence: 7, paidOn: invoice.issueOn, method: "cash" });
    const document = await storeDocument({
      clientId: client.id,
      kind: "client",
      name: "Acorns",
      contentType: "application/pdf",
      body: Buffer.from("%PDF-1.7"),
      visibleToClient: true,
    });
    const check = await someCheck(client.id, { hits: [aHit({ name: "Robin Oak" })] });
    const pack = await Evidence.wantPack(client.id);
    await withActor({ kind: "system", name: "evidence-worker", tenantId: mine }, () => work(pack.id));
    await grantedWith(owner.actor, { name: "Oak Books" });
    const [member] = await Staff.members();
    const service = await Service.create({
      name: "Care of the oak",
      unitPricePence: 123_459,
      billing: "annual",
      vatRate: "none",
    });
    const proposal = await Proposal.create({
      clientId: client.id,
      title: "A year of the oak",
      lines: [{ name: "Care of the oak", unitPricePence: 123_459, billing: "annual", vatRate: "none" }],
    });
    const { import: begun } = await ClientImport.create({ fileName: "Quercus.csv", sizeBytes: 1 });
    return { client, invitation, member, invoice, payment, service, proposal, document, check, pack, begun };
  });
  const given = { tenantId: mine, id: made.invitation.emailId };
  await receiveDeadLetter({ queue: "email", messageId: "oak", body: JSON.stringify(given), nudge: given });
  const records = {
    id: made.client.id,
    "/api/team/members/id": String(made.member?.id),
    "/api/team/invitations/id": "sti_01J00000000000000000000000",
    "/api/emails/id": made.invitation.emailId,
    "/api/clients/import/id": made.begun.id,
    "/api/invoices/id": made.invoice.id,
    "/api/portal/invoices/id": made.invoice.id,
    "/api/services/id": made.service.id,
    "/api/proposals/id": made.proposal.id,
    "/api/portal/proposals/id": made.proposal.id,
    "/api/documents/id": made.document.id,
    "/api/portal/documents/id": made.document.id,
    "/api/portal/extractions/id": made.document.id,
    "/api/events/id": await someEvent(mine),
    "/api/integrations/xero/conflicts/kind": "contact",
    checkId: made.check.id,
    hitId: String(made.check.hits[0]?.id),
    packId: made.pack.id,
    paymentId: made.payment.id,
    invitationId: made.invitation.id,
    number: "00445790",
  };
  const secrets = [
    made.client.id,
    made.invitation.id,
    made.invitation.emailId,
    made.invoice.id,
    made.payment.id,
    made.service.id,
    made.proposal.id,
    "Care of the oak",
    "A year of the oak",
    "123459",
    made.document.id,
    made.document.sha256,
    made.check.id,
    made.pack.id,
    "Acorns",
    made.begun.id,
    "Pruning of the oak",
    "123457",
    "Quercus",
    "quercus",
    "Robin Oak",
    "Knows the oak",
    "Oak Books",
    owner.actor.userId,
    owner.actor.email,
    mine,
  ];
  const stranger = await withActor((await staffOf(theirs, "owner")).actor, () =>
    Client.create({ type: "other", name: "Elsewhere" }),
  );
  const intruders: Victim["intruders"] = { anonymous: undefined };
  intruders["a forged cookie"] = `${owner.cookie.slice(0, -6)}AAAA%3D`;
  intruders["an ended session"] = (await staffOf(mine, "owner", -1)).cookie;
  intruders["the same role in another firm"] = (await staffOf(theirs, "owner")).cookie;
  intruders["a portal user of this firm"] = (await portalOf(mine, made.client.id)).cookie;
  intruders["a portal user of another firm"] = (await portalOf(theirs, stranger.id)).cookie;
  for (const role of ROLES) intruders[role] = (await staffOf(mine, role)).cookie;
  return { owner, records, secrets, intruders };
}
