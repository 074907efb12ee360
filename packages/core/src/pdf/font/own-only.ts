/**
 * pdfkit opens Helvetica for every document, by a path that exists beside its own sources only: in a bundle it is not there.
 * We embed our own fonts and print nothing in a standard one, so a document starts without, and asking for one by name
 * (React-pdf does while it loads) opens nothing. Imported before React-pdf.
 */
import { PDFDocument } from "pdfkit";

const { initFonts, font } = PDFDocument.prototype;

PDFDocument.prototype.initFonts = function withoutDefault() {
  initFonts.call(this, null);
};
PDFDocument.prototype.font = function ownOnly(source, ...rest) {
  return typeof source === "string" ? this : font.call(this, source, ...rest);
};
