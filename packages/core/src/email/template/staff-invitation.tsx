/** A colleague is asked to join the firm. */
import type { EmailProps } from "../schema.ts";
import { Action, Layout, Paragraph, SmallPrint, until } from "./layout.tsx";

export const StaffInvitation = ({ firmName, inviterName, role, url, expiresAt }: EmailProps<"staff-invitation">) => (
  <Layout preview={`${inviterName} invites you to ${firmName}`} heading={`Join ${firmName} on Practice Hub`}>
    <Paragraph>Hi,</Paragraph>
    <Paragraph>
      {inviterName} invites you to work with {firmName} on Practice Hub. Your role will be: {role}.
    </Paragraph>
    <Action url={url}>Join the firm</Action>
    <SmallPrint>
      The link works once, until {until(expiresAt)} (UK time). If you did not expect this mail, ignore it: nothing
      happens.
    </SmallPrint>
  </Layout>
);
