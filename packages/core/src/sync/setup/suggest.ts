/** A mapping proposed from the organisation's own lists: what fits by itself, and nothing by a code that we assume. Pure. */
import { VAT_RATES, type VatRate } from "../../invoice/rule/total.ts";
import type { XeroAccount, XeroTaxRate } from "../../provider/xero/index.ts";
import { type Chart, isPaymentAccount, isSalesAccount, isSameRate } from "../decide/setup.ts";
import type { Mapping, MappingProblem } from "../schema.ts";

/** Several of Xero's rates may have our percentage; by their names one is the likeliest. */
const LIKELY: Readonly<Record<VatRate, RegExp>> = {
  standard: /income|sales|standard/i,
  reduced: /income|sales|reduced/i,
  zero: /zero/i,
  exempt: /exempt/i,
  none: /no vat|no tax|outside/i,
};

const rateFor = (chart: Chart, vatRate: VatRate): XeroTaxRate | undefined => {
  const fitting = chart.taxRates.filter((rate) => isSameRate(rate, vatRate));
  return fitting.find(({ name }) => LIKELY[vatRate].test(name)) ?? (fitting.length === 1 ? fitting[0] : undefined);
};

const byCode = (a: XeroAccount, b: XeroAccount): number => ((a.code ?? "") < (b.code ?? "") ? -1 : 1);

/** The first account of income, which a chart lists before its others. */
const incomeOf = (chart: Chart): XeroAccount | undefined =>
  chart.accounts
    .filter((account) => isSalesAccount(account) && (account.type === "REVENUE" || account.type === "SALES"))
    .toSorted(byCode)[0];

export function suggested(chart: Chart): Mapping {
  const code = incomeOf(chart)?.code ?? undefined;
  const banks = chart.accounts
    .filter((account) => isPaymentAccount(account) && account.type === "BANK")
    .toSorted(byCode);
  const lines = Object.fromEntries(
    VAT_RATES.map((rate) => {
      const taxType = rateFor(chart, rate)?.taxType;
      return [
        rate,
        { ...(code === undefined ? {} : { accountCode: code }), ...(taxType === undefined ? {} : { taxType }) },
      ];
    }),
  );
  return {
    lines,
    ...(banks[0] ? { paymentAccountId: banks[0].id } : {}),
    invoiceStatus: "AUTHORISED",
  };
}

/** What of a saved mapping does not fit the lists any more, and what helps. */
export function problemsOf(mapping: Mapping, chart: Chart): MappingProblem[] {
  const ofLines = VAT_RATES.flatMap((vatRate): MappingProblem[] => {
    const chosen = mapping.lines[vatRate];
    const account = chart.accounts.find(({ code }) => code !== null && code === chosen?.accountCode);
    const tax = chart.taxRates.find(({ taxType }) => taxType === chosen?.taxType);
    return [
      ...(chosen?.accountCode && !(account && isSalesAccount(account))
        ? [{ part: "account" as const, vatRate, words: accountWords(chosen.accountCode, account) }]
        : []),
      ...(chosen?.taxType && !(tax && isSameRate(tax, vatRate))
        ? [{ part: "taxRate" as const, vatRate, words: taxWords(chosen.taxType, tax) }]
        : []),
    ];
  });
  const bank = chart.accounts.find(({ id }) => id === mapping.paymentAccountId);
  if (!mapping.paymentAccountId || (bank && isPaymentAccount(bank))) return ofLines;
  return [...ofLines, { part: "paymentAccount", vatRate: null, words: bankWords(bank) }];
}

const ARCHIVED = "is archived in Xero. Restore it there, or choose another.";

const accountWords = (code: string, account: XeroAccount | undefined): string => {
  const name = account ? `Account ${code} (${account.name})` : `Account ${code}`;
  if (!account) return `${name} is gone from Xero. Choose another.`;
  return account.active ? `${name} takes no sales in Xero. Choose another.` : `${name} ${ARCHIVED}`;
};

const taxWords = (taxType: string, tax: XeroTaxRate | undefined): string => {
  if (!tax?.active)
    return `The tax rate ${tax?.name ?? taxType} was removed in Xero. Choose another, or make it again there.`;
  return tax.forSales
    ? `The tax rate ${tax.name} is ${tax.percent} % in Xero now. Choose another.`
    : `The tax rate ${tax.name} is not for sales in Xero. Choose another.`;
};

const bankWords = (account: XeroAccount | undefined): string => {
  if (!account) return "The account for payments is gone from Xero. Choose another.";
  if (!account.active) return `${account.name} ${ARCHIVED}`;
  return `${account.name} takes no payments in Xero. Switch "Enable payments to this account" on there, or choose another.`;
};
