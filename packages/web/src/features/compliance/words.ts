/** The words of compliance. */
import type { Tone } from "../../ui/status/badge.tsx";
import type { Hit, Review, Risk, Sort } from "./queries.ts";

export const STATUS_WORDS: Record<Review["status"], { label: string; tone: Tone }> = {
  not_started: { label: "Not started", tone: "neutral" },
  pending_questionnaire: { label: "Waits for the client", tone: "neutral" },
  in_progress: { label: "Client is answering", tone: "neutral" },
  pending_verification: { label: "Identity check open", tone: "neutral" },
  pending_approval: { label: "To decide", tone: "warn" },
  pending_second_approval: { label: "Second approval", tone: "warn" },
  approved: { label: "Approved", tone: "good" },
  rejected: { label: "Rejected", tone: "bad" },
  closed: { label: "Closed", tone: "neutral" },
};

export const RISK_WORDS: Record<Risk, { label: string; tone: Tone }> = {
  low: { label: "Low risk", tone: "good" },
  medium: { label: "Medium risk", tone: "warn" },
  high: { label: "High risk", tone: "bad" },
};

export const SORT_WORDS: Record<Sort, string> = { age: "Longest waiting first", risk: "Highest risk first" };

export const HIT_WORDS: Record<Hit["type"], string> = {
  pep: "Politically exposed person",
  sanctions: "Sanctions list",
  watchlist: "Watchlist",
  "adverse-media": "Adverse media",
};

export const FACT_WORDS: Record<Review["matrix"][number]["fact"], string> = {
  name: "Name",
  dateOfBirth: "Date of birth",
  nationality: "Nationality",
  address: "Home address",
  documentNumber: "Document number",
  documentExpiry: "Valid until",
  companyName: "Company name",
  companyNumber: "Company number",
  companyAddress: "Registered office",
};

export const VERDICT_WORDS: Record<Review["matrix"][number]["verdict"], { label: string; tone: Tone }> = {
  agree: { label: "Agrees", tone: "good" },
  differs: { label: "Differs", tone: "bad" },
  missing: { label: "Missing", tone: "neutral" },
};

export const DECISION_WORDS: Record<Review["history"][number]["kind"], string> = {
  approve: "Approved",
  propose: "Approval proposed",
  "second-approve": "Second approval given",
  "send-back": "Proposal sent back",
  reject: "Rejected",
  "more-asked": "Asked for more",
  "take-over": "Taken over from the identity check",
  identified: "Identity verified on documents",
  "dismiss-hit": "Match dismissed",
  rated: "Risk rated",
  reopened: "New case opened",
  "re-review": "New review begun",
  ended: "Relationship ended",
  held: "Legal hold set",
  released: "Legal hold released",
};

export const MORE_WORDS = {
  answers: "Check and correct the answers",
  document: "Upload an identity document",
  verification: "Do the identity check again",
} as const;

/** How somebody proves who they are without the face check. */
export const OTHER_WAY_WORDS = {
  "in-person": "Original documents, in person",
  "certified-copies": "Certified copies",
} as const;

export const HAND_WORDS = {
  passport: "Passport",
  driving_licence: "Driving licence",
  national_identity_card: "National identity card",
} as const;
