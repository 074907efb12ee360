/**
 * What LEM Verify knows of one identity check, and what a person may play on the hosted page. Two documented wires read it: the
 * one of the integrations reference and the one LEM Verify publishes (docs/provider/lem-verify.md).
 */

export type Wire = "reference" | "published";
export type DocumentType = "passport" | "driving_licence";
export type HitType = "pep" | "sanctions" | "watchlist" | "adverse-media";

/** Somebody on a list who may be the person checked. */
export interface Hit {
  id: string;
  type: HitType;
  name: string;
  detail: string;
}

export interface Person {
  forename: string;
  surname: string;
  /** `YYYY-MM-DD` */
  dateOfBirth: string;
}

/** What is read off the document that the person holds up. */
export interface Paper {
  type: DocumentType;
  number: string;
  /** `YYYY-MM-DD` */
  expiryDate: string;
}

/** One result; the same check may get a newer one. `atMs` is when it is there. */
export interface Result {
  atMs: number;
  status: "completed" | "failed";
  outcome: "pass" | "fail" | "refer" | null;
  /** Of a failure: a documented code. */
  error?: "document_expired" | "session_expired";
  /** Why a person must look, in the provider's words. */
  reason?: string;
  person: Person | null;
  paper: (Paper & { verified: boolean }) | null;
  facematchScore: number | null;
  livenessScore: number | null;
  hits: Hit[];
}

export interface Check {
  /** `vs_…` on the reference's wire, a UUID on the published one. */
  id: string;
  wire: Wire;
  /** The provider's own short id. */
  friendlyId: string;
  clientReference: string;
  redirectUrl: string | null;
  requiredDocuments: DocumentType[];
  amlChecks: boolean;
  createdAtMs: number;
  expiresAtMs: number;
  /** In the order they come. */
  results: Result[];
  /** Ids under which the person is watched after the check. */
  monitorId: string | null;
}

/** What can happen on the hosted page. */
export const PLAYS = [
  ["pass", "Everything holds"],
  ["refer", "The document is hard to read: somebody must look"],
  ["fail", "The face is not the document's"],
  ["aml", "The check passes, but the name is on a sanctions list"],
  ["pep", "The check passes, but the person is politically exposed"],
  ["adverse-media", "The check passes, but the press wrote about the person"],
  ["document-expired", "The document has expired"],
  ["refer-then-pass", "Referred first, passed by LEM Verify's own staff a moment later"],
  ["session-expired", "The session ends before the person is done"],
] as const;
export type Play = (typeof PLAYS)[number][0];
export const isPlay = (text: unknown): text is Play => PLAYS.some(([play]) => play === text);

/** Test numbers of the reference: one always passes, one always fails. */
export const ALWAYS_PASSES = "TEST123456";
export const ALWAYS_FAILS = "FAIL123456";
/** Who `TEST123456` belongs to. */
export const TEST_PERSON: Person = { forename: "John", surname: "Smith", dateOfBirth: "1990-01-01" };

/** How long the provider takes: from the end of the hosted page to the result, and from a referral to the newer one. */
export interface Pace {
  thinkMs: number;
  secondLookMs: number;
}
export const PACE: Pace = { thinkMs: 700, secondLookMs: 1500 };
/** For tests that wait for nothing. */
export const AT_ONCE: Pace = { thinkMs: 0, secondLookMs: 1 };

/** Results of a play, by the person and the paper held up, from `nowMs` on; pure. `id` makes the hits' ids. */
export function resultsOf(play: Play, person: Person, paper: Paper, id: string, nowMs: number, pace: Pace): Result[] {
  const asked = paper.number === ALWAYS_PASSES ? "pass" : paper.number === ALWAYS_FAILS ? "fail" : play;
  const who = paper.number === ALWAYS_PASSES ? TEST_PERSON : person;
  const clean: Result = {
    atMs: nowMs + pace.thinkMs,
    status: "completed",
    outcome: "pass",
    person: who,
    paper: { ...paper, verified: true },
    facematchScore: 98.5,
    livenessScore: 99.2,
    hits: [],
  };
  const referred: Result = {
    ...clean,
    outcome: "refer",
    reason: "Document image unclear",
    paper: { ...paper, verified: false },
    facematchScore: 71.4,
  };
  const listed = (...types: HitType[]): Result[] => [{ ...clean, hits: types.map((type) => hitOf(type, who, id)) }];
  switch (asked) {
    case "pass":
      return [clean];
    case "refer":
      return [referred];
    case "fail":
      return [{ ...clean, outcome: "fail", reason: "Face does not match the document", facematchScore: 12.3 }];
    case "aml":
      return listed("sanctions", "watchlist");
    case "pep":
      return listed("pep");
    case "adverse-media":
      return listed("adverse-media");
    case "document-expired":
      return [
        {
          ...clean,
          status: "failed",
          outcome: null,
          error: "document_expired",
          reason: "Document expired",
          paper: { ...paper, expiryDate: "2021-03-31", verified: false },
        },
      ];
    case "refer-then-pass":
      return [referred, { ...clean, atMs: referred.atMs + pace.secondLookMs }];
    case "session-expired":
      return [expired(nowMs)];
  }
}

/** What is left of a session in which nobody finished. */
export const expired = (nowMs: number): Result => ({
  atMs: nowMs,
  status: "failed",
  outcome: null,
  error: "session_expired",
  person: null,
  paper: null,
  facematchScore: null,
  livenessScore: null,
  hits: [],
});

const DETAILS: Record<HitType, string> = {
  pep: "Member of a regional assembly, 2019 to 2023 (fictional)",
  sanctions: "Listed on a fictional sanctions list since 2024",
  watchlist: "Named on a fictional enforcement watchlist",
  "adverse-media": "Named in a fictional newspaper report about fraud",
};

export const hitOf = (type: HitType, person: Person, id: string): Hit => ({
  id: `${id}:${type}`,
  type,
  name: `${person.forename} ${person.surname}`.toUpperCase(),
  detail: DETAILS[type],
});

/** The result that is there at `nowMs`; undefined while there is none. */
export const resultAt = (check: Check, nowMs: number): Result | undefined =>
  check.results.filter((result) => result.atMs <= nowMs).at(-1);
