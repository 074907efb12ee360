import { Entity, type EntityItem } from "electrodb";
import { required, text } from "../lib/table/attribute.ts";
import { mainKeys } from "../lib/table/keys.ts";
import { electro } from "../lib/table/table.ts";

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
      byClient: mainKeys("t#${tenantId}#client#${clientId}", "invitation#${id}"),
    },
  } as const,
  electro,
);
export type InvitationItem = EntityItem<typeof InvitationRow>;
