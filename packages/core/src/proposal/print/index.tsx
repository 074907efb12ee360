/** Printing proposals of the actor's firm. Holds the renderer: only workers import this. */
import { type NewDocument, readDocument, showToClient, storeDocument } from "../../document/index.ts";
import { issuer } from "../../firm/profile/issuer.ts";
import { printVersion } from "../../invoice/print/version.ts";
import { today } from "../../lib/clock.ts";
import { dayOf } from "../../lib/text/day.ts";
import type { Printed } from "../../pdf/make.ts";
import { renderPdf } from "../../pdf/render.ts";
import type { ProposalItem, SignatureItem, VersionItem, Words } from "../entity.ts";
import { certificateMade, type Made, offerMade } from "../made.ts";
import { load } from "../read/load.ts";
import { toSignature } from "../rule/view.ts";
import { Certificate } from "./certificate.tsx";
import { ProposalDocument } from "./document.tsx";
import { joined, pagesOf } from "./join.ts";

/** What is being written, for the builder's preview. Errors: `proposal.not-found`. */
export async function printProposal(id: string): Promise<Printed> {
  const [{ row, words }, firm] = await Promise.all([load(id), issuer()]);
  return {
    version: printVersion(row, firm.version),
    document: <ProposalDocument {...row} {...words} version={null} on={today()} issuer={firm.issuer} />,
  };
}

/** Makes and stores the PDF of a version that was sent, once however often it is tried, and puts it before the client. */
export async function printOffer(row: ProposalItem, version: VersionItem, words: Words): Promise<Made> {
  const firm = await issuer();
  const body = await renderPdf(
    <ProposalDocument
      {...version}
      {...words}
      number={row.number}
      version={Number(version.number)}
      on={dayOf(version.sentAt)}
      issuer={firm.issuer}
    />,
  );
  const name = `${row.number} version ${Number(version.number)}`;
  // Taken back while it was made, it is never the client's: only the transaction that offers it shows it to them.
  const stored = await store(row, { id: version.documentId, name, body, visibleToClient: false });
  return offerMade(row, version, stored, [showToClient(stored.id)]);
}

/** Makes and stores the signed PDF: exactly the pages that were signed, and the certificate. */
export async function printCertificate(
  row: ProposalItem,
  version: VersionItem,
  signature: SignatureItem,
): Promise<Made> {
  const signed = await readDocument(version.documentId, signature.documentHash);
  const certificate = await renderPdf(
    <Certificate
      number={row.number}
      title={version.title}
      firmName={version.firmName}
      clientName={version.clientName}
      signature={toSignature(signature)}
      pages={await pagesOf(signed)}
    />,
  );
  const body = await joined(signed, certificate);
  const signedPdf = { id: signature.signedDocumentId, name: `${row.number} signed`, body, visibleToClient: true };
  const stored = await store(row, signedPdf);
  return certificateMade(row, signature, stored);
}

type Pdf = Required<Pick<NewDocument, "id" | "name" | "body" | "visibleToClient">>;

const store = ({ clientId }: ProposalItem, pdf: Pdf) =>
  storeDocument({ ...pdf, clientId, kind: "proposal", contentType: "application/pdf" });
