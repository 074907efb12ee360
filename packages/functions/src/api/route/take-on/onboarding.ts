import { Invitation } from "@practice-hub/core/invitation";
import { Onboarding } from "@practice-hub/core/onboarding";
import { onboardingContracts as contract } from "../../contract/take-on/onboarding.ts";
import { route } from "../../route.ts";

export const onboardingRoutes = [
  route(contract.board, () => Onboarding.board()),
  route(contract.list, ({ query }) => Onboarding.list(query)),
  route(contract.ofClient, ({ params }) => Onboarding.ofClient(params.id)),
  route(contract.start, ({ params, body }) => Invitation.startOnboarding({ ...body, clientId: params.id })),
  route(contract.assign, ({ params, body }) => Onboarding.assign(params.id, body)),
  route(contract.portal, ({ query }) => Onboarding.forPortal(query)),
  route(contract.answer, ({ body }) => Onboarding.saveAnswer(body)),
  route(contract.submit, ({ body }) => Onboarding.submit(body)),
];
