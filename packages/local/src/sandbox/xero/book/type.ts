/** What an organisation's books hold, under Xero's own names. Days are `YYYY-MM-DD`, `…AtMs` are instants, amounts decimals of two places. */

export interface Organisation {
  OrganisationID: string;
  Name: string;
  ShortCode: string;
  BaseCurrency: string;
  Currencies: string[];
  /** What one may do: a Starter app is allowed 1,000 calls a day. */
  limits: Limits;
  PeriodLockDate: string | null;
  EndOfYearLockDate: string | null;
  CreatedAtMs: number;
  /** Time as this organisation sees it: tests move one organisation's clock without touching another's. */
  clock: { offsetMs: number } | { frozenAtMs: number };
  /** Made by `POST /__organisation`: not on the authorise page. */
  made: boolean;
}

export interface Limits {
  concurrent: number;
  minute: number;
  day: number;
}

export interface Address {
  AddressType: string;
  [field: string]: string;
}
export interface Phone {
  PhoneType: string;
  [field: string]: string;
}
export interface ContactPerson {
  FirstName?: string | undefined;
  LastName?: string | undefined;
  EmailAddress?: string | undefined;
  IncludeInEmails?: boolean | undefined;
}

export interface Contact {
  ContactID: string;
  ContactStatus: "ACTIVE" | "ARCHIVED" | "GDPRREQUEST";
  Name: string;
  /** Plain text fields that are set: ContactNumber, EmailAddress, CompanyNumber and the like. */
  text: Partial<Record<ContactText, string>>;
  Addresses: Address[];
  Phones: Phone[];
  ContactPersons: ContactPerson[];
  IsSupplier: boolean;
  IsCustomer: boolean;
  MergedToContactID: string | null;
  UpdatedAtMs: number;
}

/** The longest each may be. */
export const CONTACT_TEXT = {
  ContactNumber: 50,
  AccountNumber: 50,
  FirstName: 255,
  LastName: 255,
  CompanyNumber: 50,
  EmailAddress: 255,
  BankAccountDetails: 255,
  TaxNumber: 50,
  AccountsReceivableTaxType: 50,
  AccountsPayableTaxType: 50,
  DefaultCurrency: 3,
  SkypeUserName: 50,
  Website: 255,
} as const;
export type ContactText = keyof typeof CONTACT_TEXT;

export interface Line {
  LineItemID: string;
  Description?: string | undefined;
  Quantity: number;
  UnitAmount: number;
  DiscountRate?: number | undefined;
  AccountCode?: string | undefined;
  AccountID?: string | undefined;
  ItemCode?: string | undefined;
  TaxType?: string | undefined;
  TaxAmount: number;
  LineAmount: number;
}

export type LineAmountTypes = "Exclusive" | "Inclusive" | "NoTax";

export interface Totals {
  SubTotal: number;
  TotalTax: number;
  Total: number;
}

export type InvoiceStatus = "DRAFT" | "SUBMITTED" | "AUTHORISED" | "PAID" | "VOIDED" | "DELETED";

export interface Invoice extends Totals {
  InvoiceID: string;
  Type: "ACCREC" | "ACCPAY";
  InvoiceNumber: string;
  Reference: string;
  ContactID: string;
  Date: string;
  DueDate: string | null;
  Status: InvoiceStatus;
  LineAmountTypes: LineAmountTypes;
  LineItems: Line[];
  CurrencyCode: string;
  CurrencyRate: number;
  BrandingThemeID: string | null;
  Url: string | null;
  SentToContact: boolean;
  AmountPaid: number;
  AmountCredited: number;
  FullyPaidOnDate: string | null;
  UpdatedAtMs: number;
}

export interface Payment {
  PaymentID: string;
  InvoiceID: string;
  AccountID: string;
  Date: string;
  Amount: number;
  CurrencyRate: number;
  Reference: string;
  Status: "AUTHORISED" | "DELETED";
  IsReconciled: boolean;
  UpdatedAtMs: number;
}

export interface BankTransaction extends Totals {
  BankTransactionID: string;
  Type: "RECEIVE" | "SPEND";
  Status: "AUTHORISED" | "DELETED";
  ContactID: string;
  AccountID: string;
  Date: string;
  Reference: string;
  IsReconciled: boolean;
  LineAmountTypes: LineAmountTypes;
  LineItems: Line[];
  CurrencyCode: string;
  UpdatedAtMs: number;
}

export interface CreditNote extends Totals {
  CreditNoteID: string;
  Type: "ACCRECCREDIT" | "ACCPAYCREDIT";
  CreditNoteNumber: string;
  ContactID: string;
  Date: string;
  Status: "AUTHORISED" | "PAID" | "VOIDED";
  LineAmountTypes: LineAmountTypes;
  LineItems: Line[];
  CurrencyCode: string;
  Allocations: { InvoiceID: string; Amount: number; Date: string }[];
  UpdatedAtMs: number;
}

export interface Account {
  AccountID: string;
  Code: string;
  Name: string;
  Type: string;
  Class: "ASSET" | "EQUITY" | "EXPENSE" | "LIABILITY" | "REVENUE";
  TaxType: string;
  Status: "ACTIVE" | "ARCHIVED";
  EnablePaymentsToAccount: boolean;
  BankAccountNumber?: string;
  BankAccountType?: string;
  CurrencyCode?: string;
  SystemAccount?: string;
  Description?: string;
  UpdatedAtMs: number;
}

export interface TaxRate {
  Name: string;
  TaxType: string;
  /** Percent. */
  rate: number;
  Status: "ACTIVE" | "DELETED" | "ARCHIVED";
  CanApplyToAssets: boolean;
  CanApplyToEquity: boolean;
  CanApplyToExpenses: boolean;
  CanApplyToLiabilities: boolean;
  CanApplyToRevenue: boolean;
}

export interface HistoryRecord {
  Changes: string;
  Details: string;
  AtMs: number;
  User: string;
}
