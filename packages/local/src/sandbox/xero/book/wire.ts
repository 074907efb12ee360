/** Records as the API shows them. */
import type { Book } from "./book.ts";
import { wireDay, wireDayString, wireInstant } from "./date.ts";
import { amountDue } from "./invoice.ts";
import type { Wire } from "../query/where.ts";
import { sum } from "./money.ts";
import type {
  Account,
  BankTransaction,
  Contact,
  CreditNote,
  Invoice,
  Line,
  Organisation,
  Payment,
  TaxRate,
} from "./type.ts";

/** Members without a value are not sent. */
const filled = (record: Wire): Wire =>
  Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined && value !== null));

export const wireContact = (contact: Contact): Wire =>
  filled({
    ContactID: contact.ContactID,
    ContactStatus: contact.ContactStatus,
    Name: contact.Name,
    ...contact.text,
    Addresses: contact.Addresses,
    Phones: contact.Phones,
    ContactPersons: contact.ContactPersons,
    ContactGroups: [],
    IsSupplier: contact.IsSupplier,
    IsCustomer: contact.IsCustomer,
    MergedToContactID: contact.MergedToContactID,
    HasAttachments: false,
    HasValidationErrors: false,
    UpdatedDateUTC: wireInstant(contact.UpdatedAtMs),
  });

const contactRef = (book: Book, id: string): Wire => ({ ContactID: id, Name: book.contacts.get(id)?.Name ?? "" });

const wireLine = (line: Line): Wire => filled({ ...line, Tracking: [] });

/** `lines` false leaves them out, as lists without pages do. */
export function wireInvoice(book: Book, invoice: Invoice, lines = true): Wire {
  const payments = book.payments
    .all()
    .filter((payment) => payment.InvoiceID === invoice.InvoiceID && payment.Status === "AUTHORISED");
  const credits = book.creditNotes.all().flatMap((note) =>
    note.Allocations.filter((one) => one.InvoiceID === invoice.InvoiceID).map((one) => ({
      CreditNoteID: note.CreditNoteID,
      CreditNoteNumber: note.CreditNoteNumber,
      Date: wireDay(one.Date),
      AppliedAmount: one.Amount,
      Total: note.Total,
    })),
  );
  const { AmountPaid, AmountCredited, SubTotal, TotalTax, Total } = invoice;
  return filled({
    Type: invoice.Type,
    InvoiceID: invoice.InvoiceID,
    InvoiceNumber: invoice.InvoiceNumber,
    Reference: invoice.Reference,
    Url: invoice.Url,
    BrandingThemeID: invoice.BrandingThemeID,
    Contact: contactRef(book, invoice.ContactID),
    DateString: wireDayString(invoice.Date),
    Date: wireDay(invoice.Date),
    DueDateString: invoice.DueDate && wireDayString(invoice.DueDate),
    DueDate: invoice.DueDate && wireDay(invoice.DueDate),
    Status: invoice.Status,
    LineAmountTypes: invoice.LineAmountTypes,
    LineItems: lines ? invoice.LineItems.map(wireLine) : [],
    SubTotal,
    TotalTax,
    Total,
    AmountDue: amountDue(invoice),
    AmountPaid,
    AmountCredited,
    Payments: payments.map((payment) => ({
      PaymentID: payment.PaymentID,
      Date: wireDay(payment.Date),
      Amount: payment.Amount,
      Reference: payment.Reference,
      CurrencyRate: payment.CurrencyRate,
      HasAccount: true,
      HasValidationErrors: false,
    })),
    CreditNotes: credits,
    FullyPaidOnDate: invoice.FullyPaidOnDate && wireDay(invoice.FullyPaidOnDate),
    CurrencyCode: invoice.CurrencyCode,
    CurrencyRate: invoice.CurrencyRate,
    SentToContact: invoice.SentToContact,
    HasAttachments: false,
    HasErrors: false,
    IsDiscounted: false,
    UpdatedDateUTC: wireInstant(invoice.UpdatedAtMs),
  });
}

export function wirePayment(book: Book, payment: Payment): Wire {
  const invoice = book.invoices.get(payment.InvoiceID);
  const account = book.accounts.get(payment.AccountID);
  return filled({
    PaymentID: payment.PaymentID,
    Date: wireDay(payment.Date),
    BankAmount: sum([payment.Amount]),
    Amount: payment.Amount,
    Reference: payment.Reference,
    CurrencyRate: payment.CurrencyRate,
    PaymentType: invoice?.Type === "ACCPAY" ? "ACCPAYPAYMENT" : "ACCRECPAYMENT",
    Status: payment.Status,
    IsReconciled: payment.IsReconciled,
    HasAccount: true,
    HasValidationErrors: false,
    Account: account && { AccountID: account.AccountID, Code: account.Code, Name: account.Name },
    Invoice: invoice && {
      Type: invoice.Type,
      InvoiceID: invoice.InvoiceID,
      InvoiceNumber: invoice.InvoiceNumber,
      Contact: contactRef(book, invoice.ContactID),
      CurrencyCode: invoice.CurrencyCode,
    },
    UpdatedDateUTC: wireInstant(payment.UpdatedAtMs),
  });
}

