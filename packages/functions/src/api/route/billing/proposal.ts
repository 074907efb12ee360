import { Proposal } from "@practice-hub/core/proposal";
import { proposalContracts as contract } from "../../contract/billing/proposal.ts";
import { route } from "../../route.ts";
import { pdfStatus } from "./pdf.ts";

export const proposalRoutes = [
  route(contract.list, ({ query }) => Proposal.list(query)),
  route(contract.create, ({ body }) => Proposal.create(body)),
  route(contract.fromId, ({ params }) => Proposal.fromId(params.id)),
  route(contract.update, ({ params, body }) => Proposal.update(params.id, body)),
  route(contract.send, ({ params, body }) => Proposal.send(params.id, body)),
  route(contract.remind, ({ params, body }) => Proposal.remind(params.id, body)),
  route(contract.expire, ({ params, body }) => Proposal.expire(params.id, body)),
  route(contract.pdf, ({ params, query }) => Proposal.pdf(params.id, query), pdfStatus),
  route(contract.portalList, ({ query }) => Proposal.listForPortal(query)),
  route(contract.portalFromId, ({ params }) => Proposal.open(params.id)),
  route(contract.portalPdf, ({ params, query }) => Proposal.pdfForPortal(params.id, query), pdfStatus),
  route(contract.sign, ({ params, body, from }) => Proposal.sign(params.id, body, from)),
  route(contract.decline, ({ params, body }) => Proposal.decline(params.id, body)),
];
