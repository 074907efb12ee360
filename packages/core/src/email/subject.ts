/** The subject line of each template. Pure and small, so that a door can queue mail without holding a renderer. */
import {
  evidenceNoticeLetter,
  kycAlertLetter,
  kycApprovedLetter,
  kycMoreLetter,
  kycOtherWayLetter,
  kycOtherWayStaffLetter,
  kycRejectedLetter,
  onboardingInvitationLetter,
} from "./letter/kyc.ts";
import { invoiceLetter } from "./letter/invoice.ts";
import type { EmailProps, EmailTemplate } from "./schema.ts";

type Subjects = { [T in EmailTemplate]: (props: EmailProps<T>) => string };

const SUBJECTS: Subjects = {
  "portal-invitation": ({ firmName }) => `${firmName} invites you to their client portal`,
  "staff-invitation": ({ firmName }) => `Join ${firmName} on Practice Hub`,
  "verify-email": () => "Confirm your email address",
  "reset-password": () => "Set a new password for Practice Hub",
  invoice: (props) => invoiceLetter(props).subject,
  "existing-account": () => "You already have a Practice Hub account",
  "connection-broken": ({ firmName }) => `Xero needs you: reconnect ${firmName}`,
  "proposal-sent": ({ firmName, number }) => `${firmName} sent you proposal ${number}`,
  "proposal-reminder": ({ firmName, number }) => `Reminder: proposal ${number} from ${firmName} waits for you`,
  "onboarding-invitation": (props) => onboardingInvitationLetter(props).subject,
  "onboarding-reminder": ({ firmName }) => `Reminder: ${firmName} is waiting for your details`,
  "kyc-approved": (props) => kycApprovedLetter(props).subject,
  "kyc-rejected": (props) => kycRejectedLetter(props).subject,
  "kyc-more": (props) => kycMoreLetter(props).subject,
  "evidence-notice": (props) => evidenceNoticeLetter(props).subject,
  "kyc-other-way": (props) => kycOtherWayLetter(props).subject,
  "kyc-other-way-staff": (props) => kycOtherWayStaffLetter(props).subject,
  "kyc-alert": (props) => kycAlertLetter(props).subject,
};

/** RFC 5322 allows 998 characters a line; mail programs show about 80. */
const MAX_SUBJECT = 150;

/** A header line from text that people typed: control characters, line ends among them, become spaces. */
export const headerLine = (text: string): string =>
  text
    .replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, " ")
    .trim()
    .slice(0, MAX_SUBJECT);

/** The subject of a mail. */
export const subjectOf = <T extends EmailTemplate>(template: T, props: EmailProps<T>): string =>
  headerLine(SUBJECTS[template](props));
