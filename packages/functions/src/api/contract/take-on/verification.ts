import { OtherWayAsked, PortalVerification, VerificationQuery, VerificationStart } from "@practice-hub/core/kyc/schema";
import { contract, portal } from "../define.ts";

export const verificationContracts = {
  state: contract({
    method: "GET",
    path: "/api/portal/verification",
    actor: portal(),
    query: VerificationQuery,
    output: PortalVerification,
    summary: "Where the identity check of the signed-in person's client is.",
  }),
  start: contract({
    method: "POST",
    path: "/api/portal/verification",
    actor: portal(),
    body: VerificationStart,
    output: PortalVerification,
    summary: "Begins the identity check, or goes on with the open one; again is the same check.",
  }),
  otherWay: contract({
    method: "POST",
    path: "/api/portal/verification/other-way",
    actor: portal(),
    body: OtherWayAsked,
    output: PortalVerification,
    summary: "Asks the firm to verify the person's identity without the face check; again is the same wish.",
  }),
};
