/** Puts the certificate behind the pages that were signed, which stay as they are. */
import { PDFDocument } from "@cantoo/pdf-lib";

/** How many pages a PDF of ours has. */
export const pagesOf = async (pdf: Uint8Array): Promise<number> =>
  (await PDFDocument.load(pdf, { updateMetadata: false })).getPageCount();

/** One file: the pages of `signed`, then those of `certificate`. */
export async function joined(signed: Uint8Array, certificate: Uint8Array): Promise<Uint8Array> {
  const [document, added] = await Promise.all([
    PDFDocument.load(signed, { updateMetadata: false }),
    PDFDocument.load(certificate, { updateMetadata: false }),
  ]);
  for (const page of await document.copyPages(added, added.getPageIndices())) document.addPage(page);
  return document.save();
}
