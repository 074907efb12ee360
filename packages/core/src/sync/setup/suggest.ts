/** A mapping proposed from the organisation's own lists: what fits by itself, and nothing by a code that we assume. Pure. */
import { VAT_RATES, type VatRate } from "../../invoice/rule/total.ts";
import type { XeroAccount, XeroTaxRate } from "../../provider/xero/index.ts";
import { type Chart, isPaymentAccount, isSalesAccount, isSameRate } from "../decide/setup.ts";
import type { Mapping } from "../schema.ts";

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

/** The first account of income, which a chart lists before its others. */
const incomeOf = (chart: Chart): XeroAccount | undefined =>
  chart.accounts
    .filter((account) => isSalesAccount(account) && (account.type === "REVENUE" || account.type === "SALES"))
    .toSorted((a, b) => ((a.code ?? "") < (b.code ?? "") ? -1 : 1))[0];

export function suggested(chart: Chart): Mapping {
  const code = incomeOf(chart)?.code ?? undefined;
  const banks = chart.accounts.filter((account) => isPaymentAccount(account) && account.type === "BANK");
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

/** What of a saved mapping does not fit the lists any more, in words. */
export function problemsOf(mapping: Mapping, chart: Chart): string[] {
  const ofLines = VAT_RATES.flatMap((rate) => {
    const chosen = mapping.lines[rate];
    const account = chart.accounts.find(({ code }) => code !== null && code === chosen?.accountCode);
    const tax = chart.taxRates.find(({ taxType }) => taxType === chosen?.taxType);
    return [
      ...(chosen?.accountCode && !(account && isSalesAccount(account))
        ? [`Account ${chosen.accountCode} cannot take sales in Xero any more.`]
        : []),
      ...(chosen?.taxType && !(tax && isSameRate(tax, rate))
        ? [`Tax rate ${tax?.name ?? chosen.taxType} does not fit any more.`]
        : []),
    ];
  });
  const bank = chart.accounts.find(({ id }) => id === mapping.paymentAccountId);
  const ofBank =
    mapping.paymentAccountId && !(bank && isPaymentAccount(bank))
      ? ["The account for payments takes none in Xero any more."]
      : [];
  return [...new Set([...ofLines, ...ofBank])];
}
