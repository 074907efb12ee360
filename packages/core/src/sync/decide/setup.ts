/** What the firm chose and what its organisation allows: the part of every decision that is the same for all records. Pure. */
import { formatDay } from "../../lib/text/day.ts";
import { VAT_PERCENT, type VatRate } from "../../invoice/rule/total.ts";
import type { XeroAccount, XeroLine, XeroOrganisation, XeroTaxRate } from "../../provider/xero/index.ts";
import type { Mapping } from "../schema.ts";
import type { Reason } from "./type.ts";

/** The organisation's own lists, as they were read at `readAt`. */
export interface Chart {
  organisation: XeroOrganisation;
  accounts: XeroAccount[];
  taxRates: XeroTaxRate[];
  currencies: string[];
  readAt: string;
}

export interface Setup {
  mapping: Mapping;
  chart: Chart;
  /** Our own origin, for links on invoices. */
  appUrl: string;
}

const VAT_WORDS: Readonly<Record<VatRate, string>> = {
  standard: "standard rate",
  reduced: "reduced rate",
  zero: "zero rate",
  exempt: "exempt",
  none: "no VAT",
};

/** Xero posts sales to any account but its own control accounts and banks. */
export const isSalesAccount = (account: XeroAccount): boolean =>
  account.active && !account.system && account.type !== "BANK" && account.code !== null;

export const isPaymentAccount = (account: XeroAccount): boolean => account.active && account.takesPayments;

/** Whether a tax rate of Xero's means the same as a VAT rate of ours: the same percentage, on sales. */
export const isSameRate = (rate: XeroTaxRate, vatRate: VatRate): boolean =>
  rate.active && rate.forSales && rate.percent === VAT_PERCENT[vatRate];

/** Account and tax rate of one line, or what is wrong with the firm's choice. `typed` is an account of the line's own. */
export function lineSetup(
  { mapping, chart }: Setup,
  vatRate: VatRate,
  typed: string | undefined,
): { accountCode: string; taxType: string } | Reason[] {
  const chosen = mapping.lines[vatRate];
  const code = typed ?? chosen?.accountCode;
  const account = chart.accounts.find((one) => one.code === code);
  const rate = chart.taxRates.find((one) => one.taxType === chosen?.taxType);
  const reasons = [
    ...(code === undefined
      ? [accountMissing(vatRate)]
      : !account || !isSalesAccount(account)
        ? [accountUnusable(code)]
        : []),
    ...(chosen?.taxType === undefined
      ? [taxMissing(vatRate)]
      : !rate || !isSameRate(rate, vatRate)
        ? [taxUnusable(vatRate, rate?.name ?? chosen.taxType)]
        : []),
  ];
  if (reasons.length > 0 || code === undefined || chosen?.taxType === undefined) return reasons;
  return { accountCode: code, taxType: chosen.taxType };
}

const accountMissing = (vatRate: VatRate): Reason => ({
  code: "account-missing",
  words: `No account is chosen for lines at ${VAT_WORDS[vatRate]}. Choose one in the mapping.`,
});
const accountUnusable = (code: string): Reason => ({
  code: "account-unusable",
  words: `Account ${code} cannot take sales in Xero: it is gone, archived, a bank or one of Xero's own. Choose another in the mapping.`,
});
const taxMissing = (vatRate: VatRate): Reason => ({
  code: "tax-rate-missing",
  words: `No tax rate is chosen for lines at ${VAT_WORDS[vatRate]}. Choose one in the mapping.`,
});
const taxUnusable = (vatRate: VatRate, name: string): Reason => ({
  code: "tax-rate-unusable",
  words: `The tax rate ${name} in Xero is not usable for lines at ${VAT_WORDS[vatRate]} (${VAT_PERCENT[vatRate]} %). Choose another in the mapping.`,
});

/** Xero checks all lines again with every change, and refuses when an account or a tax rate of one has gone since. */
export function linesStillGood({ chart }: Setup, lines: readonly XeroLine[], what: string): Reason[] {
  return lines.flatMap(({ accountCode, taxType }): Reason[] => {
    const account = chart.accounts.find(({ code }) => code === accountCode);
    const rate = chart.taxRates.find((one) => one.taxType === taxType);
    return [
      ...(accountCode !== null && !(account && isSalesAccount(account))
        ? [
            {
              code: "account-unusable" as const,
              words: `Account ${accountCode} of ${what} is archived or gone in Xero. Restore it there to change the invoice.`,
            },
          ]
        : []),
      ...(taxType !== null && !(rate?.active && rate.forSales)
        ? [
            {
              code: "tax-rate-unusable" as const,
              words: `The tax rate ${taxType} of ${what} is gone in Xero. Restore it there to change the invoice.`,
            },
          ]
        : []),
    ];
  });
}

/** The day is within a period that is closed in Xero. */
export const locked = ({ chart }: Setup, day: string, what: string): Reason[] => {
  const { lockedUntil } = chart.organisation;
  if (lockedUntil === null || day > lockedUntil) return [];
  return [
    {
      code: "period-locked",
      words: `${what} is dated ${formatDay(day)}, and Xero is locked up to ${formatDay(lockedUntil)}. Ask whoever keeps the books to move the lock date.`,
    },
  ];
};
