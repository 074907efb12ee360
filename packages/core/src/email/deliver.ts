/**
 * Sending one queued mail, at most once to the recipient however often it is tried, by however many workers, and wherever
 * one is killed: a lease keeps two from trying at the same time, and the idempotency key makes a repeated try the same mail.
 */
import { MINUTE_MS, HOUR_MS, isoIn, now, nowIso } from "../lib/clock.ts";
import { newUlid } from "../lib/id.ts";
import { log } from "../lib/log.ts";
import { ProviderError } from "../lib/provider/error.ts";
import { dueKeys } from "../lib/table/due.ts";
import { transact, TransactionRefused, write } from "../lib/table/transact.ts";
import { mailTags, sendMail } from "../provider/resend/index.ts";
import { addressState } from "./address.ts";
import { EMAIL_QUEUE } from "./commands.ts";
import { EmailRow, type EmailItem } from "./entity.ts";
import { expiryOf, isSingleUse, readProps, removeProps } from "./props.ts";
import { render } from "./render.tsx";
import type { EmailTemplate } from "./schema.ts";

export type Delivered = "sent" | "failed" | "later" | "not-due";

/** Longer than a worker may run, so that a living one never loses its lease. */
const LEASE_MS = MINUTE_MS;
/** After attempt n, wait this long; after the last there is no further one. About eight hours in all. */
const BACKOFF_MS = [1, 5, 15, 30, 60, 120, 240].map((minutes) => minutes * MINUTE_MS);
/** The provider forgets an idempotency key after 24 hours: later, a repeated try could be a second mail. */
const SURE_FOR_MS = 23 * HOUR_MS;

/** Sends one mail if it is due; otherwise does nothing. Throws only for defects and a table that does not answer. */
export async function deliver(tenantId: string, id: string): Promise<Delivered> {
  const row = await claim(tenantId, id);
  if (!row) return "not-due";
  const refusal = await refusalOf(row);
  if (typeof refusal === "string") return fail(row, refusal);
  try {
    const { providerId } = await sendMail({
      to: row.to,
      subject: row.subject,
      ...(await render(row.template, refusal.props)),
      tags: mailTags(tenantId, id),
      idempotencyKey: `${row.template}/${id}/1`,
    });
    return await finish(row, providerId);
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error;
    return postpone(row, error);
  }
}

/** The row as it was, with our lease; `unsureSince` says only what earlier tries left open. */
type Claimed = Omit<EmailItem, "unsureSince"> & { leaseId: string; unsureSince: string | undefined };

/** Takes the row for a minute. Null when it is not queued, not due yet, or another worker has it. */
async function claim(tenantId: string, id: string): Promise<Claimed | null> {
  const { data: row } = await EmailRow.get({ tenantId, id }).go({ consistent: true });
  if (!row || row.status !== "queued" || (row.nextAttemptAt ?? "") > nowIso()) return null;
  const leaseId = newUlid();
  const leaseUntil = isoIn(LEASE_MS);
  const taken = {
    leaseId,
    leaseUntil,
    // A worker that dies leaves the row due when its lease ends.
    nextAttemptAt: leaseUntil,
    ...dueKeys(EMAIL_QUEUE, leaseUntil, id),
    attempts: row.attempts + 1,
    unsureSince: row.unsureSince ?? nowIso(),
  };
  const patch = EmailRow.patch({ tenantId, id })
    .set(taken)
    .where(
      (attr, is) =>
        `${is.eq(attr.status, "queued")} AND ${row.leaseId === undefined ? is.notExists(attr.leaseId) : is.eq(attr.leaseId, row.leaseId)} AND ${is.eq(attr.attempts, row.attempts)}`,
    );
  return (await held(patch)) ? { ...row, ...taken, unsureSince: row.unsureSince } : null;
}

