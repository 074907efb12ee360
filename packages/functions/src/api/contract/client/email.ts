import { EmailListQuery, EmailSummary } from "@practice-hub/core/email/schema";
import { EmailAddress, idOf, Instant, pageOf } from "@practice-hub/core/lib/schema";
import * as z from "zod";
import { contract, staff } from "../define.ts";

const params = z.object({ id: idOf("eml") });

export const emailContracts = {
  list: contract({
    method: "GET",
    path: "/api/emails",
    actor: staff("email:read"),
    query: EmailListQuery,
    output: pageOf(EmailSummary),
    summary: "The firm's mail, newest first; of one client, of one status.",
  }),
  fromId: contract({
    method: "GET",
    path: "/api/emails/{id}",
    actor: staff("email:read"),
    params,
    output: EmailSummary,
    summary: "One mail with what the provider reported.",
  }),
  resend: contract({
    method: "POST",
    path: "/api/emails/{id}/resend",
    actor: staff("email:send"),
    params,
    output: EmailSummary,
    status: 201,
    summary: "Sends a mail again as a new one, while its words are still kept.",
  }),
  allowAddress: contract({
    method: "POST",
    path: "/api/emails/allow-address",
    actor: staff("email:send"),
    body: z.strictObject({ email: EmailAddress }),
    output: z.object({ address: z.string(), allowedAt: Instant }),
    summary: "Says that an address works again after a mail to it came back; the next mail is tried.",
  }),
};
