import { CustomAttributeType, Entity, type EntityItem } from "electrodb";
import { VAT_RATES } from "../invoice/rule/total.ts";
import { number, required, text } from "../lib/table/attribute.ts";
import { indexKeys, mainKeys } from "../lib/table/keys.ts";
import { electro } from "../lib/table/table.ts";
import type { Billing } from "../service/schema.ts";
import { PROPOSAL_STATES } from "./rule/state.ts";

const pence = { type: "number", required: true } as const;

/** What a list shows of the totals, with VAT. */
const totals = { oneOffPence: pence, monthlyPence: pence, annualPence: pence } as const;

/** What the client's list shows of an offer, as it was sent. */
export interface Shown {
  title: string;
  validUntilOn: string;
  oneOffPence: number;
  monthlyPence: number;
  annualPence: number;
}

/**
 * The proposal without its words, so that a list reads little. Access patterns: docs/data-model/proposal.md. `version`
 * counts every change of people, and is the condition of the next; making documents does not move it.
 */
export const ProposalRow = new Entity(
  {
    model: { service: "practice-hub", entity: "proposal", version: "1" },
    attributes: {
      tenantId: required,
      id: required,
      number: required,
      clientId: required,
      clientName: required,
      title: required,
      state: { type: PROPOSAL_STATES, required: true },
      validUntilOn: required,
      ...totals,
      /** The version at which the words were written: tells torn reads. */
      wordsVersion: number,
      sentVersion: number,
      /** The newest sent version whose PDF exists; from the first on the client sees the proposal. */
      offeredVersion: number,
      /** While the next version is written: the one before the client. Absent when the row itself is that. */
      shown: { type: CustomAttributeType<Shown>("any") },
      sentAt: text,
      remindedAt: text,
      viewedAt: text,
      signedAt: text,
      declinedAt: text,
      declineReason: text,
      expiredAt: text,
      /** The document that has to be made next, and since when. */
      printing: { type: ["offer", "certificate"] as const },
      printAt: text,
      version: number,
      createdAt: required,
      updatedAt: required,
      createdBy: required,
      /** The due index, written by hand because it comes and goes (rule/due.ts). */
      gsi2pk: text,
      gsi2sk: text,
    },
    indexes: {
      byId: mainKeys("t#${tenantId}#proposal", "${id}"),
      byClient: indexKeys("gsi1", "t#${tenantId}#client#${clientId}#proposal", "${id}"),
      byState: indexKeys("gsi3", "t#${tenantId}#proposal#${state}", "${validUntilOn}#${id}"),
    },
  } as const,
  electro,
);
export type ProposalItem = EntityItem<typeof ProposalRow>;

export interface Line {
  id: string;
  serviceId?: string | undefined;
  name: string;
  description?: string | undefined;
  quantity: string;
  unitPricePence: number;
  billing: Billing;
  vatRate: (typeof VAT_RATES)[number];
}

/** What a proposal says besides its title and dates. */
export interface Words {
  introduction?: string | undefined;
  terms?: string | undefined;
  lines: readonly Line[];
}

/** Everything of one proposal stands in one partition. */
const PARTITION = "t#${tenantId}#proposal#${proposalId}";

/** The words as they are being written, in one item beside the row. */
export const WordsRow = new Entity(
  {
    model: { service: "practice-hub", entity: "proposal-words", version: "1" },
    attributes: {
      tenantId: required,
      proposalId: required,
      /** The proposal's `wordsVersion`. */
      version: number,
      words: { type: CustomAttributeType<Words>("any"), required: true },
    },
    indexes: {
      byProposal: mainKeys(PARTITION, "words"),
    },
  } as const,
  electro,
);

/** A version that was sent. Never changed, except that its document is added once. */
export const VersionRow = new Entity(
  {
    model: { service: "practice-hub", entity: "proposal-version", version: "1" },
    attributes: {
      tenantId: required,
      proposalId: required,
      /** `0001`, so that they sort. */
      number: required,
      title: required,
      firmName: required,
      clientName: required,
      validUntilOn: required,
      ...totals,
      sentAt: required,
      sentBy: required,
      sentTo: required,
      contactName: required,
      /** Made with the version, so that its PDF is stored once however often it is tried. */
      documentId: required,
      /** Of the PDF; absent until it is stored. */
      documentHash: text,
      documentBytes: { type: "number" },
    },
    indexes: {
      byProposal: mainKeys(PARTITION, "version#${number}"),
    },
  } as const,
  electro,
);
export type VersionItem = EntityItem<typeof VersionRow>;

/** The words of a version that was sent, beside it. Never changed. */
export const SentWordsRow = new Entity(
  {
    model: { service: "practice-hub", entity: "proposal-sent-words", version: "1" },
    attributes: {
      tenantId: required,
      proposalId: required,
      number: required,
      words: { type: CustomAttributeType<Words>("any"), required: true },
    },
    indexes: {
      byProposal: mainKeys(PARTITION, "sent-words#${number}"),
    },
  } as const,
  electro,
);

/** The one signature of a proposal. Never changed, except that the signed document is added once. */
export const SignatureRow = new Entity(
  {
    model: { service: "practice-hub", entity: "proposal-signature", version: "1" },
    attributes: {
      tenantId: required,
      proposalId: required,
      userId: required,
      name: required,
      accountName: required,
      email: required,
      capacity: required,
      consent: required,
      at: required,
      /** The viewer's address as the edge saw it, and the edge's as the gateway saw it. */
      ip: required,
      edgeIp: required,
      userAgent: required,
      versionNumber: number,
      documentHash: required,
      signedDocumentId: required,
      signedHash: text,
      signedBytes: { type: "number" },
    },
    indexes: {
      byProposal: mainKeys(PARTITION, "signature"),
    },
  } as const,
  electro,
);
export type SignatureItem = EntityItem<typeof SignatureRow>;
