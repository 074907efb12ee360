/** Xero's records in our words. Money is whole pence, days are `YYYY-MM-DD`, instants ISO. Absent texts are null. */

export interface XeroAddress {
  line1: string | null;
  line2: string | null;
  city: string | null;
  region: string | null;
  postcode: string | null;
  country: string | null;
}

export interface XeroContact {
  id: string;
  /** Our own client id, once we have put it there. */
  number: string | null;
  /** `ACTIVE`, `ARCHIVED` or `GDPRREQUEST`. */
  status: string;
  name: string;
  email: string | null;
  phone: string | null;
  companyNumber: string | null;
  vatNumber: string | null;
  /** The postal address, which Xero prints on invoices. */
  address: XeroAddress | null;
  /** Set when the contact was merged into another. */
  mergedTo: string | null;
  updatedAt: string | null;
}

export interface XeroLine {
  id: string | null;
  description: string | null;
  quantity: number;
  unitAmount: number;
  discountPercent: number;
  accountCode: string | null;
  taxType: string | null;
  netPence: number;
  vatPence: number;
}

export interface XeroInvoice {
  id: string;
  /** `ACCREC` is a sale; `ACCPAY`, a bill, is none of our business. */
  type: string;
  number: string | null;
  reference: string | null;
  contactId: string | null;
  contactName: string | null;
  /** `DRAFT`, `SUBMITTED`, `AUTHORISED`, `PAID`, `VOIDED` or `DELETED`. */
  status: string;
  issueOn: string | null;
  dueOn: string | null;
  lines: XeroLine[];
  subtotalPence: number;
  vatPence: number;
  totalPence: number;
  duePence: number;
  paidPence: number;
  creditedPence: number;
  paidOn: string | null;
  currency: string;
  url: string | null;
  sent: boolean;
  payments: { id: string; amountPence: number; paidOn: string | null; reference: string | null }[];
  updatedAt: string | null;
}

export interface XeroPayment {
  id: string;
  invoiceId: string | null;
  /** `ACCRECPAYMENT` is money received on a sale. */
  type: string;
  accountId: string | null;
  accountCode: string | null;
  amountPence: number;
  paidOn: string | null;
  reference: string | null;
  /** `AUTHORISED` or `DELETED`. */
  status: string;
  /** Matched with a line of the bank statement: cannot be deleted. */
  reconciled: boolean;
  updatedAt: string | null;
}

export interface XeroAccount {
  id: string;
  code: string | null;
  name: string;
  /** `REVENUE`, `SALES`, `BANK`, … */
  type: string;
  active: boolean;
  /** Xero's own control accounts, which nobody may post to. */
  system: boolean;
  takesPayments: boolean;
}

export interface XeroTaxRate {
  name: string;
  taxType: string;
  percent: number;
  active: boolean;
  forSales: boolean;
}

export interface XeroOrganisation {
  id: string | null;
  name: string;
  /** For links into Xero. */
  shortCode: string | null;
  baseCurrency: string;
  /** The later of the two lock dates: nothing on or before it can be written. */
  lockedUntil: string | null;
}

export interface XeroBankTransaction {
  id: string;
  /** `RECEIVE`, `SPEND`, … */
  type: string;
  status: string;
  contactId: string | null;
  contactName: string | null;
  accountCode: string | null;
  accountName: string | null;
  lines: XeroLine[];
  reconciled: boolean;
  on: string | null;
  reference: string | null;
  totalPence: number;
  currency: string;
  updatedAt: string | null;
}

/** What came of one element of a batch: the record as Xero has it now, or its own words about what is wrong. */
export type Outcome<T> = { ok: true; record: T } | { ok: false; messages: string[] };

/** One page of a list; there is another when `more`. */
export interface XeroPage<T> {
  items: T[];
  more: boolean;
}
