/** A client's person is asked into the portal. The link sets a password; none is ever sent (R5). */
import type { EmailProps } from "../schema.ts";
import { Action, Layout, Paragraph, SmallPrint, until } from "./layout.tsx";

export const PortalInvitation = ({
  firmName,
  clientName,
  contactName,
  url,
  expiresAt,
}: EmailProps<"portal-invitation">) => (
  <Layout preview={`${firmName} has opened a portal for ${clientName}`} heading={`Welcome to ${firmName}`}>
    <Paragraph>Hi {contactName},</Paragraph>
    <Paragraph>
      {firmName} looks after {clientName} and invites you to its client portal: the place to exchange documents, sign
      and see your invoices.
    </Paragraph>
    <Action url={url}>Accept the invitation</Action>
    <SmallPrint>
      The link works once, until {until(expiresAt)} (UK time). If you did not expect this mail, ignore it: nothing
      happens.
    </SmallPrint>
  </Layout>
);
