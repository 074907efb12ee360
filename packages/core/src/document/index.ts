/** What clients and staff file, and the PDFs the product makes. Access patterns: docs/data-model/document.md. */
export { type NewDocument, storeDocument } from "./store.ts";
