/** Rows as the API shows them. Pure but for today's date, which decides what has expired. */
import { today } from "../../lib/clock.ts";
import type { ProposalItem, SignatureItem, VersionItem, Words } from "../entity.ts";
import type {
  PortalProposal,
  PortalProposalSummary,
  Proposal,
  ProposalSummary,
  SentVersion,
  Signature,
} from "../schema.ts";
import { CONSENT } from "./consent.ts";
import { stateOn } from "./state.ts";
import { proposalSum } from "./total.ts";

const shared = (row: ProposalItem) => ({
  id: row.id,
  number: row.number,
  clientId: row.clientId,
  clientName: row.clientName,
  title: row.title,
  validUntilOn: row.validUntilOn,
  oneOffPence: row.oneOffPence,
  monthlyPence: row.monthlyPence,
  annualPence: row.annualPence,
  sentAt: row.sentAt ?? null,
  viewedAt: row.viewedAt ?? null,
  signedAt: row.signedAt ?? null,
});

export const toSummary = (row: ProposalItem): ProposalSummary => ({
  ...shared(row),
  status: stateOn(row, today()),
  sentVersion: row.sentVersion,
  version: row.version,
  createdAt: row.createdAt,
  updatedAt: row.updatedAt,
});

const offered = (words: Words) => {
  const sum = proposalSum(words.lines);
  return {
    introduction: words.introduction ?? null,
    terms: words.terms ?? null,
    lines: words.lines.map((line, index) => ({
      ...line,
      serviceId: line.serviceId ?? null,
      description: line.description ?? null,
      ...(sum.lines[index] ?? { netPence: 0, vatPence: 0 }),
    })),
    sums: sum.byBilling,
    firstYearPence: sum.firstYearPence,
  };
};

const toSent = (row: VersionItem): SentVersion => ({
  number: Number(row.number),
  sentAt: row.sentAt,
  sentBy: row.sentBy,
  sentTo: row.sentTo,
  validUntilOn: row.validUntilOn,
  oneOffPence: row.oneOffPence,
  monthlyPence: row.monthlyPence,
  annualPence: row.annualPence,
  documentHash: row.documentHash ?? null,
});

export const toSignature = (row: SignatureItem): Signature => ({
  name: row.name,
  accountName: row.accountName,
  email: row.email,
  capacity: row.capacity,
  consent: row.consent,
  at: row.at,
  ip: row.ip,
  userAgent: row.userAgent,
  documentVersion: row.versionNumber,
  documentHash: row.documentHash,
  signedHash: row.signedHash ?? null,
});

export interface Whole {
  row: ProposalItem;
  words: Words;
  /** Newest first. */
  versions: readonly VersionItem[];
  signature: SignatureItem | null;
}

export const toProposal = ({ row, words, versions, signature }: Whole): Proposal => ({
  ...toSummary(row),
  ...offered(words),
  remindedAt: row.remindedAt ?? null,
  declinedAt: row.declinedAt ?? null,
  declineReason: row.declineReason ?? null,
  expiredAt: row.expiredAt ?? null,
  printing: row.printing ?? null,
  versions: versions.map(toSent),
  signature: signature ? toSignature(signature) : null,
  createdBy: row.createdBy,
});

/** What was sent: what the firm is writing meanwhile is not the client's to see. */
export function toPortalSummary(row: ProposalItem): PortalProposalSummary {
  const state = stateOn(row, today());
  return { ...shared(row), ...row.shown, status: state === "draft" ? "revising" : state };
}

export interface Sent {
  row: ProposalItem;
  version: VersionItem;
  /** Of that version. */
  words: Words;
  signature: SignatureItem | null;
}

/** The version that was sent, not the one being written. */
export const toPortalProposal = ({ row, version, words, signature }: Sent, onboarding: boolean): PortalProposal => ({
  ...toPortalSummary(row),
  title: version.title,
  clientName: version.clientName,
  validUntilOn: version.validUntilOn,
  oneOffPence: version.oneOffPence,
  monthlyPence: version.monthlyPence,
  annualPence: version.annualPence,
  ...offered(words),
  firmName: version.firmName,
  documentVersion: Number(version.number),
  documentHash: version.documentHash ?? null,
  consent: CONSENT,
  declinedAt: row.declinedAt ?? null,
  declineReason: row.declineReason ?? null,
  signature: signature ? toSignature(signature) : null,
  onboarding,
});
