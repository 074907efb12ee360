/** The mails of identity checks, laid out. Their words: letter/kyc.ts. */
import type { ReactNode } from "react";
import {
  evidenceNoticeLetter,
  kycAlertLetter,
  kycApprovedLetter,
  kycMoreLetter,
  kycOtherWayLetter,
  kycOtherWayStaffLetter,
  kycRejectedLetter,
  onboardingInvitationLetter,
} from "../letter/kyc.ts";
import type { Letter } from "../letter/invoice.ts";
import type { EmailProps } from "../schema.ts";
import { Action, Layout, Lines, Paragraph, SmallPrint, until } from "./layout.tsx";

interface Props {
  letter: Letter;
  items?: readonly string[];
  url: string;
  /** Below the button. */
  children?: ReactNode;
}

function KycMail({ letter, items = [], url, children }: Props) {
  return (
    <Layout preview={letter.paragraphs[1] ?? letter.heading} heading={letter.heading}>
      {letter.paragraphs.map((paragraph) => (
        <Paragraph key={paragraph}>
          <Lines>{paragraph}</Lines>
        </Paragraph>
      ))}
      {items.map((item) => (
        <Paragraph key={item}>• {item}</Paragraph>
      ))}
      <Action url={url}>{letter.action}</Action>
      {children}
    </Layout>
  );
}

export const KycApproved = (props: EmailProps<"kyc-approved">) => (
  <KycMail letter={kycApprovedLetter(props)} url={props.url} />
);
export const KycRejected = (props: EmailProps<"kyc-rejected">) => (
  <KycMail letter={kycRejectedLetter(props)} url={props.url} />
);
export const KycMore = (props: EmailProps<"kyc-more">) => (
  <KycMail letter={kycMoreLetter(props)} items={props.items} url={props.url} />
);
export const KycAlert = (props: EmailProps<"kyc-alert">) => <KycMail letter={kycAlertLetter(props)} url={props.url} />;
export const OnboardingInvitation = (props: EmailProps<"onboarding-invitation">) => (
  <KycMail letter={onboardingInvitationLetter(props)} url={props.url}>
    <SmallPrint>
      The link works once, until {until(props.expiresAt)} (UK time). If you did not expect this mail, ask{" "}
      {props.firmName}.
    </SmallPrint>
  </KycMail>
);
export const EvidenceNotice = (props: EmailProps<"evidence-notice">) => (
  <KycMail letter={evidenceNoticeLetter(props)} url={props.url} />
);
export const KycOtherWay = (props: EmailProps<"kyc-other-way">) => {
  const letter = kycOtherWayLetter(props);
  return <KycMail letter={letter} items={letter.items} url={props.url} />;
};
export const KycOtherWayStaff = (props: EmailProps<"kyc-other-way-staff">) => (
  <KycMail letter={kycOtherWayStaffLetter(props)} url={props.url} />
);
