/** Resend's webhook bodies: only the fields we use. Checked against the SDK's types (6.38.0) and the documentation. */
import * as z from "zod";

/** Tags go out as an array and come back as an object. */
const Tags = z.record(z.string(), z.string()).catch({});

const Wire = z.object({
  type: z.string().min(1).max(64),
  created_at: z.string().max(64),
  data: z
    .object({
      email_id: z.string().max(100).optional(),
      tags: Tags.optional(),
      bounce: z.object({ type: z.string().max(40).optional() }).optional(),
    })
    .catch({}),
});

/** An event in our words. */
export interface MailEvent {
  type: string;
  /** The provider's instant, ISO with milliseconds. */
  at: string;
  providerId?: string;
  tenantId?: string;
  emailId?: string;
  /** Of a bounce: `Permanent`, `Transient` or `Undetermined`. */
  detail?: string;
}

/** The tags that say whose mail an event is about. */
export const mailTags = (tenantId: string, emailId: string) => ({ tenant: tenantId, email: emailId });

const ID = /^[A-Za-z0-9_-]{1,64}$/;

/** Reads a body whose signature was verified; null when it is not what Resend documents. */
export function parseEvent(body: Buffer): MailEvent | null {
  const parsed = Wire.safeParse(json(body));
  if (!parsed.success) return null;
  const { type, created_at, data } = parsed.data;
  const at = new Date(created_at);
  if (Number.isNaN(at.getTime())) return null;
  const { tenant, email } = data.tags ?? {};
  return {
    type,
    at: at.toISOString(),
    ...(data.email_id === undefined ? {} : { providerId: data.email_id }),
    ...(tenant !== undefined && ID.test(tenant) ? { tenantId: tenant } : {}),
    ...(email !== undefined && ID.test(email) ? { emailId: email } : {}),
    ...(data.bounce?.type === undefined ? {} : { detail: data.bounce.type }),
  };
}

function json(body: Buffer): unknown {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(body));
  } catch {
    return undefined;
  }
}
