/** Links with other services: today Xero. */
export { callXero, type Priority, type XeroAccess } from "./call.ts";
export type { LiveCredentials } from "./live.ts";
export { connectedFirms, tenantOfOrganisation } from "./organisation.ts";
export {
  getIntegrationSettings,
  integrationConfig,
  updateIntegrationConfig,
  updateIntegrationCredentials,
} from "./settings.ts";
export { refreshAccessToken, withXeroTokenRefresh } from "./token/refresh.ts";
