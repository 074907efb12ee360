/** An invoice, by a link to a page of ours that checks it and gives the PDF: no file is attached (R6). */
import { invoiceLetter } from "../letter/invoice.ts";
import type { EmailProps } from "../schema.ts";
import { Action, Layout, Lines, Paragraph, SmallPrint, until } from "./layout.tsx";

export function InvoiceMail(props: EmailProps<"invoice">) {
  const { heading, paragraphs, action } = invoiceLetter(props);
  return (
    <Layout preview={paragraphs.at(-2) ?? heading} heading={heading}>
      {paragraphs.map((paragraph) => (
        <Paragraph key={paragraph}>
          <Lines>{paragraph}</Lines>
        </Paragraph>
      ))}
      <Action url={props.url}>{action}</Action>
      <SmallPrint>
        The link is for whoever pays this invoice and works until {until(props.expiresAt)} (UK time). Questions? Ask{" "}
        {props.firmName}; never pay to another account because a mail asks you to.
      </SmallPrint>
    </Layout>
  );
}
