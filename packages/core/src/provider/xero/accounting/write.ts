/**
 * Writing Xero's books: batches of at most fifty, with an outcome for each element. `key` is the idempotency key, which Xero
 * keeps for six minutes: the same request again within them has no second effect. Later, look things up by our own reference.
 */
import type * as z from "zod";
import { ProviderError } from "../../../lib/provider/error.ts";
import { call, type XeroAccess } from "./client.ts";
import { type Judged, toContact, toInvoice, toOutcome, toPayment } from "./map.ts";
import { contactModel, type ContactPut, invoiceModel, type InvoicePut, paymentModel, type PaymentPut } from "./put.ts";
import { UNIT_DP } from "./read.ts";
import type { Outcome, XeroContact, XeroInvoice, XeroPayment } from "./record.ts";
import { ContactsAnswer, InvoicesAnswer, PaymentsAnswer } from "./wire.ts";

/** Elements of one write. */
export const MAX_BATCH = 50;

const EACH_BY_ITSELF = false;
const WRITES = { writes: true };

/** How one kind of record is answered. */
interface Kind<Answer extends z.ZodType, Wire, T> {
  answer: Answer;
  listed: (answer: z.infer<Answer>) => Wire[];
  toRecord: (wire: Wire) => T;
}
const CONTACTS = {
  answer: ContactsAnswer,
  listed: (a: z.infer<typeof ContactsAnswer>) => a.contacts,
  toRecord: toContact,
};
const INVOICES = {
  answer: InvoicesAnswer,
  listed: (a: z.infer<typeof InvoicesAnswer>) => a.invoices,
  toRecord: toInvoice,
};
const PAYMENTS = {
  answer: PaymentsAnswer,
  listed: (a: z.infer<typeof PaymentsAnswer>) => a.payments,
  toRecord: toPayment,
};

/** One outcome for each element that was sent, in its order; otherwise nobody can say what became of which. */
async function written<Answer extends z.ZodType, Wire extends Judged, T>(
  access: XeroAccess,
  puts: readonly unknown[],
  { answer, listed, toRecord }: Kind<Answer, Wire, T>,
  run: Parameters<typeof call>[2],
): Promise<Outcome<T>[]> {
  if (puts.length > MAX_BATCH) throw new Error(`${puts.length} at once; Xero takes ${MAX_BATCH}`);
  const answered = listed(await call(access, answer, run, WRITES));
  if (answered.length !== puts.length) throw new ProviderError("contract", { provider: "xero", status: 200 });
  return answered.map((one) => toOutcome(one, toRecord));
}

/** New contacts. One whose name or number is taken is refused, never overwritten. */
export const createContacts = (
  access: XeroAccess,
  puts: readonly ContactPut[],
  key: string,
): Promise<Outcome<XeroContact>[]> =>
  written(access, puts, CONTACTS, (api, tenant) =>
    api.createContacts(tenant, { contacts: puts.map(contactModel) }, EACH_BY_ITSELF, key),
  );

/** Changes contacts by their ids: only what is given. */
export const updateContacts = (
  access: XeroAccess,
  puts: readonly (ContactPut & { id: string })[],
  key: string,
): Promise<Outcome<XeroContact>[]> =>
  written(access, puts, CONTACTS, (api, tenant) =>
    api.updateOrCreateContacts(tenant, { contacts: puts.map(contactModel) }, EACH_BY_ITSELF, key),
  );

/** New sales invoices. One whose number is taken is refused, never overwritten. */
export const createInvoices = (
  access: XeroAccess,
  puts: readonly InvoicePut[],
  key: string,
): Promise<Outcome<XeroInvoice>[]> =>
  written(access, puts, INVOICES, (api, tenant) =>
    api.createInvoices(tenant, { invoices: puts.map(invoiceModel) }, EACH_BY_ITSELF, UNIT_DP, key),
  );

/** Changes invoices by their ids: only what is given; lines that are not sent stay, rebuilt with four decimals. */
export const updateInvoices = (
  access: XeroAccess,
  puts: readonly (InvoicePut & { id: string })[],
  key: string,
): Promise<Outcome<XeroInvoice>[]> =>
  written(access, puts, INVOICES, (api, tenant) =>
    api.updateOrCreateInvoices(tenant, { invoices: puts.map(invoiceModel) }, EACH_BY_ITSELF, UNIT_DP, key),
  );

export const createPayments = (
  access: XeroAccess,
  puts: readonly PaymentPut[],
  key: string,
): Promise<Outcome<XeroPayment>[]> =>
  written(access, puts, PAYMENTS, (api, tenant) =>
    api.createPayments(tenant, { payments: puts.map(paymentModel) }, EACH_BY_ITSELF, key),
  );

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
