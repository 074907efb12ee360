/**
 * For the plan's property: the sandbox's own rules without HTTP. Everything goes through the SDK's serializer both ways, as it
 * does on the wire.
 */
import { ObjectSerializer } from "xero-node/dist/gen/model/accounting/models.js";
import type * as z from "zod";
import { Book } from "../../../../../local/src/sandbox/xero/book/book.ts";
import { ContactInput, createContact, saveContact } from "../../../../../local/src/sandbox/xero/book/contact.ts";
import { Invalid } from "../../../../../local/src/sandbox/xero/book/invalid.ts";
import { createInvoice, InvoiceInput, saveInvoice } from "../../../../../local/src/sandbox/xero/book/invoice.ts";
import { createPayment, deletePayment, PaymentInput } from "../../../../../local/src/sandbox/xero/book/payment.ts";
import {
  wireAccount,
  wireContact,
  wireInvoice,
  wireOrganisation,
  wirePayment,
  wireTaxRate,
} from "../../../../../local/src/sandbox/xero/book/wire.ts";
import { Store } from "../../../../../local/src/sandbox/store.ts";
import {
  toAccount,
  toContact,
  toInvoice,
  toOrganisation,
  toPayment,
  toTaxRate,
} from "../../../provider/xero/accounting/map.ts";
import {
  contactModel,
  type ContactPut,
  invoiceModel,
  type InvoicePut,
  paymentModel,
  type PaymentPut,
} from "../../../provider/xero/accounting/put.ts";
import type { XeroContact, XeroInvoice, XeroPayment } from "../../../provider/xero/index.ts";
import {
  AccountsAnswer,
  ContactsAnswer,
  InvoicesAnswer,
  OrganisationsAnswer,
  PaymentsAnswer,
  TaxRatesAnswer,
} from "../../../provider/xero/accounting/wire.ts";
import type { Chart } from "../../decide/setup.ts";

const received = <S extends z.ZodType>(schema: S, type: string, wire: object): z.infer<S> =>
  schema.parse(ObjectSerializer.deserialize(JSON.parse(JSON.stringify(wire)), type));
const sent = (type: string, model: object): unknown =>
  JSON.parse(JSON.stringify(ObjectSerializer.serialize(model, type)));

export const newBook = (id: string): Book =>
  new Book(
    new Store(null, "xero"),
    {
      OrganisationID: id,
      Name: "Case",
      ShortCode: "!case",
      BaseCurrency: "GBP",
      Currencies: ["GBP"],
      limits: { concurrent: 5, minute: 60, day: 5000 },
      PeriodLockDate: null,
      EndOfYearLockDate: null,
      CreatedAtMs: 0,
      clock: { frozenAtMs: Date.parse("2026-11-25T10:00:00Z") },
      made: true,
    },
    () => undefined,
  );

/** What a refused write says; null when it was taken. */
export function refusedBy(work: () => unknown): string | null {
  try {
    work();
    return null;
  } catch (error) {
    if (error instanceof Invalid) return error.messages.join(" ");
    throw error;
  }
}

export function chartOfBook(book: Book): Chart {
  const [organisation] = received(OrganisationsAnswer, "Organisations", {
    Organisations: [wireOrganisation(book.organisation)],
  }).organisations;
  if (!organisation) throw new Error("no organisation");
  const rates = book.taxRates.all().filter(({ Status }) => Status !== "DELETED");
  return {
    organisation: toOrganisation(organisation),
    accounts: received(AccountsAnswer, "Accounts", { Accounts: book.accounts.all().map(wireAccount) }).accounts.map(
      toAccount,
    ),
    taxRates: received(TaxRatesAnswer, "TaxRates", { TaxRates: rates.map(wireTaxRate) }).taxRates.map(toTaxRate),
    currencies: book.organisation.Currencies,
    readAt: "2026-11-25T10:00:00.000Z",
  };
}

export const contactsOf = (book: Book): XeroContact[] =>
  received(ContactsAnswer, "Contacts", { Contacts: book.contacts.all().map(wireContact) }).contacts.map(toContact);
export const invoicesOf = (book: Book): XeroInvoice[] =>
  received(InvoicesAnswer, "Invoices", {
    Invoices: book.invoices.all().map((invoice) => wireInvoice(book, invoice)),
  }).invoices.map(toInvoice);
export const paymentsOf = (book: Book): XeroPayment[] =>
  received(PaymentsAnswer, "Payments", {
    Payments: book.payments.all().map((payment) => wirePayment(book, payment)),
  }).payments.map(toPayment);

/** Each answers Xero's id, or throws what the sandbox refuses with. */
export const books = {
  contact: (book: Book, put: ContactPut): string => {
    const input = ContactInput.parse(sent("Contact", contactModel(put)));
    return (put.id === undefined ? createContact(book, input) : saveContact(book, input)).ContactID;
  },
  invoice: (book: Book, put: InvoicePut): { id: string; totalPence: number } => {
    const input = InvoiceInput.parse(sent("Invoice", invoiceModel(put)));
    const saved = put.id === undefined ? createInvoice(book, input, 4) : saveInvoice(book, input, 4);
    return { id: saved.InvoiceID, totalPence: Math.round(saved.Total * 100) };
  },
  payment: (book: Book, put: PaymentPut): string =>
    createPayment(book, PaymentInput.parse(sent("Payment", paymentModel(put)))).PaymentID,
  deletePayment: (book: Book, id: string): void => {
    const payment = book.payments.get(id);
    if (payment) deletePayment(book, payment);
  },
};
