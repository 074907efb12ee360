/** Mail about the recipient's own account. None of them says whether anybody else has one. */
import type { EmailProps } from "../schema.ts";
import { Action, Layout, Paragraph, SmallPrint, until } from "./layout.tsx";

export const VerifyEmail = ({ name, url }: EmailProps<"verify-email">) => (
  <Layout preview="Confirm that this address is yours" heading="Confirm your email address">
    <Paragraph>Hi {name},</Paragraph>
    <Paragraph>Please confirm that this address is yours. You can then use Practice Hub.</Paragraph>
    <Action url={url}>Confirm the address</Action>
    <SmallPrint>If you did not sign up for Practice Hub, ignore this mail: nothing happens.</SmallPrint>
  </Layout>
);

export const ResetPassword = ({ name, url, expiresAt }: EmailProps<"reset-password">) => (
  <Layout preview="The link to set a new password" heading="Set a new password">
    <Paragraph>Hi {name},</Paragraph>
    <Paragraph>Somebody, most likely you, asked for a new password for your Practice Hub account.</Paragraph>
    <Action url={url}>Set a new password</Action>
    <SmallPrint>
      The link works once, until {until(expiresAt)} (UK time). If you did not ask for it, ignore this mail: your
      password stays as it is.
    </SmallPrint>
  </Layout>
);

/** Sent instead of a verification when the address already has an account, so that sign-up tells a stranger nothing. */
export const ExistingAccount = ({ name, signInUrl, resetUrl }: EmailProps<"existing-account">) => (
  <Layout preview="You can simply sign in" heading="You already have an account">
    <Paragraph>Hi {name},</Paragraph>
    <Paragraph>
      Somebody, most likely you, tried to sign up for Practice Hub with this address. It already has an account, so no
      new one was made.
    </Paragraph>
    <Action url={signInUrl}>Sign in</Action>
    <SmallPrint>Password forgotten? Set a new one: {resetUrl}</SmallPrint>
    <SmallPrint>If it was not you, ignore this mail: nothing happens.</SmallPrint>
  </Layout>
);
