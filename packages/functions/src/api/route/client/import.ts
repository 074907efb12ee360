import { ClientImport } from "@practice-hub/core/import";
import { importContracts as contract } from "../../contract/client/import.ts";
import { route } from "../../route.ts";

export const importRoutes = [
  route(contract.list, ({ query }) => ClientImport.list(query)),
  route(contract.create, ({ body }) => ClientImport.create(body)),
  route(contract.fromId, ({ params }) => ClientImport.fromId(params.id)),
  route(contract.rows, ({ params, query }) => ClientImport.rows(params.id, query)),
  route(contract.check, ({ params, body }) => ClientImport.check(params.id, body)),
  route(contract.confirm, ({ params, body }) => ClientImport.confirm(params.id, body)),
  route(contract.cancel, ({ params }) => ClientImport.cancel(params.id)),
];
