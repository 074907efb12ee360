/** To those who may mend it, once: a connection with another service broke. */
import type { EmailProps } from "../schema.ts";
import { Action, Layout, Paragraph, SmallPrint, until } from "./layout.tsx";

export const ConnectionBroken = ({ name, firmName, orgName, state, url, at }: EmailProps<"connection-broken">) => (
  <Layout preview={`${firmName} is no longer connected with Xero`} heading="Xero needs to be connected again">
    <Paragraph>Hi {name},</Paragraph>
    <Paragraph>
      {state === "disconnected"
        ? `The connection of ${firmName} with ${orgName} was ended inside Xero.`
        : `Xero no longer accepts our access to ${orgName}, the organisation of ${firmName}.`}
    </Paragraph>
    <Paragraph>
      Until somebody connects it again, nothing is sent to Xero and nothing is read from it. Everything that was linked
      stays linked, and what is waiting goes out afterwards.
    </Paragraph>
    <Action url={url}>Connect again</Action>
    <SmallPrint>
      Noticed on {until(at)} (UK time). You get this mail because you may change the firm's settings.
    </SmallPrint>
  </Layout>
);
