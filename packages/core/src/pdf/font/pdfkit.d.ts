/** The two methods of pdfkit's document that `own-only.ts` replaces; the package ships no types. */
declare module "pdfkit" {
  export interface Document {
    initFonts: (this: Document, defaultFont?: string | null) => void;
    font: (this: Document, source: unknown, ...rest: unknown[]) => Document;
  }
  export const PDFDocument: { prototype: Document };
}
