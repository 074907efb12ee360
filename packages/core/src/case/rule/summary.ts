/** What the audit trail says of an event. No reason of a reviewer and no name of a check: those stand in the case. */
import type { CaseEvent, CaseState } from "./event.ts";

export function summaryOf(event: CaseEvent, after: CaseState): string {
  switch (event.type) {
    case "invited":
      return `Invited ${event.name} to onboard`;
    case "started":
      return "The client began the questionnaire";
    case "submitted":
      return "The client submitted the questionnaire";
    case "verifying":
      return `Identity check begun (attempt ${after.attempts})`;
    case "result":
      return after.status === "approved"
        ? "Identity check passed; approved by itself"
        : "The identity check has a result";
    case "alert":
      return "Ongoing monitoring reported something new";
    case "approve":
      return after.status === "approved" ? "Onboarding approved" : "Approval proposed; a second person has to agree";
    case "second-approve":
      return "Onboarding approved by a second person";
    case "send-back":
      return "The proposed approval was sent back";
    case "reject":
      return "Onboarding rejected";
    case "more-asked":
      return "The client was asked for more";
    case "other-way":
      return "The client asked to prove who they are without the face check";
    case "identified":
      return "Identity verified on documents by a person of the firm";
    case "take-over":
      return "Going on without the identity check";
    case "reopened":
      return `New case opened; invited ${event.name} to onboard`;
    case "re-review":
      return "Re-review is due";
    case "ended":
      return "The relationship has ended";
    case "rated":
      return `Risk rated ${event.level}`;
    case "held":
      return "Legal hold set";
    case "released":
      return "Legal hold released";
    case "assigned":
      return event.to === null ? "Onboarding assigned to nobody" : "Onboarding assigned";
    case "reminded":
      return `Reminder ${after.reminders} sent`;
  }
}
