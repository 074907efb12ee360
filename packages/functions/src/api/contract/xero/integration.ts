import {
  ConnectionUpdate,
  IntegrationCard,
  OrganisationChoice,
  OrganisationChosen,
  XeroConnection,
} from "@practice-hub/core/connection/schema";
import * as z from "zod";
import { contract, operator, staff } from "../define.ts";

/** The page that says what became of a consent. */
const failurePage = "/client-hub/settings/integrations";
const manage = staff("settings:manage");
/** Whatever Xero adds to the address; only these members are read. */
const CallbackQuery = z.object({
  state: z.string().max(500).optional(),
  code: z.string().max(2000).optional(),
  error: z.string().max(200).optional(),
});

export const integrationContracts = {
  list: contract({
    method: "GET",
    path: "/api/integrations",
    actor: staff("activity:read"),
    output: z.object({ items: z.array(IntegrationCard) }),
    summary: "Every service the product works with: state, mode, quota, what is missing; and those that are planned.",
  }),
  xero: contract({
    method: "GET",
    path: "/api/integrations/xero",
    actor: staff("client:read"),
    output: XeroConnection,
    summary: "The firm's connection with Xero: organisation, scopes, age of the token, limits, circuit.",
  }),
  update: contract({
    method: "PATCH",
    path: "/api/integrations/xero",
    actor: manage,
    body: ConnectionUpdate,
    output: XeroConnection,
    summary: "Changes the firm's choices about the connection.",
  }),
  disconnect: contract({
    method: "DELETE",
    path: "/api/integrations/xero",
    actor: manage,
    output: XeroConnection,
    summary: "Ends the connection at Xero and here; what was linked stays linked.",
  }),
  organisations: contract({
    method: "GET",
    path: "/api/integrations/xero/organisations",
    actor: manage,
    output: z.object({ items: z.array(OrganisationChoice) }),
    summary: "The organisations of a consent that reached several; empty when no choice waits.",
  }),
  choose: contract({
    method: "POST",
    path: "/api/integrations/xero/organisation",
    actor: manage,
    body: OrganisationChosen,
    output: XeroConnection,
    summary: "Connects one of them.",
  }),
  authorize: contract({
    method: "GET",
    path: "/api/xero/authorize",
    actor: manage,
    output: z.url(),
    failurePage,
    summary: "Sends the browser to Xero's consent page.",
  }),
  callback: contract({
    method: "GET",
    path: "/api/xero/callback",
    actor: manage,
    query: CallbackQuery,
    output: z.string().startsWith("/client-hub/"),
    failurePage,
    summary: "Where Xero sends the browser back to: connects, or asks which organisation.",
  }),
  refreshTokens: contract({
    method: "POST",
    path: "/api/cron/xero-token-refresh",
    actor: operator(),
    output: z.object({ due: z.number().int() }),
    status: 202,
    summary: "Has every token refreshed that nobody used for ten days, as the daily schedule does.",
  }),
};
