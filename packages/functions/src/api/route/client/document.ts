import { Document } from "@practice-hub/core/document";
import { documentContracts as contract } from "../../contract/client/document.ts";
import { route } from "../../route.ts";

export const documentRoutes = [
  route(contract.list, ({ query }) => Document.list(query)),
  route(contract.begin, ({ body }) => Document.begin(body)),
  route(contract.fromId, ({ params }) => Document.fromId(params.id)),
  route(contract.update, ({ params, body }) => Document.update(params.id, body)),
  route(contract.complete, ({ params }) => Document.complete(params.id)),
  route(contract.download, ({ params, query }) => Document.download(params.id, query)),
  route(contract.remove, ({ params }) => Document.remove(params.id)),
  route(contract.restore, ({ params }) => Document.restore(params.id)),
  route(contract.portalList, ({ query }) => Document.listForPortal(query)),
  route(contract.portalBegin, ({ body }) => Document.beginForPortal(body)),
  route(contract.portalComplete, ({ params }) => Document.completeForPortal(params.id)),
  route(contract.portalDownload, ({ params, query }) => Document.downloadForPortal(params.id, query)),
];