/** Why a mail is not even tried; its props when it is. */
async function refusalOf(row: Claimed): Promise<string | { props: object }> {
  // Tried, and never even refused: whoever takes this mail dies of it.
  if (row.attempts > BACKOFF_MS.length + 1) return "exhausted";
  if (row.unsureSince !== undefined && Date.parse(row.unsureSince) < now() - SURE_FOR_MS) return "unsure";
  if ((await addressState(row.tenantId, row.to)).state !== "ok") return "address-suppressed";
  const props = await readProps<EmailTemplate>(row.tenantId, row.id, row.template);
  if (!props) return "props-gone";
  const expiry = expiryOf(props);
  return expiry !== null && Date.parse(expiry) <= now() ? "link-expired" : { props };
}

const NO_LONGER_DUE = ["gsi2pk", "gsi2sk", "nextAttemptAt", "leaseId", "leaseUntil", "unsureSince"] as const;

async function finish(row: Claimed, providerId: string | null): Promise<Delivered> {
  const mine = EmailRow.patch({ tenantId: row.tenantId, id: row.id })
    .set({ status: "sent", sentAt: nowIso(), ...(providerId === null ? {} : { providerId }) })
    .remove([...NO_LONGER_DUE, "lastErrorCode"])
    .where((attr, is) => `${is.eq(attr.leaseId, row.leaseId)} AND ${is.eq(attr.status, "queued")}`);
  // Refused: an event of this mail came first and has already moved the row.
  await held(mine);
  return "sent";
}

/** Gives up, with the reason on the row. Words whose link would act are kept only for another try by staff. */
async function fail(row: Claimed, code: string, keepProps = false): Promise<Delivered> {
  const over = !keepProps && isSingleUse(row.template);
  const patch = EmailRow.patch({ tenantId: row.tenantId, id: row.id })
    .set({ status: "failed", failedAt: nowIso(), lastErrorCode: code })
    .remove([...NO_LONGER_DUE, ...(over ? (["propsUntil"] as const) : [])])
    .where((attr, is) => `${is.eq(attr.leaseId, row.leaseId)} AND ${is.eq(attr.status, "queued")}`);
  await transactOrLost([write(patch), ...(over ? [removeProps(row.tenantId, row.id)] : [])]);
  log("warn", "mail given up", { entityId: row.id, template: row.template, code, attempt: row.attempts });
  return "failed";
}

async function postpone(row: Claimed, error: ProviderError): Promise<Delivered> {
  const { kind, details } = error;
  const code = details.providerCode ?? (kind === "contract" ? "contract" : kind === "rejected" ? "rejected" : kind);
  if (kind === "rejected") return fail(row, code);
  // The provider refused before it took anything, or was never asked: this was no attempt.
  const untried = kind === "rate-limit" || code === "circuit-open";
  const attempts = untried ? row.attempts - 1 : row.attempts;
  const backoff = untried ? (details.retryAfterMs ?? MINUTE_MS) : BACKOFF_MS[attempts - 1];
  if (backoff === undefined) return fail(row, code, true);
  const nextAttemptAt = isoIn(backoff);
  const sure = untried || kind === "auth";
  const patch = EmailRow.patch({ tenantId: row.tenantId, id: row.id })
    .set({ attempts, nextAttemptAt, lastErrorCode: code, ...dueKeys(EMAIL_QUEUE, nextAttemptAt, row.id) })
    .remove(["leaseId", "leaseUntil", ...(sure && row.unsureSince === undefined ? (["unsureSince"] as const) : [])])
    .where((attr, is) => `${is.eq(attr.leaseId, row.leaseId)} AND ${is.eq(attr.status, "queued")}`);
  await held(patch);
  log("info", "mail postponed", {
    entityId: row.id,
    template: row.template,
    code,
    attempt: attempts,
    retryAt: nextAttemptAt,
  });
  return "later";
}

const held = (patch: { params: () => unknown }): Promise<boolean> => transactOrLost([write(patch)]);

/** Whether the write held; false when the row had moved on. */
async function transactOrLost(items: Parameters<typeof transact>[0]): Promise<boolean> {
  try {
    await transact(items);
    return true;
  } catch (error) {
    if (error instanceof TransactionRefused) return false;
    throw error;
  }
}
