import { Email } from "@practice-hub/core/email";
import { emailContracts as contract } from "../../contract/client/email.ts";
import { route } from "../../route.ts";

export const emailRoutes = [
  route(contract.list, ({ query }) => Email.list(query)),
  route(contract.fromId, ({ params }) => Email.fromId(params.id)),
  route(contract.allowAddress, ({ body }) => Email.allowAddress(body.email)),
  route(contract.resend, ({ params }) => Email.resend(params.id)),
];
