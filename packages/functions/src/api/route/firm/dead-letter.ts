import { DeadLetter } from "@practice-hub/core/dead-letter";
import { deadLetterContracts as contract } from "../../contract/firm/dead-letter.ts";
import { route } from "../../route.ts";

export const deadLetterRoutes = [
  route(contract.list, ({ query }) => DeadLetter.list(query)),
  route(contract.redrive, ({ body }) => DeadLetter.redrive(body)),
];
