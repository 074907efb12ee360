import { Firm } from "@practice-hub/core/firm";
import { firmContracts as contract } from "../../contract/firm/firm.ts";
import { route } from "../../route.ts";

export const firmRoutes = [
  route(contract.profile, () => Firm.profile()),
  route(contract.update, ({ body }) => Firm.update(body)),
  route(contract.logo, () => Firm.logo()),
  route(contract.setLogo, ({ body }) => Firm.setLogo(body)),
  route(contract.removeLogo, ({ body }) => Firm.removeLogo(body)),
];
