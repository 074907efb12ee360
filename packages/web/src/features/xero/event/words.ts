/** The words of the event log. */
import type { EventSource, EventState } from "@practice-hub/core/webhook/schema";
import { CircleCheck, CircleDashed, CircleHelp, CircleX, Clock } from "lucide-react";
import type { Tone } from "../../../ui/status/badge.tsx";

export const STATE: Readonly<Record<EventState, { label: string; tone: Tone; icon: typeof Clock }>> = {
  received: { label: "Waiting", tone: "accent", icon: Clock },
  done: { label: "Done", tone: "good", icon: CircleCheck },
  ignored: { label: "Nothing to do", tone: "neutral", icon: CircleDashed },
  dead: { label: "Given up", tone: "bad", icon: CircleX },
  quarantined: { label: "Kept apart", tone: "warn", icon: CircleHelp },
};

export const SOURCE: Readonly<Record<EventSource, string>> = {
  webhook: "Xero told us",
  poll: "Found when we asked Xero",
  check: "Found by the nightly check",
};

const CATEGORY: Readonly<Record<string, string>> = {
  CONTACT: "Contact",
  INVOICE: "Invoice",
  PAYMENT: "Payment",
  BANKTRANSACTION: "Bank transaction",
  CREDITNOTE: "Credit note",
  PREPAYMENT: "Prepayment",
  OVERPAYMENT: "Overpayment",
  IDENTITY: "Identity check",
};
export const categoryWords = (category: string): string => CATEGORY[category] ?? sentence(category);

const TYPE: Readonly<Record<string, string>> = {
  CREATE: "Created",
  UPDATE: "Changed",
  DELETE: "Deleted",
  AML_ALERT: "AML alert",
};
export const typeWords = (type: string): string => TYPE[type] ?? sentence(type);

/** Why an event ended, or failed, as it did. */
const CODE: Readonly<Record<string, string>> = {
  applied: "What changed in Xero was taken over here.",
  echo: "It told of our own change.",
  unchanged: "Nothing that is kept here had changed.",
  conflict: "It was changed here and in Xero. Somebody has to choose.",
  archived: "The contact was archived in Xero.",
  merged: "The contact was merged into another one in Xero.",
  gone: "Xero does not have it any more.",
  collapsed: "A later event of the same record took care of it.",
  noted: "It is kept for this log. Nothing here changes by it.",
  checking: "Open invoices were checked because of it.",
  "not-linked": "The record is not one of yours here.",
  "not-newer": "Something newer was already known.",
  bill: "It is a bill, not one of your sales invoices.",
  "unknown-category": "Events of this kind are not used here.",
  replayed: "Somebody asked for another look.",
  "malformed-id": "What Xero sent is not the id of a record.",
  unavailable: "Xero did not answer.",
  contract: "Xero answered with something that could not be read.",
  rejected: "Xero refused to show the record.",
  "figures-differ": "The figures here and in Xero do not add up to the same.",
  "paid-on-both-sides": "A payment was recorded here and another one in Xero.",
  "too-many-payments": "The invoice has more payments than can be taken over at once.",
  "voided-with-payments": "The invoice was voided in Xero, but payments are recorded here.",
  taken: "What it told is on the check now.",
  fetch: "The result was then fetched from LEM Verify.",
  late: "Something newer was known already. Nothing changed.",
  "reference-mismatch": "It names another check than the one it is about. Nothing changed.",
  repeated: "It came again and was recognised. Nothing changed.",
  defect: "Something went wrong on our side.",
};
export const codeWords = (code: string): string => CODE[code] ?? sentence(code);

/** What one look at an event ended with. */
const LOOK: Readonly<Record<string, string>> = {
  done: "Done",
  ignored: "Nothing to do",
  failed: "Failed",
  dead: "Given up",
  quarantined: "Kept apart",
  duplicate: "Came again",
};
export const lookWords = (outcome: string): string => LOOK[outcome] ?? sentence(outcome);

/** `CREDIT_NOTE` → `Credit note`. */
function sentence(word: string): string {
  const words = word.toLowerCase().replaceAll(/[._-]/g, " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}
