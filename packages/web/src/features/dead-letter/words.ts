/** The words of work that was given up. */

const QUEUES: Readonly<Record<string, { one: string; many: string }>> = {
  email: { one: "Sending an email", many: "Emails" },
  pdf: { one: "Making a PDF", many: "PDFs" },
  proposal: { one: "Work on a proposal", many: "Proposals" },
  onboarding: { one: "Work on an onboarding", many: "Onboardings" },
  extract: { one: "Reading a document", many: "Reading of documents" },
  evidence: { one: "An evidence pack or its removal", many: "Evidence packs and removals" },
  kyc: { one: "Work on an identity check", many: "Identity checks" },
  "token-refresh": { one: "Renewing the access to Xero", many: "Access to Xero" },
  "xero-sync": { one: "Sync with Xero", many: "Sync with Xero" },
  document: { one: "Removing a document for good", many: "Removal of documents" },
  import: { one: "An import of clients", many: "Imports" },
};
export const oneOf = (queue: string): string => QUEUES[queue]?.one ?? queue;
export const manyOf = (queue: string): string => QUEUES[queue]?.many ?? queue;

const SERVICES: Readonly<Record<string, string>> = {
  xero: "Xero",
  resend: "The mail provider",
  s3: "The document storage",
  lemverify: "LEM Verify",
  gemini: "Google Gemini",
  "companies-house": "Companies House",
};
const KINDS: Readonly<Record<string, string>> = {
  auth: "refused our access",
  "rate-limit": "had no calls left for us",
  rejected: "refused what was asked",
  unavailable: "did not answer",
  contract: "answered with something that could not be read",
};

/** Why the last try failed. */
export function reasonOf(code: string | null): string {
  if (code === null) return "It stopped without a word: out of time, or cut off";
  const [service = "", kind = ""] = code.split(".");
  const did = KINDS[kind];
  if (did !== undefined) return `${SERVICES[service] ?? "A service"} ${did}`;
  return code === "defect" ? "Something went wrong on our side" : code;
}
