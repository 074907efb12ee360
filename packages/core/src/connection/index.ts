/** Links with other services: today Xero. */
export type { Priority } from "../lib/provider/permit/index.ts";
export { callXero } from "./call.ts";
export type { XeroAccess } from "./gate.ts";
export type { LiveCredentials } from "./live.ts";
export { connectedFirms, tenantOfOrganisation } from "./organisation.ts";
export {
  getIntegrationSettings,
  integrationConfig,
  updateIntegrationConfig,
  updateIntegrationCredentials,
} from "./settings.ts";
export { refreshAccessToken, withXeroTokenRefresh } from "./token/refresh.ts";
