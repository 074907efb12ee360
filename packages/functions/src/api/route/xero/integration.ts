import { Connection } from "@practice-hub/core/connection";
import { integrationContracts as contract } from "../../contract/xero/integration.ts";
import { route } from "../../route.ts";

export const integrationRoutes = [
  route(contract.list, async () => ({ items: await Connection.cards() })),
  route(contract.xero, () => Connection.read()),
  route(contract.update, ({ body }) => Connection.update(body).then(Connection.read)),
  route(contract.disconnect, () => Connection.disconnect().then(Connection.read)),
  route(contract.organisations, async () => ({ items: await Connection.choices() })),
  route(contract.choose, ({ body }) => Connection.choose(body.connectionId).then(Connection.read)),
  route(contract.authorize, () => Connection.authorize()),
  route(contract.callback, ({ query }) => Connection.callback(query)),
  route(contract.refreshTokens, () => Connection.enqueueIdleTokens()),
];
