/** A client who began to be taken on, or was invited to, and has not finished. Bounded: it is sent three times at most. */
import type { EmailProps } from "../schema.ts";
import { Action, Layout, Paragraph, SmallPrint } from "./layout.tsx";

const WAITS = {
  questionnaire: "a few questions about you and your business are still open. Everything you typed is kept.",
  verification: "only the identity check is still open. It takes about five minutes.",
} as const;

export const OnboardingReminder = ({
  firmName,
  clientName,
  contactName,
  step,
  url,
}: EmailProps<"onboarding-reminder">) => (
  <Layout preview={`${firmName} is waiting for your details`} heading="You can go on where you left off">
    <Paragraph>Hi {contactName},</Paragraph>
    <Paragraph>
      To take on {clientName}, {firmName} needs your help: {WAITS[step]}
    </Paragraph>
    <Action url={url}>Continue</Action>
    <SmallPrint>Finished already? Then ignore this mail.</SmallPrint>
  </Layout>
);
