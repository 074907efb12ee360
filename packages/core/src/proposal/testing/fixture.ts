/** For tests of proposals: what is offered, and a proposal brought as far as a test needs it. */
import { Client } from "../../client/index.ts";
import { type PortalActor, tenantId, withActor } from "../../lib/actor.ts";
import { newId } from "../../lib/id.ts";
import { certificateMade, offerMade } from "../made.ts";
import { loadRow, loadVersion } from "../read/load.ts";
import { Proposal } from "../index.ts";
import type { PortalProposal, Proposal as ProposalRecord, ProposalCreateInput, ProposalSignInput } from "../schema.ts";

export const FROM = { ip: "203.0.113.7", edgeIp: "192.0.2.1", userAgent: "Firefox/150" };

export const LINE = { name: "Bookkeeping", unitPricePence: 10_000, billing: "monthly", vatRate: "standard" } as const;

export const aProspect = () =>
  Client.create({
    type: "limited_company",
    name: "Rowan & Daughters Limited",
    status: "prospect",
    contact: { name: "Rosa Rowan", email: "rosa@rowan.example" },
  });

/** £100.00 a month and £20.00 VAT. */
export const offer = (clientId: string, over: Partial<ProposalCreateInput> = {}): ProposalCreateInput => ({
  clientId,
  title: "Accounts and payroll",
  validUntilOn: "2026-12-24",
  lines: [LINE],
  ...over,
});

export const draft = async (over: Partial<ProposalCreateInput> = {}): Promise<ProposalRecord> =>
  Proposal.create(offer((await aProspect()).id, over));

/** What the worker says once it has stored the document; the bytes are not the point of these tests. */
export async function printed(id: string, hash = "a".repeat(64)): Promise<void> {
  const row = await loadRow(id);
  const { version, signature } = await loadVersion(row, row.sentVersion);
  if (row.printing === "offer") await offerMade(row, version, { sha256: hash, sizeBytes: 9 });
  if (row.printing === "certificate" && signature)
    await certificateMade(row, signature, { sha256: hash, sizeBytes: 9 });
}

/** A draft that was sent, and its PDF made. */
export async function sent(over: Partial<ProposalCreateInput> = {}, hash?: string): Promise<ProposalRecord> {
  const { id, version } = await draft(over);
  await Proposal.send(id, { version });
  await printed(id, hash);
  return Proposal.fromId(id);
}

/** A person of the client, in the firm of the actor in force. */
export const person = (clientId: string, name = "Rosa Rowan"): PortalActor => ({
  kind: "portal",
  tenantId: tenantId(),
  userId: newId("usr"),
  name,
  email: "rosa@rowan.example",
  clientIds: [clientId],
});

/** What a person types who accepts what they read. */
export const acceptance = (read: PortalProposal, over: Partial<ProposalSignInput> = {}): ProposalSignInput => ({
  documentVersion: read.documentVersion,
  documentHash: read.documentHash ?? "",
  name: "Rosa Rowan",
  capacity: "Director",
  consent: true,
  ...over,
});

/** Opens it as that person and signs it. */
export const signedBy = (actor: PortalActor, id: string, over: Partial<ProposalSignInput> = {}) =>
  withActor(actor, async () => Proposal.sign(id, acceptance(await Proposal.open(id), over), FROM));
