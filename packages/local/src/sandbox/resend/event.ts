/** What becomes of a mail, and the webhook message of each event, in the form Resend documents. */
import { randomBytes } from "node:crypto";
import { bareAddress } from "./letter.ts";
import type { Mail, Message } from "./store.ts";

/** How soon after the last thing the next one happens, ms. Real mail takes seconds; a person watching should not wait. */
const STEP_MS = 250;

/** Extra members of an event's data, by type. */
const EXTRA: Record<string, object> = {
  "email.bounced": {
    bounce: {
      type: "Permanent",
      subType: "General",
      message:
        "The recipient's email provider sent a hard bounce message, but didn't specify the reason for the hard bounce.",
    },
  },
  "email.failed": { failed: { reason: "reached_daily_quota" } },
  "email.suppressed": {
    suppressed: { type: "OnAccountSuppressionList", message: "The recipient is on the suppression list." },
  },
};

/** A message that tells of `type` at `at`. `detail` is a bounce's type. */
export function message(mail: Mail, type: string, at: number, detail?: string): Message {
  const extra =
    type === "email.bounced" && detail
      ? { bounce: { type: detail, subType: detail === "Transient" ? "MailboxFull" : "General", message: "Bounced." } }
      : (EXTRA[type] ?? {});
  const body = {
    type,
    created_at: new Date(at).toISOString(),
    data: {
      email_id: mail.id,
      message_id: `<${mail.id}@resend.sandbox>`,
      created_at: new Date(mail.at).toISOString(),
      from: mail.from,
      to: mail.to,
      subject: mail.subject,
      tags: Object.fromEntries(mail.tags.map((tag) => [tag.name, tag.value])),
      ...extra,
    },
  };
  return { id: `msg_${randomBytes(14).toString("hex")}`, mailId: mail.id, type, at, body: JSON.stringify(body) };
}

/** What happens to mail for an address: its magic recipients, and one rule of ours: `bounce` anywhere before the @ bounces. */
function fate(address: string, suppressed: ReadonlySet<string>): string[] {
  const bare = bareAddress(address).toLowerCase();
  const [local = "", domain] = bare.split("@");
  const label = domain === "resend.dev" ? local.split("+")[0] : undefined;
  if (label === "suppressed" || suppressed.has(bare)) return ["email.suppressed"];
  if (label === "bounced" || (label === undefined && local.includes("bounce"))) return ["email.sent", "email.bounced"];
  if (label === "complained") return ["email.sent", "email.delivered", "email.complained"];
  return ["email.sent", "email.delivered"];
}

/** The events a mail will have. */
export const eventsOf = (mail: Mail, suppressed: ReadonlySet<string>): Message[] =>
  fate(mail.to[0] ?? "", suppressed).map((type, step) => message(mail, type, mail.at + (step + 1) * STEP_MS));

/** Hard bounces and complaints put the address on the account's suppression list. */
export const suppresses = (type: string): boolean => type === "email.bounced" || type === "email.complained";
