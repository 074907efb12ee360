import { Entity, type EntityItem } from "electrodb";
import { electro } from "../lib/table/table.ts";

const text = { type: "string" } as const;
const required = { type: "string", required: true } as const;

/** Beside its client. Access patterns: docs/data-model/client.md. The token is not here, nor anywhere: only its hash. */
export const InvitationRow = new Entity(
  {
    model: { service: "practice-hub", entity: "invitation", version: "1" },
    attributes: {
      tenantId: required,
      clientId: required,
      id: required,
      tokenHash: required,
      name: required,
      email: required,
      clientName: required,
      firmName: required,
      /** `expired` is not stored: it is `pending` past `expiresAt`. */
      status: { type: ["pending", "accepted", "revoked"] as const, required: true },
      emailId: required,
      createdBy: required,
      createdAt: required,
      expiresAt: required,
      acceptedAt: text,
      acceptedBy: text,
      revokedAt: text,
    },
    indexes: {
      byClient: {
        pk: {
          field: "pk",
          composite: ["tenantId", "clientId"],
          template: "t#${tenantId}#client#${clientId}",
          casing: "none",
        },
        sk: { field: "sk", composite: ["id"], template: "invitation#${id}", casing: "none" },
      },
    },
  } as const,
  electro,
);
export type InvitationItem = EntityItem<typeof InvitationRow>;
