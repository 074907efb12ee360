/** Links with other services: today Xero. */
import { authorize, callback } from "./connect/consent.ts";
import { choices, choose } from "./connect/choose.ts";
import { disconnect } from "./disconnect.ts";
import { cards } from "./read/cards.ts";
import { connection } from "./read/view.ts";
import { enqueueIdleTokens } from "./token/due.ts";
import { refreshIdleToken } from "./token/idle.ts";
import { update } from "./update.ts";

/** What a firm's people, the schedule and the operator do with it. */
export const Connection = {
  authorize,
  callback,
  choices,
  choose,
  disconnect,
  update,
  read: connection,
  cards,
  enqueueIdleTokens,
  refreshIdleToken,
};

export type { Priority } from "../lib/provider/permit/index.ts";
export { callXero } from "./call.ts";
export type { XeroAccess } from "../provider/xero/accounting/client.ts";
export type { LiveCredentials } from "./live.ts";
export { tenantOfOrganisation } from "./organisation.ts";
export {
  getIntegrationSettings,
  integrationConfig,
  noteSynced,
  updateIntegrationConfig,
  updateIntegrationCredentials,
} from "./settings.ts";
export { refreshAccessToken, withXeroTokenRefresh } from "./token/refresh.ts";
