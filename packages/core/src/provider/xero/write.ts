/**
 * Writing Xero's books: batches of at most fifty, with an outcome for each element. `key` is the idempotency key, which Xero
 * keeps for six minutes: the same request again within them has no second effect. Later, look things up by our own reference.
 */
import { ProviderError } from "../../lib/provider/error.ts";
import { call, type XeroAccess } from "./client.ts";
import { toContact, toInvoice, toOutcome, toPayment } from "./map.ts";
import { contactModel, type ContactPut, invoiceModel, type InvoicePut, paymentModel, type PaymentPut } from "./put.ts";
import { UNIT_DP } from "./read.ts";
import type { Outcome, XeroContact, XeroInvoice, XeroPayment } from "./record.ts";
import { ContactsAnswer, InvoicesAnswer, PaymentsAnswer } from "./wire.ts";

/** Elements of one write. */
export const MAX_BATCH = 50;

const EACH_BY_ITSELF = false;
const WRITES = { writes: true };

/** One outcome for each element that was sent, in its order; otherwise nobody can say what became of which. */
function each<W, T>(answered: readonly W[], sent: number, toOne: (one: W) => Outcome<T>): Outcome<T>[] {
  if (answered.length !== sent) throw new ProviderError("contract", { provider: "xero", status: 200 });
  return answered.map(toOne);
}

const checked = <P>(puts: readonly P[]): void => {
  if (puts.length > MAX_BATCH) throw new Error(`${puts.length} at once; Xero takes ${MAX_BATCH}`);
};

/** New contacts. One whose name or number is taken is refused, never overwritten. */
export async function createContacts(
  access: XeroAccess,
  puts: readonly ContactPut[],
  key: string,
): Promise<Outcome<XeroContact>[]> {
  checked(puts);
  const contacts = puts.map(contactModel);
  const answer = await call(
    access,
    ContactsAnswer,
    (api, tenant) => api.createContacts(tenant, { contacts }, EACH_BY_ITSELF, key),
    WRITES,
  );
  return each(answer.contacts, puts.length, (one) => toOutcome(one, toContact));
}

/** Changes contacts by their ids: only what is given. */
export async function updateContacts(
  access: XeroAccess,
  puts: readonly (ContactPut & { id: string })[],
  key: string,
): Promise<Outcome<XeroContact>[]> {
  checked(puts);
  const contacts = puts.map(contactModel);
  const answer = await call(
    access,
    ContactsAnswer,
    (api, tenant) => api.updateOrCreateContacts(tenant, { contacts }, EACH_BY_ITSELF, key),
    WRITES,
  );
  return each(answer.contacts, puts.length, (one) => toOutcome(one, toContact));
}

/** New sales invoices. One whose number is taken is refused, never overwritten. */
export async function createInvoices(
  access: XeroAccess,
  puts: readonly InvoicePut[],
  key: string,
): Promise<Outcome<XeroInvoice>[]> {
  checked(puts);
  const invoices = puts.map(invoiceModel);
  const answer = await call(
    access,
    InvoicesAnswer,
    (api, tenant) => api.createInvoices(tenant, { invoices }, EACH_BY_ITSELF, UNIT_DP, key),
    WRITES,
  );
  return each(answer.invoices, puts.length, (one) => toOutcome(one, toInvoice));
}

/** Changes invoices by their ids: only what is given; lines that are not sent stay, rebuilt with four decimals. */
export async function updateInvoices(
  access: XeroAccess,
  puts: readonly (InvoicePut & { id: string })[],
  key: string,
): Promise<Outcome<XeroInvoice>[]> {
  checked(puts);
  const invoices = puts.map(invoiceModel);
  const answer = await call(
    access,
    InvoicesAnswer,
    (api, tenant) => api.updateOrCreateInvoices(tenant, { invoices }, EACH_BY_ITSELF, UNIT_DP, key),
    WRITES,
  );
  return each(answer.invoices, puts.length, (one) => toOutcome(one, toInvoice));
}

export async function createPayments(
  access: XeroAccess,
  puts: readonly PaymentPut[],
  key: string,
): Promise<Outcome<XeroPayment>[]> {
  checked(puts);
  const payments = puts.map(paymentModel);
  const answer = await call(
    access,
    PaymentsAnswer,
    (api, tenant) => api.createPayments(tenant, { payments }, EACH_BY_ITSELF, key),
    WRITES,
  );
  return each(answer.payments, puts.length, (one) => toOutcome(one, toPayment));
}

/** Payments cannot be edited, only deleted. Deleting a deleted one is refused by Xero (`XeroRejected`). */
export async function deletePayment(access: XeroAccess, id: string, key: string): Promise<XeroPayment> {
  const answer = await call(
    access,
    PaymentsAnswer,
    (api, tenant) => api.deletePayment(tenant, id, { status: "DELETED" }, key),
    WRITES,
  );
  const [payment] = answer.payments.map(toPayment);
  if (!payment) throw new ProviderError("contract", { provider: "xero", status: 200 });
  return payment;
}
