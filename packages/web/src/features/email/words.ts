import type { EmailTemplate } from "@practice-hub/core/email/schema";

/** The words of each kind of mail. */
export const TEMPLATE_WORDS: Record<EmailTemplate, string> = {
  "portal-invitation": "Portal invitation",
  "staff-invitation": "Staff invitation",
  "verify-email": "Address confirmation",
  "reset-password": "Password reset",
  invoice: "Invoice",
  "existing-account": "Account exists already",
  "connection-broken": "Xero needs you",
  "proposal-sent": "Proposal",
  "proposal-reminder": "Reminder of a proposal",
  "onboarding-invitation": "Request to onboard",
  "onboarding-reminder": "Reminder of the questionnaire",
  "kyc-approved": "Verification approved",
  "kyc-rejected": "Verification not completed",
  "kyc-more": "More is needed",
  "evidence-notice": "Evidence will be deleted",
  "kyc-other-way": "Another way than the face check",
  "kyc-other-way-staff": "Asked for a check without a camera",
  "kyc-alert": "Monitoring alert",
};
