/** What the client's own person is shown of case and check. Pure. */
import type { CaseItem } from "../../onboarding/index.ts";
import type { VerificationItem } from "../entity.ts";
import { MAX_ATTEMPTS, type PortalVerification } from "../schema.ts";

/** `check`: the one begun last, when there is one. `at`: ISO, now. */
export function stateOf(
  { status, decision, more }: Pick<CaseItem, "status" | "decision" | "more">,
  check: VerificationItem | null,
  at: string,
): PortalVerification["state"] {
  switch (status) {
    case "not_started":
    case "in_progress":
      return "not-ready";
    case "pending_questionnaire":
      return more ? "more-needed" : "not-ready";
    case "pending_verification":
      return stateOfCheck(check, at);
    case "pending_approval":
    case "pending_second_approval":
      // A review of somebody who is a client already shows nothing of it.
      return decision?.kind === "approved" ? "passed" : "review";
    case "approved":
      return "passed";
    case "rejected":
    case "closed":
      return "closed";
  }
}

function stateOfCheck(check: VerificationItem | null, at: string): PortalVerification["state"] {
  if (!check) return "ready";
  switch (check.status) {
    case "starting":
      return check.startingAt === undefined ? "ready" : "starting";
    case "pending":
      return check.expiresAt !== undefined && check.expiresAt <= at ? "expired" : "open";
    case "completed":
      return "review";
    case "failed":
      return check.errorCode === "session_expired" ? "expired" : "not-completed";
  }
}

export const attemptsLeft = ({ attempts }: Pick<CaseItem, "attempts">): number => Math.max(0, MAX_ATTEMPTS - attempts);
