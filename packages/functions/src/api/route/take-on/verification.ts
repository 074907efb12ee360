import { Kyc } from "@practice-hub/core/kyc";
import { verificationContracts as contract } from "../../contract/take-on/verification.ts";
import { route } from "../../route.ts";

export const verificationRoutes = [
  route(contract.state, ({ query }) => Kyc.state(query)),
  route(contract.start, ({ body }) => Kyc.start(body)),
  route(contract.otherWay, ({ body }) => Kyc.otherWay(body)),
];
