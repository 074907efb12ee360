import { ExponentialBackoff, fullJitterGenerator, handleType, retry } from "cockatiel";
import { activity } from "../activity/index.ts";
import { loadInvoice, settle, toInvoice, VersionPassed } from "../invoice/index.ts";
import { requireStaff, type StaffActor } from "../lib/actor.ts";
import { nowIso, today } from "../lib/clock.ts";
import { notFound } from "../lib/error.ts";
import { newId } from "../lib/id.ts";
import { settled } from "../lib/idempotency.ts";
import { formatPence } from "../lib/text/money.ts";
import { transact, write } from "../lib/table/transact.ts";
import { nudgeLane } from "../outbox/nudge.ts";
import { afterPayment, afterReversal, AlreadyReversed, checkPaidOn } from "./decide.ts";
import { type PaymentItem, PaymentRow } from "./entity.ts";
import { markPayment } from "./mark.ts";
import { PaymentCreate, type PaymentCreateInput, PaymentReverse, type PaymentWithInvoice } from "./schema.ts";
import { toPayment } from "./view.ts";

/**
 * A person who records a payment means the balance of that moment, not a version: when somebody was faster, the invoice is
 * read again and the payment decided again, so both go in when both fit. The last refusal is `invoice.version-conflict`.
 */
const onPassed = retry(handleType(VersionPassed), {
  maxAttempts: 12,
  backoff: new ExponentialBackoff({ initialDelay: 10, maxDelay: 500, generator: fullJitterGenerator }),
});

/**
 * Records money that came in. Entry, balance, state and audit row are one transaction; three requests. Errors:
 * `invoice.not-found`, `invoice.cannot-settle` (draft, void), `payment.more-than-due` (with `duePence`), `payment.in-future`.
 */
export async function record(invoiceId: string, input: PaymentCreateInput): Promise<PaymentWithInvoice> {
  const actor = requireStaff("payment:write");
  const typed = PaymentCreate.parse(input);
  checkPaidOn(typed.paidOn, today());
  return onPassed.execute(async () => {
    const invoice = await loadInvoice(invoiceId);
    const at = nowIso();
    const paid = settle(invoice.row, afterPayment(invoice.row, typed.amountPence), { at, paidOn: typed.paidOn });
    const row: PaymentItem = {
      ...entry(invoice.row, actor, at),
      kind: "payment",
      amountPence: typed.amountPence,
      paidOn: typed.paidOn,
      method: typed.method,
      ...(typed.reference ? { reference: typed.reference } : {}),
      ...(typed.bankAccountCode ? { bankAccountCode: typed.bankAccountCode } : {}),
    };
    const answer = { ...toPayment(row), invoice: toInvoice(paid.row, invoice.lines) };
    await transact([
      ...paid.items,
      write(PaymentRow.create(row)),
      markPayment(row),
      activity({
        entityType: "invoice",
        entityId: invoiceId,
        clientId: row.clientId,
        action: "payment.recorded",
        summary: `${formatPence(row.amountPence)} received on ${row.invoiceNumber}, ${formatPence(answer.invoice.duePence)} still due`,
      }),
      ...settled(answer),
    ]);
    await nudgeLane(actor.tenantId);
    return answer;
  });
}

/**
 * Takes a payment back by an entry of its own, dated today; the invoice is due again by that much. Errors:
 * `payment.not-found`, `payment.already-reversed`, `payment.is-reversal`.
 */
export async function reverse(invoiceId: string, id: string, input: PaymentReverse = {}): Promise<PaymentWithInvoice> {
  const actor = requireStaff("payment:write");
  const { reason } = PaymentReverse.parse(input);
  return onPassed.execute(async () => {
    const [invoice, payment] = await Promise.all([loadInvoice(invoiceId), load(actor.tenantId, invoiceId, id)]);
    const at = nowIso();
    const back = settle(invoice.row, afterReversal(invoice.row, payment), { at, paidOn: today() });
    const row: PaymentItem = {
      ...entry(invoice.row, actor, at),
      kind: "reversal",
      amountPence: -payment.amountPence,
      paidOn: today(),
      method: payment.method,
      reverses: payment.id,
      ...(payment.bankAccountCode ? { bankAccountCode: payment.bankAccountCode } : {}),
      ...(reason ? { reason } : {}),
    };
    const answer = { ...toPayment(row), invoice: toInvoice(back.row, invoice.lines) };
    await transact([
      ...back.items,
      write(PaymentRow.create(row)),
      markPayment(payment),
      write(
        PaymentRow.patch({ tenantId: actor.tenantId, invoiceId, id })
          .set({ reversedBy: row.id })
          .where((item, is) => is.notExists(item.reversedBy)),
        () => new AlreadyReversed(),
      ),
      activity({
        entityType: "invoice",
        entityId: invoiceId,
        clientId: row.clientId,
        action: "payment.reversed",
        summary: `Payment of ${formatPence(payment.amountPence)} on ${row.invoiceNumber} reversed, ${formatPence(answer.invoice.duePence)} due`,
      }),
      ...settled(answer),
    ]);
    await nudgeLane(actor.tenantId);
    return answer;
  });
}

/** What every entry made by hand has. */
const entry = (
  invoice: { id: string; number: string; clientId: string; clientName: string },
  actor: StaffActor,
  at: string,
) => ({
  tenantId: actor.tenantId,
  id: newId("pay"),
  invoiceId: invoice.id,
  invoiceNumber: invoice.number,
  clientId: invoice.clientId,
  clientName: invoice.clientName,
  source: "local" as const,
  xeroSyncStatus: "pending" as const,
  createdAt: at,
  createdBy: actor.userId,
});

async function load(tenantId: string, invoiceId: string, id: string): Promise<PaymentItem> {
  const { data } = await PaymentRow.get({ tenantId, invoiceId, id }).go({ consistent: true });
  if (!data) throw notFound("payment");
  return data;
}
