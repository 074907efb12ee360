/** The page that is added to a signed proposal: who accepted exactly what, when and from where. Pure. */
import { Facts, Paper, Paragraphs, Section, Words } from "../../pdf/kit/index.ts";
import { sameName } from "../rule/consent.ts";
import type { Signature } from "../schema.ts";

export interface CertificateProps {
  number: string;
  title: string;
  firmName: string;
  clientName: string;
  signature: Signature;
  /** How many pages were signed. */
  pages: number;
}

const moment = new Intl.DateTimeFormat("en-GB", { dateStyle: "long", timeStyle: "long", timeZone: "Europe/London" });

export const Certificate = ({ number, title, firmName, clientName, signature, pages }: CertificateProps) => (
  <Paper
    title={`Certificate of acceptance of ${number}`}
    author={firmName}
    foot={`Certificate of acceptance of ${number}, version ${signature.documentVersion}`}
  >
    <Words size="title" strong>
      Certificate of acceptance
    </Words>
    <Section heading="What was accepted">
      <Facts
        labelWidth={110}
        facts={[
          ["Proposal", `${number}, version ${signature.documentVersion}: ${title}`],
          ["Offered by", firmName],
          ["Accepted for", clientName],
          ["Pages", `The ${pages === 1 ? "page" : `${pages} pages`} before this one`],
          ["SHA-256", signature.documentHash],
        ]}
      />
    </Section>
    <Section heading="Who accepted it">
      <Facts
        labelWidth={110}
        facts={[
          ["Signed as", signature.name],
          ["Capacity", signature.capacity],
          ["Account", accountOf(signature)],
          ["Signed at", `${moment.format(new Date(signature.at))} (${signature.at})`],
          ["IP address", signature.ip],
          ["Program", signature.userAgent || "not stated"],
        ]}
      />
    </Section>
    <Section heading="What was agreed to by ticking a box">
      <Paragraphs>{signature.consent}</Paragraphs>
    </Section>
    <Section heading="How to check it">
      <Paragraphs>
        {
          "The SHA-256 is that of the file as it was sent, before this page was added. Whoever holds that file can compute the same value; any other file has another. Both files are kept by the firm and can be saved from the portal."
        }
      </Paragraphs>
    </Section>
  </Paper>
);

/** Another name than the account's was stated on purpose, and the certificate says so. */
const accountOf = ({ name, accountName, email }: Signature): string =>
  sameName(name, accountName) ? email : `${accountName}, ${email} (signed under another name, as the signer stated)`;
