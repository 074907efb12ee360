import { Service } from "@practice-hub/core/service";
import { catalogueContracts as contract } from "../../contract/billing/catalogue.ts";
import { route } from "../../route.ts";

export const catalogueRoutes = [
  route(contract.list, ({ query }) => Service.list(query)),
  route(contract.create, ({ body }) => Service.create(body)),
  route(contract.update, ({ params, body }) => Service.update(params.id, body)),
];
