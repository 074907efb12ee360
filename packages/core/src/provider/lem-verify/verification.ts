/** A check in the words of the integrations reference (F16–F22): what both wires are translated to. */

export type DocumentType = "passport" | "driving_licence";
export type Status = "pending" | "completed" | "failed";
export type Outcome = "pass" | "fail" | "refer";
export const HIT_TYPES = ["pep", "sanctions", "watchlist", "adverse-media"] as const;
export type HitType = (typeof HIT_TYPES)[number];

export interface SessionRequest {
  /** Ours, given back with every result. */
  clientReference: string;
  /** Where the person lands afterwards. The published wire takes it from the account's settings. */
  redirectUrl: string;
  requiredDocuments: readonly DocumentType[];
  amlChecks: boolean;
}
export interface Session {
  id: string;
  /** The provider's page, to which the person is sent. */
  url: string;
  /** ISO instant after which the page no longer works. */
  expiresAt: string;
}

export interface Hit {
  id: string;
  type: HitType;
  name: string;
  detail: string;
}
export interface Aml {
  status: "clear" | "match" | "pep";
  pepMatch: boolean;
  sanctionsMatch: boolean;
  watchlistMatch: boolean;
  /** Null where the provider does not say (F22: claimed, and not in its sample). */
  adverseMediaMatch: boolean | null;
}
export interface Person {
  forename: string;
  surname: string;
  /** `YYYY-MM-DD`; null when not read. */
  dateOfBirth: string | null;
  address: { lines: string[]; postcode: string | null } | null;
}

export interface Verification {
  id: string;
  status: Status;
  outcome: Outcome | null;
  document: {
    type: string;
    verified: boolean;
    number: string;
    expiryDate: string | null;
    issuingCountry: string | null;
  } | null;
  /** 0 to 100 each; null on the published wire, which tells no scores. */
  biometrics: { facematchScore: number; livenessScore: number } | null;
  aml: Aml | null;
  /** What we gave with the session; null where a wire does not give it back. */
  clientReference: string | null;
  /** Beyond the reference's sample; null or empty where a wire does not tell. */
  hits: readonly Hit[];
  person: Person | null;
  /** Of a failure: a code of `remedy.ts`. */
  errorCode: string | null;
  /** Why a person must look, in the provider's words. */
  reason: string | null;
  /** ISO: of two results the later one counts. Null where the wire does not tell. */
  processedAt: string | null;
}

/** What the provider keeps of a finished check. */
export const FILE_NAMES = ["report", "amlReport", "documentFront", "documentBack"] as const;
export type FileName = (typeof FILE_NAMES)[number];
/** An address that works for five minutes, and at once. */
export interface FileLink {
  name: FileName;
  url: string;
}
