/** What tests of mail share: a staff actor in a firm of its own, and the sandbox's inbox. */
import * as z from "zod";
import { withActor, type StaffActor } from "../../lib/actor.ts";
import { newId } from "../../lib/id.ts";
import type { EmailInput } from "../schema.ts";

const State = z.object({
  mails: z.array(
    z.object({
      id: z.string(),
      to: z.array(z.string()),
      subject: z.string(),
      html: z.string(),
      text: z.string(),
      links: z.array(z.string()),
      idempotencyKey: z.string().nullable(),
      events: z.array(z.object({ id: z.string(), type: z.string(), at: z.string() })),
    }),
  ),
});

const sandbox = (path: string, init?: RequestInit) => fetch(`${process.env.RESEND_BASE_URL}${path}`, init);

/** Mail the provider took for one address. */
export const inbox = async (to: string) =>
  State.parse(await (await sandbox(`/__state?to=${encodeURIComponent(to)}`)).json()).mails;

/** Scripts the provider; `{}` puts it back to normal. */
export async function scenario(script: object): Promise<void> {
  const answer = await sandbox("/__scenario", { method: "POST", body: JSON.stringify(script) });
  if (!answer.ok) throw new Error(`scenario refused: ${await answer.text()}`);
}

export interface Firm {
  tenantId: string;
  to: string;
  as: <T>(fn: () => T) => T;
}

/** A firm of its own, and an address nobody else uses. */
export function firm(role: StaffActor["role"] = "owner"): Firm {
  const tenantId = newId("firm");
  const actor: StaffActor = { kind: "staff", tenantId, userId: "usr_1", name: "Ann", email: "ann@alder.example", role };
  return {
    tenantId,
    to: `rowan.${tenantId.slice(-10).toLowerCase()}@rowan.example`,
    as: (fn) => withActor(actor, fn),
  };
}

/** An invitation that is good for a week. */
export const invitation = ({ tenantId, to }: Firm, clientId?: string): EmailInput<"portal-invitation"> => ({
  tenantId,
  to,
  template: "portal-invitation",
  clientId,
  props: {
    firmName: "Alder & Co",
    clientName: "Rowan Ltd",
    contactName: "Rosa Rowan",
    url: `${process.env.APP_URL}/client-portal/invitations/secret-token`,
    expiresAt: new Date(Date.now() + 6 * 86_400_000).toISOString(),
  },
});
