import { Invoice } from "@practice-hub/core/invoice";
import { invoiceContracts as contract } from "../../contract/billing/invoice.ts";
import { route } from "../../route.ts";
import { pdfStatus } from "./pdf.ts";

export const invoiceRoutes = [
  route(contract.list, ({ query }) => Invoice.list(query)),
  route(contract.totals, () => Invoice.totals()),
  route(contract.create, ({ body }) => Invoice.create(body)),
  route(contract.fromId, ({ params }) => Invoice.fromId(params.id)),
  route(contract.update, ({ params, body }) => Invoice.update(params.id, body)),
  route(contract.approve, ({ params, body }) => Invoice.approve(params.id, body)),
  route(contract.send, ({ params, body }) => Invoice.send(params.id, body)),
  route(contract.markSent, ({ params, body }) => Invoice.markSent(params.id, body)),
  route(contract.cancel, ({ params, body }) => Invoice.cancel(params.id, body)),
  route(contract.pdf, ({ params }) => Invoice.pdf(params.id), pdfStatus),
  route(contract.portalList, ({ query }) => Invoice.listForPortal(query)),
  route(contract.portalFromId, ({ params }) => Invoice.fromIdForPortal(params.id)),
  route(contract.portalPdf, ({ params }) => Invoice.pdfForPortal(params.id), pdfStatus),
  route(contract.linked, ({ params }) => Invoice.fromLink(params.token)),
  route(contract.linkedPdf, ({ params }) => Invoice.pdfFromLink(params.token), pdfStatus),
];
