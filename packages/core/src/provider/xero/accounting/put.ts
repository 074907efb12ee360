/** What we send to Xero, in our words, and the SDK's models made of it. Only what is given is sent; null clears. Pure. */
import type { XeroAddress } from "./record.ts";

/** Without `id` a new contact. */
export interface ContactPut {
  id?: string;
  /** Our client id. */
  number?: string;
  name?: string;
  email?: string | null;
  phone?: string | null;
  companyNumber?: string | null;
  vatNumber?: string | null;
  address?: XeroAddress;
}

export interface LinePut {
  /** Xero's own id of the line, once it has one. */
  id?: string;
  description: string;
  /** Decimal text. */
  quantity: string;
  unitPricePence: number;
  /** Decimal text. */
  discountPercent: string;
  accountCode: string;
  taxType: string;
}

/** Without `id` a new sales invoice. `lines` are all lines, or absent: then Xero keeps its own. */
export interface InvoicePut {
  id?: string;
  number?: string;
  contactId?: string;
  issueOn?: string;
  dueOn?: string;
  reference?: string | null;
  currency?: string;
  status?: "DRAFT" | "AUTHORISED" | "VOIDED" | "DELETED";
  lines?: readonly LinePut[];
  /** A page of ours about it. */
  url?: string;
  sent?: boolean;
}

export interface PaymentPut {
  invoiceId: string;
  account: { id: string } | { code: string };
  amountPence: number;
  paidOn: string;
  reference: string;
}

/** `""` clears a field, `undefined` is not sent, and `null` would be sent as null: never that. */
const cleared = (value: string | null | undefined): string | undefined => (value === null ? "" : value);

const present = <T extends object>(model: T): T =>
  Object.fromEntries(Object.entries(model).filter(([, value]) => value !== undefined)) as T;

export const contactModel = (put: ContactPut): object =>
  present({
    contactID: put.id,
    contactNumber: put.number,
    name: put.name,
    emailAddress: cleared(put.email),
    companyNumber: cleared(put.companyNumber),
    taxNumber: cleared(put.vatNumber),
    ...(put.phone === undefined
      ? {}
      : {
          phones: [{ phoneType: "DEFAULT", phoneNumber: cleared(put.phone), phoneAreaCode: "", phoneCountryCode: "" }],
        }),
    ...(put.address === undefined
      ? {}
      : {
          addresses: [
            {
              addressType: "POBOX",
              addressLine1: cleared(put.address.line1),
              addressLine2: cleared(put.address.line2),
              city: cleared(put.address.city),
              region: cleared(put.address.region),
              postalCode: cleared(put.address.postcode),
              country: cleared(put.address.country),
            },
          ],
        }),
  });

const lineModel = (line: LinePut): object =>
  present({
    lineItemID: line.id,
    description: line.description,
    quantity: Number(line.quantity),
    unitAmount: line.unitPricePence / 100,
    discountRate: Number(line.discountPercent) === 0 ? undefined : Number(line.discountPercent),
    accountCode: line.accountCode,
    taxType: line.taxType,
  });

/** In the contact only its id: any other field would change the contact, and drop people that are not sent. */
export const invoiceModel = (put: InvoicePut): object =>
  present({
    invoiceID: put.id,
    type: put.id === undefined ? "ACCREC" : undefined,
    invoiceNumber: put.number,
    contact: put.contactId === undefined ? undefined : { contactID: put.contactId },
    date: put.issueOn,
    dueDate: put.dueOn,
    reference: cleared(put.reference),
    currencyCode: put.currency,
    status: put.status,
    lineAmountTypes: put.lines === undefined ? undefined : "Exclusive",
    lineItems: put.lines?.map(lineModel),
    url: put.url,
    sentToContact: put.sent,
  });

export const paymentModel = (put: PaymentPut): object => ({
  invoice: { invoiceID: put.invoiceId },
  account: "id" in put.account ? { accountID: put.account.id } : { code: put.account.code },
  amount: put.amountPence / 100,
  date: put.paidOn,
  reference: put.reference,
});
