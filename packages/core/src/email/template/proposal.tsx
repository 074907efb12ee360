/** A client is offered something, or reminded of it. The link leads into the portal, which asks who is there. */
import type { EmailProps } from "../schema.ts";
import { Action, Layout, longDate, Paragraph, SmallPrint } from "./layout.tsx";

export const ProposalSent = ({
  firmName,
  clientName,
  contactName,
  number,
  title,
  validUntilOn,
  url,
}: EmailProps<"proposal-sent">) => (
  <Layout preview={`${title}: to read and to sign in your portal`} heading={`A proposal from ${firmName}`}>
    <Paragraph>Hi {contactName},</Paragraph>
    <Paragraph>
      {firmName} has made a proposal for {clientName}: {title} ({number}). You can read it, save it as a PDF and sign it
      in your portal until {longDate(validUntilOn)}.
    </Paragraph>
    <Action url={url}>Read the proposal</Action>
    <SmallPrint>
      No access to the portal yet? Ask {firmName} for an invitation. Nothing is agreed until you sign.
    </SmallPrint>
  </Layout>
);

export const ProposalReminder = ({
  firmName,
  clientName,
  contactName,
  number,
  title,
  validUntilOn,
  url,
}: EmailProps<"proposal-reminder">) => (
  <Layout preview={`${title}: valid until ${longDate(validUntilOn)}`} heading="A proposal waits for your answer">
    <Paragraph>Hi {contactName},</Paragraph>
    <Paragraph>
      The proposal of {firmName} for {clientName}, {title} ({number}), can be signed in your portal until{" "}
      {longDate(validUntilOn)}. You can decline it there too, and say why.
    </Paragraph>
    <Action url={url}>Read the proposal</Action>
    <SmallPrint>Answered already? Then ignore this mail.</SmallPrint>
  </Layout>
);
