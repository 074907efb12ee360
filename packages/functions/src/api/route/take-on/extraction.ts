import { Extraction } from "@practice-hub/core/extraction";
import { extractionContracts as contract } from "../../contract/take-on/extraction.ts";
import { route } from "../../route.ts";

export const extractionRoutes = [
  route(contract.start, ({ body }) => Extraction.start(body)),
  route(contract.list, ({ query }) => Extraction.listForPortal(query)),
  route(contract.fromDocument, ({ params }) => Extraction.fromDocument(params.id)),
  route(contract.setting, () => Extraction.setting()),
  route(contract.updateSetting, ({ body }) => Extraction.updateSetting(body)),
];
