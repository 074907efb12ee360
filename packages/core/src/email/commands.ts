/** Queueing mail: the row and its sealed props in the caller's transaction, then a nudge. */
import { activity } from "../activity/index.ts";
import { requireStaff } from "../lib/actor.ts";
import { now, nowIso } from "../lib/clock.ts";
import { notFound, VisibleError } from "../lib/error.ts";
import { newId } from "../lib/id.ts";
import { nudge } from "../lib/queue.ts";
import { dueKeys } from "../lib/table/due.ts";
import { transact, write, type TransactItem } from "../lib/table/transact.ts";
import { addressState } from "./address.ts";
import { EmailRow } from "./entity.ts";
import { checkedProps, expiryOf, keptUntil, putProps, readProps } from "./props.ts";
import { EMAIL_REASONS, EmailAddress, type EmailInput, type EmailSummary, type EmailTemplate } from "./schema.ts";
import { subjectOf } from "./subject.ts";
import { summary } from "./summary.ts";

/** The queue whose worker sends mail. */
export const EMAIL_QUEUE = "email";

/**
 * The writes that queue one mail, for use inside a caller's transaction; afterwards `await nudgeEmail(id, tenantId)`.
 * Throws (a defect) for props that do not fit the template or link outside `APP_URL`.
 */
export function emailItems<T extends EmailTemplate>(
  input: EmailInput<T> & { resendOf?: string },
): { id: string; items: TransactItem[] } {
  const { tenantId, template } = input;
  const props = checkedProps(template, input.props);
  const id = newId("eml");
  const at = nowIso();
  const propsUntil = keptUntil(props);
  const row = EmailRow.create({
    tenantId,
    id,
    to: EmailAddress.parse(input.to.trim()),
    template,
    subject: subjectOf(template, props),
    status: "queued",
    clientId: input.clientId ?? "",
    ...(input.contactId ? { contactId: input.contactId } : {}),
    ...(input.resendOf ? { resendOf: input.resendOf } : {}),
    propsUntil,
    queuedAt: at,
    attempts: 0,
    nextAttemptAt: at,
    version: 0,
    events: [],
    ...dueKeys(EMAIL_QUEUE, at, id),
  });
  return { id, items: [write(row), putProps(tenantId, id, props, propsUntil)] };
}

/** Says "send this now". Never throws: the row is due, and the sweep finds it. */
export const nudgeEmail = (id: string, tenantId: string): Promise<void> => nudge(EMAIL_QUEUE, { tenantId, id });

/** Queues one mail by itself. */
export async function enqueue<T extends EmailTemplate>(input: EmailInput<T>): Promise<{ id: string }> {
  const { id, items } = emailItems(input);
  await transact(items);
  await nudgeEmail(id, input.tenantId);
  return { id };
}

/** Sends a mail again, as a new one with the same words. Refused when those are no longer kept, or the address is known not to work. */
export async function resend(id: string): Promise<EmailSummary> {
  const { tenantId } = requireStaff("email:send");
  const { data: row } = await EmailRow.get({ tenantId, id }).go({ consistent: true });
  if (!row) throw notFound("email");
  if (row.status === "queued")
    throw new VisibleError("conflict", "email.queued", "This mail is still waiting to be sent.");
  const props = await readProps(tenantId, id, row.template);
  if (!props || !row.propsUntil) throw new VisibleError("gone", "email.props-gone", words("props-gone"));
  const expiry = expiryOf(props);
  if (expiry && Date.parse(expiry) <= now())
    throw new VisibleError("gone", "email.link-expired", words("link-expired"));
  if ((await addressState(tenantId, row.to)).state !== "ok")
    throw new VisibleError("unprocessable", "email.address-suppressed", words("address-suppressed"));
  const { to, template, clientId, contactId } = row;
  const again = emailItems({ tenantId, to, template, props, clientId, contactId, resendOf: id });
  await transact([
    ...again.items,
    activity({
      entityType: "email",
      entityId: again.id,
      clientId: clientId || undefined,
      action: "email.resent",
      summary: `Mail "${row.subject}" to ${to} sent again`,
    }),
  ]);
  await nudgeEmail(again.id, tenantId);
  const { data: made } = await EmailRow.get({ tenantId, id: again.id }).go({ consistent: true });
  if (!made) throw notFound("email");
  return summary(made);
}

const words = (code: string): string => EMAIL_REASONS[code] ?? code;
