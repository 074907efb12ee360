import { Onboarding } from "@practice-hub/core/onboarding";
import { onboardingContracts as contract } from "../contract/onboarding.ts";
import { route } from "../route.ts";

export const onboardingRoutes = [
  route(contract.portal, ({ query }) => Onboarding.forPortal(query)),
  route(contract.answer, ({ body }) => Onboarding.saveAnswer(body)),
  route(contract.submit, ({ body }) => Onboarding.submit(body)),
];
