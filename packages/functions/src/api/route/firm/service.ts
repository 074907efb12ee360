import { Health } from "@practice-hub/core/health";
import { descriptionContracts } from "../../contract/description.ts";
import { contracts } from "../../contract/index.ts";
import { sessionContracts } from "../../contract/firm/session.ts";
import { describe } from "../../openapi.ts";
import { route } from "../../route.ts";

export const serviceRoutes = [
  route(
    sessionContracts.health,
    () => Health.check(),
    ({ status }) => (status === "down" ? 503 : 200),
  ),
  route(sessionContracts.status, () => Health.status()),
  route(descriptionContracts.openapi, () => Promise.resolve(describe(contracts))),
];
