/**
 * PDFs of our own (F42): wanted by a row, made by the worker (make.ts and the kit are not exported here: only the worker may
 * hold the renderer), stored under tenant, kind and version, opened by a short link. Access patterns: docs/data-model/pdf.md.
 */
export { linkTo, nudgePdf, wantPdf } from "./want.ts";
