/**
 * What every PDF of ours is built from: `<Paper>` holds a document, everything else flows in it, and `renderPdf` makes the
 * bytes. Texts only, never React nodes where a text will do: what is printed can be selected, copied and read aloud in order.
 */
export { type Issuer, Letterhead, legalLine } from "./letterhead.tsx";
export { Paper } from "./paper.tsx";
export { Table } from "./table.tsx";
export { ALERT, GAP } from "./theme.ts";
export { Totals, VatSummary } from "./totals.tsx";
/** A box of a flex layout. */
export { View } from "../react-pdf.ts";
export { Facts, Paragraphs, Section, Words } from "./words.tsx";
