/** A mail's HTML and text. React Email is heavy: only the mail worker imports this (a metafile test says so). */
import { render as renderEmail, toPlainText } from "@react-email/render";
import type { ReactElement } from "react";
import { EMAIL_PROPS, type EmailProps, type EmailTemplate } from "./schema.ts";
import { ExistingAccount, ResetPassword, VerifyEmail } from "./template/account.tsx";
import { ConnectionBroken } from "./template/connection-broken.tsx";
import { InvoiceMail } from "./template/invoice.tsx";
import {
  EvidenceNotice,
  KycAlert,
  KycApproved,
  KycMore,
  KycOtherWay,
  KycOtherWayStaff,
  KycRejected,
  OnboardingInvitation,
} from "./template/kyc.tsx";
import { OnboardingReminder } from "./template/onboarding-reminder.tsx";
import { PortalInvitation } from "./template/portal-invitation.tsx";
import { ProposalReminder, ProposalSent } from "./template/proposal.tsx";
import { StaffInvitation } from "./template/staff-invitation.tsx";

const TEMPLATES: { [T in EmailTemplate]: (props: EmailProps<T>) => ReactElement } = {
  "portal-invitation": PortalInvitation,
  "staff-invitation": StaffInvitation,
  "verify-email": VerifyEmail,
  "reset-password": ResetPassword,
  invoice: InvoiceMail,
  "existing-account": ExistingAccount,
  "connection-broken": ConnectionBroken,
  "proposal-sent": ProposalSent,
  "proposal-reminder": ProposalReminder,
  "onboarding-invitation": OnboardingInvitation,
  "onboarding-reminder": OnboardingReminder,
  "kyc-approved": KycApproved,
  "kyc-rejected": KycRejected,
  "kyc-more": KycMore,
  "evidence-notice": EvidenceNotice,
  "kyc-other-way": KycOtherWay,
  "kyc-other-way-staff": KycOtherWayStaff,
  "kyc-alert": KycAlert,
};

/** Renders a template. The same props always give the same bytes: a repeated try must be the same request. */
export async function render<T extends EmailTemplate>(
  template: T,
  props: unknown,
): Promise<{ html: string; text: string }> {
  const element = TEMPLATES[template](EMAIL_PROPS[template].parse(props) as EmailProps<T>);
  const html = await renderEmail(element);
  return { html, text: toPlainText(html) };
}
