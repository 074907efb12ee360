/** Invitations of a client's person to the portal. Safe for the browser; the token itself is only ever in the mail. */
import * as z from "zod";
import { EmailAddress, idOf, Instant, text } from "../lib/schema.ts";

export const InvitationStatus = z.enum(["pending", "accepted", "expired", "revoked"]);
export type InvitationStatus = z.infer<typeof InvitationStatus>;
export const InvitationId = idOf("inv");

/** POST /api/clients/{id}/invitations. */
export const InvitationCreate = z.strictObject({ name: text(120), email: EmailAddress });
export type InvitationCreate = z.infer<typeof InvitationCreate>;

/** POST /api/clients/{id}/onboarding: who is asked, and the version of the case that was looked at. */
export const CaseStart = z.strictObject({ ...InvitationCreate.shape, version: z.number().int().min(1) });
export type CaseStart = z.infer<typeof CaseStart>;

export const Invitation = z.object({
  id: InvitationId,
  clientId: idOf("cli"),
  name: z.string(),
  email: z.string(),
  status: InvitationStatus,
  /** The mail that carries the link. */
  emailId: z.string(),
  createdAt: Instant,
  expiresAt: Instant,
  acceptedAt: Instant.nullable(),
  revokedAt: Instant.nullable(),
});
export type Invitation = z.infer<typeof Invitation>;
