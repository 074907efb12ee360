import {
  PortalAnswer,
  PortalOnboarding,
  PortalOnboardingQuery,
  PortalSubmit,
} from "@practice-hub/core/onboarding/schema";
import { contract, portal } from "./define.ts";

export const onboardingContracts = {
  portal: contract({
    method: "GET",
    path: "/api/portal/onboarding",
    actor: portal(),
    query: PortalOnboardingQuery,
    output: PortalOnboarding,
    summary: "The questionnaire: every question that is asked, with why, and its answer or what is suggested.",
  }),
  answer: contract({
    method: "PATCH",
    path: "/api/portal/onboarding",
    actor: portal(),
    body: PortalAnswer,
    output: PortalOnboarding,
    summary: "Saves one answer, at the version it was read at.",
  }),
  submit: contract({
    method: "POST",
    path: "/api/portal/onboarding/submit",
    actor: portal(),
    body: PortalSubmit,
    output: PortalOnboarding,
    summary: "Hands the answers in; again is the same answer.",
  }),
};
