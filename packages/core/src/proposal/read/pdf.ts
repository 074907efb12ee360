/** A proposal as a PDF: a short link after a check, with an audit row for each opening (R6). */
import { activity } from "../../activity/index.ts";
import { Document } from "../../document/index.ts";
import { loadProfile } from "../../firm/index.ts";
import { requireStaff } from "../../lib/actor.ts";
import { linkTo as linkToPdf } from "../../pdf/index.ts";
import type { PdfLink } from "../../pdf/schema.ts";
import type { ProposalItem } from "../entity.ts";
import { printVersion } from "../../invoice/print/version.ts";
import { loadForPortal } from "../sign/portal.ts";
import type { ProposalPdfQuery } from "../schema.ts";
import { loadRow, loadVersion } from "./load.ts";

/** For staff: a version that was sent; without one the signed document, the newest version, or a preview of the draft. */
export async function pdf(id: string, { version }: ProposalPdfQuery): Promise<PdfLink> {
  requireStaff("proposal:read");
  const row = await loadRow(id);
  return version === undefined && row.state === "draft" ? preview(row) : stored(row, version, Document.download);
}

/** For the client's own people: what was sent to them, and what they signed. 404 for everybody else. */
export async function pdfForPortal(id: string, { version }: ProposalPdfQuery): Promise<PdfLink> {
  return stored(await loadForPortal(id), version, Document.downloadForPortal);
}

async function stored(
  row: ProposalItem,
  number: number | undefined,
  linkTo: typeof Document.download,
): Promise<PdfLink> {
  const { version, signature } = await loadVersion(row, number ?? row.sentVersion);
  const signed = number === undefined && signature !== null;
  const sizeBytes = signed ? signature.signedBytes : version.documentBytes;
  if (sizeBytes === undefined) return { status: "preparing" };
  const { url, expiresAt } = await linkTo(signed ? signature.signedDocumentId : version.documentId, {
    show: "inline",
  });
  return { status: "ready", url, expiresAt, sizeBytes };
}

async function preview(row: ProposalItem): Promise<PdfLink> {
  const profile = await loadProfile();
  return linkToPdf(
    { tenantId: row.tenantId, kind: "proposal", id: row.id },
    {
      version: printVersion(row, profile?.version ?? 0),
      fileName: `${row.number} draft.pdf`,
      opened: () => [
        activity({
          entityType: "proposal",
          entityId: row.id,
          clientId: row.clientId,
          action: "proposal.previewed",
          summary: `Draft ${row.number} opened as PDF`,
        }),
      ],
    },
  );
}
