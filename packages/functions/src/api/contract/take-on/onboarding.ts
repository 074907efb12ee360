import { ClientId } from "@practice-hub/core/client/schema";
import { Invitation } from "@practice-hub/core/invitation/schema";
import {
  Board,
  CaseAssign,
  CasePage,
  CaseQuery,
  CaseRecord,
  PortalAnswer,
  PortalOnboarding,
  PortalOnboardingQuery,
  PortalSubmit,
} from "@practice-hub/core/onboarding/schema";
import { CaseStart } from "@practice-hub/core/invitation/schema";
import * as z from "zod";
import { contract, portal, staff } from "../define.ts";

const params = z.object({ id: ClientId });

export const onboardingContracts = {
  board: contract({
    method: "GET",
    path: "/api/onboarding/board",
    actor: staff("client:read"),
    output: Board,
    summary: "Every stage of onboarding with its cases, longest there first.",
  }),
  list: contract({
    method: "GET",
    path: "/api/onboarding",
    actor: staff("client:read"),
    query: CaseQuery,
    output: CasePage,
    summary: "The cases of one stage, longest there first.",
  }),
  ofClient: contract({
    method: "GET",
    path: "/api/clients/{id}/onboarding",
    actor: staff("client:read"),
    params,
    output: CaseRecord,
    summary: "One client's onboarding with every answer and where it came from.",
  }),
  start: contract({
    method: "POST",
    path: "/api/clients/{id}/onboarding",
    actor: staff("invitation:send"),
    params,
    body: CaseStart,
    output: Invitation,
    status: 201,
    summary: "Asks a client who was never asked to onboard: the person named gets the mail, and the case begins.",
  }),
  assign: contract({
    method: "PATCH",
    path: "/api/clients/{id}/onboarding",
    actor: staff("client:write"),
    params,
    body: CaseAssign,
    output: CaseRecord,
    summary: "Gives the case to a colleague, or to nobody.",
  }),
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
