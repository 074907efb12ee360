/** A UK organisation's chart of accounts and tax rates, as a new one has them (shortened). */
import { createHash } from "node:crypto";
import type { Account, TaxRate } from "./type.ts";

/** The same id for the same thing in every run, so that a demo's links stay good. */
export function steadyId(...parts: string[]): string {
  const hex = createHash("sha256").update(parts.join("|")).digest("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

type Row = [code: string, name: string, type: string, cls: Account["Class"], tax: string, more?: Partial<Account>];

const ACCOUNTS: Row[] = [
  [
    "090",
    "Business Bank Account",
    "BANK",
    "ASSET",
    "NONE",
    { BankAccountNumber: "20000012345678", BankAccountType: "BANK" },
  ],
  [
    "091",
    "Business Savings Account",
    "BANK",
    "ASSET",
    "NONE",
    { BankAccountNumber: "20000087654321", BankAccountType: "BANK" },
  ],
  ["200", "Sales", "REVENUE", "REVENUE", "OUTPUT2", { Description: "Income from fees" }],
  ["210", "Disbursements recharged", "REVENUE", "REVENUE", "NONE"],
  ["260", "Other Revenue", "REVENUE", "REVENUE", "OUTPUT2"],
  ["270", "Interest Income", "OTHERINCOME", "REVENUE", "NONE"],
  ["310", "Cost of Goods Sold", "DIRECTCOSTS", "EXPENSE", "INPUT2"],
  ["404", "Bank Fees", "OVERHEADS", "EXPENSE", "NONE"],
  ["429", "General Expenses", "OVERHEADS", "EXPENSE", "INPUT2"],
  ["463", "IT Software and Consumables", "OVERHEADS", "EXPENSE", "INPUT2"],
  ["610", "Accounts Receivable", "CURRENT", "ASSET", "NONE", { SystemAccount: "DEBTORS" }],
  ["620", "Prepayments", "CURRENT", "ASSET", "NONE"],
  ["800", "Accounts Payable", "CURRLIAB", "LIABILITY", "NONE", { SystemAccount: "CREDITORS" }],
  ["820", "VAT", "CURRLIAB", "LIABILITY", "NONE", { SystemAccount: "GST" }],
  ["835", "Directors' Loan Account", "CURRLIAB", "LIABILITY", "NONE", { EnablePaymentsToAccount: true }],
  ["960", "Retained Earnings", "EQUITY", "EQUITY", "NONE"],
];

export const chartOf = (organisationId: string, atMs: number): Account[] =>
  ACCOUNTS.map(([Code, Name, Type, Class, TaxType, more]) => ({
    AccountID: steadyId(organisationId, "account", Code),
    Code,
    Name,
    Type,
    Class,
    TaxType,
    Status: "ACTIVE",
    EnablePaymentsToAccount: false,
    UpdatedAtMs: atMs,
    ...more,
  }));

type Applies = "income" | "expense" | "both";
const RATES: [Name: string, TaxType: string, rate: number, to: Applies][] = [
  ["20% (VAT on Income)", "OUTPUT2", 20, "income"],
  ["20% (VAT on Expenses)", "INPUT2", 20, "expense"],
  ["5% (VAT on Income)", "RROUTPUT", 5, "income"],
  ["5% (VAT on Expenses)", "RRINPUT", 5, "expense"],
  ["Zero Rated Income", "ZERORATEDOUTPUT", 0, "income"],
  ["Zero Rated Expenses", "ZERORATEDINPUT", 0, "expense"],
  ["Exempt Income", "EXEMPTOUTPUT", 0, "income"],
  ["Exempt Expenses", "EXEMPTINPUT", 0, "expense"],
  ["No VAT", "NONE", 0, "both"],
  ["Reverse Charge Expenses (20%)", "REVERSECHARGES", 0, "expense"],
];

export const taxRates = (): TaxRate[] =>
  RATES.map(([Name, TaxType, rate, to]) => ({
    Name,
    TaxType,
    rate,
    Status: "ACTIVE",
    CanApplyToAssets: true,
    CanApplyToEquity: true,
    CanApplyToExpenses: to !== "income",
    CanApplyToLiabilities: true,
    CanApplyToRevenue: to !== "expense",
  }));
