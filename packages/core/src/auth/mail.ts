/** The mails of signing in, each to one address at most five times an hour, so that nobody can flood a mailbox. */
import { Email, NO_FIRM } from "../email/index.ts";
import { appUrl } from "../lib/app-url.ts";
import { HOUR_MS, isoIn } from "../lib/clock.ts";
import { log } from "../lib/log.ts";
import { attempt, type AttemptRule } from "../lib/attempts.ts";

const PER_ADDRESS: AttemptRule = { kind: "mail", max: 5, windowMs: HOUR_MS, sliding: false };
/** How long links to confirm an address or to set a new password last, in seconds. The pages say "one hour". */
export const LINK_S = 60 * 60;

interface Recipient {
  name: string;
  email: string;
}

async function may(template: string, email: string): Promise<boolean> {
  const { allowed } = await attempt(PER_ADDRESS, `${template} ${email.toLowerCase()}`);
  if (!allowed) log("warn", "mail held back", { template, outcome: "too-many" });
  return allowed;
}

export async function mailVerification({ name, email }: Recipient, token: string): Promise<void> {
  if (!(await may("verify-email", email))) return;
  const props = { name, url: `${appUrl()}/verify-email?token=${encodeURIComponent(token)}` };
  await Email.enqueue({ tenantId: NO_FIRM, to: email, template: "verify-email", props });
}

/** A client's own person is led back to the portal. */
export async function mailReset({ name, email, kind }: Recipient & { kind?: unknown }, token: string): Promise<void> {
  if (!(await may("reset-password", email))) return;
  const area = kind === "portal" ? "area=portal&" : "";
  const url = `${appUrl()}/reset-password?${area}token=${encodeURIComponent(token)}`;
  const props = { name, url, expiresAt: isoIn(LINK_S * 1000) };
  await Email.enqueue({ tenantId: NO_FIRM, to: email, template: "reset-password", props });
}

export async function mailExistingAccount({ name, email }: Recipient): Promise<void> {
  if (!(await may("existing-account", email))) return;
  const props = { name, signInUrl: `${appUrl()}/sign-in`, resetUrl: `${appUrl()}/forgot-password` };
  await Email.enqueue({ tenantId: NO_FIRM, to: email, template: "existing-account", props });
}
