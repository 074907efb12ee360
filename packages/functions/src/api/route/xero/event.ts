import { Pull } from "@practice-hub/core/pull";
import { Event } from "@practice-hub/core/webhook";
import { eventContracts as contract } from "../../contract/xero/event.ts";
import { route } from "../../route.ts";

export const eventRoutes = [
  route(contract.list, ({ query }) => Event.list(query)),
  route(contract.volume, ({ query }) => Event.volume(query.days)),
  route(contract.replayPlan, ({ query }) => Pull.replayPlan(query.state)),
  route(contract.replayMany, ({ body }) => Event.replayMany(body.state)),
  route(contract.fromId, ({ params }) => Event.fromId(params.id)),
  route(contract.replay, ({ params }) => Event.replay(params.id)),
];
