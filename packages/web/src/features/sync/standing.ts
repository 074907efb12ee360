/** Where a record stands in Xero, in words: a label, the reason, and the one thing that helps. Pure. */
import type { SetupState } from "@practice-hub/core/sync/schema";
import type { SyncGlance, SyncKind } from "@practice-hub/core/outbox/schema";
import { CircleCheck, CircleX, Clock, EyeOff, GitCompareArrows, ListChecks, Unplug } from "lucide-react";
import type { Tone } from "../../ui/status/badge.tsx";

/** As much of the firm as a standing depends on; undefined while it is not known. */
export interface FirmSetup {
  state: SetupState;
  autoSync: boolean;
}

/** A page, the record that is in the way, the record in Xero, or another try. */
export type Fix =
  | { to: "connection" | "mapping" | "matching" | "conflicts" | "client" | "invoice"; label: string }
  | { to: "xero" | "retry"; label: string };

export interface Standing {
  label: string;
  tone: Tone;
  icon: typeof CircleX;
  /** A sentence; null when the label says it all. */
  reason: string | null;
  fix: Fix | null;
}

const WAITING = { tone: "neutral", icon: Clock } as const;
const MAPPING: Fix & { to: "mapping" } = { to: "mapping", label: "Choose accounts" };
const MATCHING: Fix = { to: "matching", label: "Link with a contact" };
const RETRY: Fix = { to: "retry", label: "Try again" };
const LOOK: Fix = { to: "xero", label: "Open in Xero" };

/** What keeps everything from Xero until somebody has done it. */
export const BLOCKED: Record<
  Exclude<SetupState, "ready">,
  Standing & { fix: { to: "connection" | "mapping" | "matching"; label: string } }
> = {
  "not-connected": {
    label: "Not connected",
    tone: "neutral",
    icon: Unplug,
    reason: "Nothing goes to Xero before the firm is connected with it.",
    fix: { to: "connection", label: "Connect to Xero" },
  },
  mapping: {
    label: "Waits for mapping",
    tone: "neutral",
    icon: ListChecks,
    reason: "Nothing goes to Xero before your accounts and tax rates are chosen.",
    fix: MAPPING,
  },
  matching: {
    label: "Waits for matching",
    tone: "neutral",
    icon: ListChecks,
    reason: "Nothing goes to Xero before your clients are matched with its contacts.",
    fix: { to: "matching", label: "Match clients" },
  },
};

/** By the codes of core/sync/decide and core/pull; whatever is not here may succeed when it is tried again. */
const FIXES: Readonly<Record<string, Fix>> = {
  "account-missing": MAPPING,
  "account-unusable": MAPPING,
  "tax-rate-missing": MAPPING,
  "tax-rate-unusable": MAPPING,
  "bank-account-missing": MAPPING,
  "name-taken": MATCHING,
  "contact-merged": MATCHING,
  "client-failed": { to: "client", label: "Open the client" },
  "invoice-failed": { to: "invoice", label: "Open the invoice" },
  "amount-more-than-due": { to: "invoice", label: "Open the invoice" },
  "voided-in-xero": { to: "invoice", label: "Open the invoice" },
  "paid-in-xero": LOOK,
  "payment-reconciled": LOOK,
  "paid-on-both-sides": LOOK,
  "figures-differ": LOOK,
  "total-differs": LOOK,
  "voided-with-payments": LOOK,
};
/** A contact that is gone or put away is replaced by another; an invoice whose contact is, goes once that is put right. */
const OF_CONTACT: Readonly<Record<string, Fix>> = { "contact-archived": MATCHING, "deleted-in-xero": MATCHING };

/** What helps against an error. */
export function fixOf(kind: SyncKind, code: string | null, firm: FirmSetup | undefined): Fix {
  if (code === "conflict") return { to: "conflicts", label: "Decide what is right" };
  const fix = (kind === "contact" ? OF_CONTACT[code ?? ""] : undefined) ?? FIXES[code ?? ""] ?? RETRY;
  if (fix.to !== "retry" || !firm || firm.state === "ready") return fix;
  return BLOCKED[firm.state].fix;
}

const sendNow: Fix = { to: "retry", label: "Send now" };

/** Null of what Xero was never to have: a draft. */
export function standingOf(kind: SyncKind, place: SyncGlance | null, firm: FirmSetup | undefined): Standing | null {
  if (!place) return null;
  const { status, code, reason } = place;
  switch (status) {
    case "synced":
      return { label: "In Xero", tone: "good", icon: CircleCheck, reason: null, fix: null };
    case "error":
      return { label: "Error", tone: "bad", icon: CircleX, reason, fix: fixOf(kind, code, firm) };
    case "conflict":
      return { label: "Conflict", tone: "warn", icon: GitCompareArrows, reason, fix: fixOf(kind, "conflict", firm) };
    case "ignored":
      return {
        label: "Left out",
        tone: "neutral",
        icon: EyeOff,
        reason: reason ?? "This is not sent to Xero.",
        fix: kind === "contact" ? MATCHING : null,
      };
    case "pending":
      if (firm && firm.state !== "ready") return BLOCKED[firm.state];
      return { label: "Waiting", ...WAITING, reason: reason ?? waits(firm, code), fix: sendNow };
  }
}

function waits(firm: FirmSetup | undefined, code: string | null): string {
  if (firm && !firm.autoSync) return "Your firm sends changes when somebody says so.";
  return code === "client-not-active"
    ? "It goes to Xero by itself once the client is active, or with their first invoice."
    : "It goes to Xero by itself, mostly within a minute.";
}