export function wireBankTransaction(book: Book, transaction: BankTransaction): Wire {
  const account = book.accounts.get(transaction.AccountID);
  return filled({
    BankTransactionID: transaction.BankTransactionID,
    Type: transaction.Type,
    Status: transaction.Status,
    Contact: contactRef(book, transaction.ContactID),
    BankAccount: account && { AccountID: account.AccountID, Code: account.Code, Name: account.Name },
    Reference: transaction.Reference,
    IsReconciled: transaction.IsReconciled,
    HasAttachments: false,
    DateString: wireDayString(transaction.Date),
    Date: wireDay(transaction.Date),
    LineAmountTypes: transaction.LineAmountTypes,
    LineItems: transaction.LineItems.map(wireLine),
    SubTotal: transaction.SubTotal,
    TotalTax: transaction.TotalTax,
    Total: transaction.Total,
    CurrencyCode: transaction.CurrencyCode,
    UpdatedDateUTC: wireInstant(transaction.UpdatedAtMs),
  });
}

export const wireCreditNote = (book: Book, note: CreditNote): Wire =>
  filled({
    CreditNoteID: note.CreditNoteID,
    CreditNoteNumber: note.CreditNoteNumber,
    Type: note.Type,
    Contact: contactRef(book, note.ContactID),
    DateString: wireDayString(note.Date),
    Date: wireDay(note.Date),
    Status: note.Status,
    LineAmountTypes: note.LineAmountTypes,
    LineItems: note.LineItems.map(wireLine),
    SubTotal: note.SubTotal,
    TotalTax: note.TotalTax,
    Total: note.Total,
    RemainingCredit: sum([note.Total, ...note.Allocations.map((one) => -one.Amount)]),
    Allocations: note.Allocations.map(({ InvoiceID, Amount, Date }) => ({
      Amount,
      Date: wireDay(Date),
      Invoice: { InvoiceID, InvoiceNumber: book.invoices.get(InvoiceID)?.InvoiceNumber ?? "" },
    })),
    CurrencyCode: note.CurrencyCode,
    UpdatedDateUTC: wireInstant(note.UpdatedAtMs),
  });

export const wireAccount = ({ UpdatedAtMs, ...account }: Account): Wire => ({
  ...account,
  ShowInExpenseClaims: false,
  AddToWatchlist: false,
  HasAttachments: false,
  UpdatedDateUTC: wireInstant(UpdatedAtMs),
});

export const wireTaxRate = ({ rate, ...taxRate }: TaxRate): Wire => ({
  ...taxRate,
  ReportTaxType: taxRate.TaxType === "NONE" ? "NONE" : taxRate.CanApplyToRevenue ? "OUTPUT" : "INPUT",
  DisplayTaxRate: rate,
  EffectiveRate: rate,
  TaxComponents: [{ Name: "VAT", Rate: rate, IsCompound: false, IsNonRecoverable: false }],
});

export const wireOrganisation = (organisation: Organisation): Wire =>
  filled({
    OrganisationID: organisation.OrganisationID,
    Name: organisation.Name,
    LegalName: organisation.Name,
    ShortCode: organisation.ShortCode,
    PaysTax: true,
    Version: "UK",
    OrganisationType: "COMPANY",
    Class: organisation.Currencies.length > 1 ? "PREMIUM" : "STANDARD",
    Edition: "BUSINESS",
    BaseCurrency: organisation.BaseCurrency,
    CountryCode: "GB",
    IsDemoCompany: organisation.Name.includes("demo"),
    OrganisationStatus: "ACTIVE",
    FinancialYearEndDay: 31,
    FinancialYearEndMonth: 3,
    SalesTaxBasis: "ACCRUALS",
    SalesTaxPeriod: "QUARTERLY",
    DefaultSalesTax: "Tax Exclusive",
    DefaultPurchasesTax: "Tax Inclusive",
    Timezone: "GMTSTANDARDTIME",
    PeriodLockDate: organisation.PeriodLockDate && wireDay(organisation.PeriodLockDate),
    EndOfYearLockDate: organisation.EndOfYearLockDate && wireDay(organisation.EndOfYearLockDate),
    CreatedDateUTC: wireInstant(organisation.CreatedAtMs),
  });
