/**
 * What we read of Xero's answers, after the SDK has turned them into its own models: only the fields used, in our forms
 * (days `YYYY-MM-DD`, instants ISO, money in whole pence).
 */
import * as z from "zod";

/** Absent and null are the same to Xero. */
const optional = <S extends z.ZodType>(schema: S) => schema.nullish().transform((value) => value ?? null);
/** The SDK's enumerations are texts once they have come off the wire. */
const word = z.unknown().transform((value) => (typeof value === "string" ? value : ""));

const text = optional(z.string());
/** The SDK answers days as `Date` at midnight UTC, whatever its types say. */
const day = optional(z.union([z.date(), z.string()]).transform((value) => new Date(value).toISOString().slice(0, 10)));
const instant = optional(z.union([z.date(), z.string()]).transform((value) => new Date(value).toISOString()));
const pence = z
  .number()
  .nullish()
  .transform((value) => Math.round((value ?? 0) * 100));
const flag = optional(z.boolean()).transform((value) => value === true);
const list = <S extends z.ZodType>(item: S) => optional(z.array(item)).transform((items) => items ?? []);

/** What came of one element of a batch. */
const outcome = {
  statusAttributeString: text,
  validationErrors: list(z.object({ message: text }).transform(({ message }) => message ?? "")),
};

const Address = z.object({
  addressType: word,
  addressLine1: text,
  addressLine2: text,
  city: text,
  region: text,
  postalCode: text,
  country: text,
});
const Phone = z.object({
  phoneType: word,
  phoneNumber: text,
  phoneAreaCode: text,
  phoneCountryCode: text,
});

const Contact = z.object({
  contactID: text,
  contactNumber: text,
  contactStatus: word,
  name: text,
  emailAddress: text,
  companyNumber: text,
  taxNumber: text,
  addresses: list(Address),
  phones: list(Phone),
  mergedToContactID: text,
  updatedDateUTC: instant,
  ...outcome,
});
export type WireContact = z.infer<typeof Contact>;

const Line = z.object({
  lineItemID: text,
  description: text,
  quantity: optional(z.number()),
  unitAmount: optional(z.number()),
  discountRate: optional(z.number()),
  accountCode: text,
  taxType: text,
  lineAmount: pence,
  taxAmount: pence,
});

export type WireLine = z.infer<typeof Line>;

const PaymentOfInvoice = z.object({ paymentID: text, amount: pence, date: day, reference: text });

const Invoice = z.object({
  invoiceID: text,
  type: word,
  invoiceNumber: text,
  reference: text,
  contact: optional(z.object({ contactID: text, name: text })),
  date: day,
  dueDate: day,
  status: word,
  lineItems: list(Line),
  subTotal: pence,
  totalTax: pence,
  total: pence,
  amountDue: pence,
  amountPaid: pence,
  amountCredited: pence,
  fullyPaidOnDate: day,
  currencyCode: word,
  url: text,
  sentToContact: flag,
  payments: list(PaymentOfInvoice),
  updatedDateUTC: instant,
  ...outcome,
});
export type WireInvoice = z.infer<typeof Invoice>;

const Payment = z.object({
  paymentID: text,
  invoice: optional(z.object({ invoiceID: text, invoiceNumber: text, type: word })),
  account: optional(z.object({ accountID: text, code: text })),
  date: day,
  amount: pence,
  reference: text,
  status: word,
  paymentType: word,
  isReconciled: flag,
  updatedDateUTC: instant,
  ...outcome,
});
export type WirePayment = z.infer<typeof Payment>;

const Account = z.object({
  accountID: z.string(),
  code: text,
  name: z.string(),
  type: word,
  status: word,
  taxType: text,
  systemAccount: word,
  enablePaymentsToAccount: flag,
});
export type WireAccount = z.infer<typeof Account>;

const TaxRate = z.object({
  name: z.string(),
  taxType: z.string(),
  status: word,
  effectiveRate: optional(z.number()),
  displayTaxRate: optional(z.number()),
  canApplyToRevenue: flag,
});
export type WireTaxRate = z.infer<typeof TaxRate>;

const Organisation = z.object({
  organisationID: text,
  name: z.string(),
  shortCode: text,
  baseCurrency: word,
  periodLockDate: day,
  endOfYearLockDate: day,
});

export type WireOrganisation = z.infer<typeof Organisation>;

const BankTransaction = z.object({
  bankTransactionID: z.string(),
  type: word,
  status: word,
  contact: optional(z.object({ contactID: text, name: text })),
  bankAccount: optional(z.object({ accountID: text, code: text, name: text })),
  lineItems: list(Line),
  isReconciled: flag,
  date: day,
  reference: text,
  total: pence,
  currencyCode: word,
  updatedDateUTC: instant,
});
export type WireBankTransaction = z.infer<typeof BankTransaction>;

const pagination = optional(z.object({ page: optional(z.number()), pageCount: optional(z.number()) }));

export const ContactsAnswer = z.object({ contacts: z.array(Contact), pagination });
export const InvoicesAnswer = z.object({ invoices: z.array(Invoice), pagination });
export const PaymentsAnswer = z.object({ payments: z.array(Payment), pagination });
export const BankTransactionsAnswer = z.object({ bankTransactions: z.array(BankTransaction), pagination });
export const AccountsAnswer = z.object({ accounts: z.array(Account) });
export const TaxRatesAnswer = z.object({ taxRates: z.array(TaxRate) });
export const OrganisationsAnswer = z.object({ organisations: z.array(Organisation).min(1) });
export const CurrenciesAnswer = z.object({ currencies: z.array(z.object({ code: word })) });
