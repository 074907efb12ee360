/**
 * A document of the kit as PDF bytes. React-pdf is heavy: only the PDF worker may import this (a metafile test says so).
 */
import { type DocumentProps, renderToBuffer } from "./react-pdf.ts";
import type { ReactElement } from "react";
import { loadFonts } from "./font/index.ts";

/** Renders what `<Paper>` of the kit makes. The same element at the same instant gives the same bytes. */
export async function renderPdf(document: ReactElement): Promise<Uint8Array> {
  await loadFonts();
  // A component that returns React-pdf's <Document> is one too; the library's type knows only the element itself.
  return renderToBuffer(document as ReactElement<DocumentProps>);
}
