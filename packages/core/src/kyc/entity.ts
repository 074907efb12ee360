import { CustomAttributeType, Entity, type EntityItem } from "electrodb";
import { number, required, text } from "../lib/table/attribute.ts";
import { mainKeys } from "../lib/table/keys.ts";
import { electro } from "../lib/table/table.ts";
import type { OtherWay } from "../case/rule/status.ts";
import { WIRES } from "../provider/lem-verify/config.ts";
import type { FileName, HitType } from "../provider/lem-verify/verification.ts";

/** What the check read off the document. */
export interface CheckedDocument {
  type: string;
  verified: boolean;
  number: string;
  /** `YYYY-MM-DD`; null when not read. */
  expiryDate: string | null;
  issuingCountry: string | null;
}
/** Who the document says it is: a claim of the provider's. */
export interface CheckedPerson {
  given: string;
  family: string;
  dateOfBirth: string | null;
  address: { lines: string[]; postcode: string | null } | null;
}
/** `score` 0 to 100; null when the provider tells none. */
export interface Score {
  passed: boolean;
  score: number | null;
}
/** Null: the provider does not say. */
export interface AmlFlags {
  pep: boolean | null;
  sanctions: boolean | null;
  watchlist: boolean | null;
  adverseMedia: boolean | null;
}
export interface Dismissed {
  by: string;
  byName: string;
  at: string;
  reason: string;
}
/** Somebody on a list who may be the person. `at`: when we learnt of it. */
export interface AmlHit {
  id: string;
  type: HitType;
  name: string;
  detail: string;
  at: string;
  dismissed?: Dismissed | undefined;
}
export interface FaceConsent {
  by: string;
  byName: string;
  at: string;
  wording: string;
}
/** How a person of the firm verified an identity on documents. Days `YYYY-MM-DD`. */
export interface SeenByHand {
  way: OtherWay;
  by: string;
  byName: string;
  /** When they saw the originals, or the certified copies. */
  seenOn: string;
  /** Who certified the copies; null for originals. */
  certifier: { name: string; capacity: string; on: string } | null;
  /** Where the name was screened, in place of the provider. */
  screening: { source: string; on: string; clear: boolean };
  /** The copies that are kept: documents of kind `kyc`. */
  documentIds: string[];
}
/** A file of the provider's that we copied: a document of kind `kyc`, and the hash of what arrived. */
export interface CopiedFile {
  name: FileName;
  documentId: string;
  sha256: string;
  sizeBytes: number;
  at: string;
}
/** A webhook event about this check, once each. */
export interface SeenEvent {
  id: string;
  type: string;
  at: string;
}

/**
 * `starting`: ours, and the provider does not know it yet. `pending`: the person is at it, or the provider is. `failed`: it ended
 * without a result, for the reason in `errorCode`.
 */
export const VERIFICATION_STATUSES = ["starting", "pending", "completed", "failed"] as const;
export const FILES_STATES = ["none", "wanted", "copied", "lost"] as const;

/** One identity check of one client. Access patterns: docs/data-model/kyc.md. */
export const VerificationRow = new Entity(
  {
    model: { service: "practice-hub", entity: "verification", version: "1" },
    attributes: {
      tenantId: required,
      clientId: required,
      /** `kyc_…`; also what the provider knows it by. */
      id: required,
      clientName: required,
      /** Counts every change: the condition of the next. */
      version: number,
      /** `hand`: a person of the firm saw documents, and no provider was asked. */
      wire: { type: [...WIRES, "hand"] as const, required: true },
      mode: { type: ["test", "live"] as const },
      /** List price of one check. */
      costPence: number,
      attempt: number,
      /** Who agreed that their face is compared, and to which wording. */
      faceConsent: { type: CustomAttributeType<FaceConsent>("any") },
      /** Of a check by hand: what was seen, by whom, when. */
      hand: { type: CustomAttributeType<SeenByHand>("any") },
      status: { type: VERIFICATION_STATUSES, required: true },
      /** Since when a request asks the provider for the session: nobody else does meanwhile. */
      startingAt: text,
      providerId: text,
      /** The provider's page, sealed: whoever has it can go on with the check. */
      url: text,
      expiresAt: text,
      outcome: { type: ["pass", "refer", "fail"] as const },
      document: { type: CustomAttributeType<CheckedDocument>("any") },
      face: { type: CustomAttributeType<Score>("any") },
      liveness: { type: CustomAttributeType<Score>("any") },
      amlStatus: { type: ["clear", "match", "pep", "unknown"] as const },
      aml: { type: CustomAttributeType<AmlFlags>("any") },
      hits: { type: CustomAttributeType<AmlHit[]>("any"), required: true },
      person: { type: CustomAttributeType<CheckedPerson>("any") },
      /** A code of the provider's list, whose remedy is in words (provider/lem-verify/remedy.ts). */
      errorCode: text,
      /** Why a person must look, in the provider's words. */
      reason: text,
      /** By the provider's clock: an older result changes nothing. */
      processedAt: text,
      completedAt: text,
      events: { type: CustomAttributeType<SeenEvent[]>("any"), required: true },
      filesState: { type: FILES_STATES, required: true },
      files: { type: CustomAttributeType<CopiedFile[]>("any"), required: true },
      /** Under which id the person is watched, and whether somebody was found since. */
      monitorId: text,
      alertedAt: text,
      /** Why the last call failed; gone with the next that works. */
      lastError: text,
      /** When to ask for the result, to copy files, to look whether the person is to be watched. */
      refreshAt: text,
      refreshTries: number,
      filesAt: text,
      filesTries: number,
      monitorAt: text,
      /** When the portal last asked for news. */
      askedAt: text,
      createdAt: required,
      updatedAt: required,
      /** The due index, written by hand because it comes and goes (rule/due.ts). */
      gsi2pk: text,
      gsi2sk: text,
    },
    indexes: {
      byClient: mainKeys("t#${tenantId}#client#${clientId}", "kyc#${id}"),
    },
  } as const,
  electro,
);
export type VerificationItem = EntityItem<typeof VerificationRow>;

/** Where a check is, by an id somebody outside names: the provider's, that of the watch, or ours. */
export const PlaceRow = new Entity(
  {
    model: { service: "practice-hub", entity: "verification-place", version: "1" },
    attributes: { ref: required, tenantId: required, clientId: required, verificationId: required },
    indexes: {
      byRef: mainKeys("g#verification#${ref}", "place"),
    },
  } as const,
  electro,
);
