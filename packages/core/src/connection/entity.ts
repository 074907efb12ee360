/**
 * One row per firm and service (F54, F55). Access patterns: docs/data-model/connection.md. gsi1 holds the firms that are
 * connected, gsi2 when a token that nobody uses is to be refreshed; both keys come and go with the state, so they are
 * attributes written by hand.
 */
import { CustomAttributeType, Entity, type EntityItem } from "electrodb";
import { mainKeys } from "../lib/table/keys.ts";
import { electro } from "../lib/table/table.ts";
import { CONNECTION_STATES, INTEGRATION_TYPES, type IntegrationConfig } from "./schema.ts";

/** F54 `metadata`: what the service says about itself. */
export interface IntegrationMetadata {
  orgName: string;
  [more: string]: unknown;
}

export const IntegrationRow = new Entity(
  {
    model: { service: "practice-hub", entity: "integration", version: "1" },
    attributes: {
      tenantId: { type: "string", required: true },
      id: { type: "string", required: true },
      integrationType: { type: INTEGRATION_TYPES, required: true },
      enabled: { type: "boolean", required: true },
      /** Sealed (F60, R19); absent once there is nothing to keep. */
      credentials: { type: "string" },
      config: { type: CustomAttributeType<IntegrationConfig>("any"), required: true },
      metadata: { type: CustomAttributeType<IntegrationMetadata>("any"), required: true },
      lastSyncedAt: { type: "string" },
      syncStatus: { type: ["connected", "error"] as const },
      /** In words, for staff. */
      syncError: { type: "string" },
      createdAt: { type: "string", required: true },
      updatedAt: { type: "string", required: true },

      state: { type: CONNECTION_STATES, required: true },
      /** Of the service: what to delete when the firm disconnects. */
      connectionId: { type: "string", required: true },
      /** The organisation; stays when the link breaks, so that a reconnect to another one is noticed. */
      xeroTenantId: { type: "string", required: true },
      connectedById: { type: "string", required: true },
      connectedByName: { type: "string", required: true },
      connectedAt: { type: "string", required: true },
      /** When and by what code the link broke. */
      brokenAt: { type: "string" },
      brokenCode: { type: "string" },
      scope: { type: "string", required: true },
      /** Counts token pairs: the condition of each write of one. */
      tokenVersion: { type: "number", required: true },
      tokenRefreshedAt: { type: "string", required: true },
      /** Who is refreshing right now, and until when nobody else may. */
      leaseOwner: { type: "string" },
      leaseUntil: { type: "string" },
      /** Counts changes of `config`. */
      configVersion: { type: "number", required: true },

      gsi1pk: { type: "string" },
      gsi1sk: { type: "string" },
      gsi2pk: { type: "string" },
      gsi2sk: { type: "string" },
    },
    indexes: {
      byType: mainKeys("t#${tenantId}#integration", "${integrationType}"),
    },
  } as const,
  electro,
);

export type IntegrationItem = EntityItem<typeof IntegrationRow>;

/** What a row that is not connected must not have: it is in no index, and nobody refreshes it. */
export const KEYS_OF_CONNECTED = ["gsi1pk", "gsi1sk", "gsi2pk", "gsi2sk", "leaseOwner", "leaseUntil"] as const;
