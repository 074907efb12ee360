/** What the firm chooses before its first push: accounts, tax rates, the account of payments, and how invoices arrive. */
import { activity } from "../../activity/index.ts";
import { updateIntegrationConfig } from "../../connection/index.ts";
import { VAT_RATES } from "../../invoice/rule/total.ts";
import { requireStaff } from "../../lib/actor.ts";
import { VisibleError } from "../../lib/error.ts";
import { transact } from "../../lib/table/transact.ts";
import { type Chart, isPaymentAccount, isSalesAccount, isSameRate } from "../decide/setup.ts";
import { nudgeLane } from "../../outbox/nudge.ts";
import { retryRows } from "../retry.ts";
import { type AccountChoice, Mapping, type MappingProblem, type MappingView, type TaxRateChoice } from "../schema.ts";
import { visibly } from "../visible.ts";
import { chartOf, lastChart } from "./chart.ts";
import { type FirmSync, firmSync, isComplete } from "./read.ts";
import { problemsOf, suggested } from "./suggest.ts";
import { blockedWords } from "./words.ts";

const readChart = (tenantId: string, { xeroTenantId }: FirmSync, refresh: boolean): Promise<Chart> =>
  visibly(() => chartOf(tenantId, xeroTenantId, { priority: "interactive", refresh }));

/** The lists to choose from; when Xero cannot be asked those of before, and why. */
async function listsOf(tenantId: string, firm: FirmSync, refresh: boolean) {
  if (firm.state === "not-connected")
    return { chart: await lastChart(tenantId, firm.xeroTenantId), unread: blockedWords(firm.state) };
  try {
    return { chart: await readChart(tenantId, firm, refresh), unread: null };
  } catch (error) {
    if (!(error instanceof VisibleError)) throw error;
    return { chart: await lastChart(tenantId, firm.xeroTenantId), unread: error.message };
  }
}

/**
 * The firm's choices, Xero's own lists to choose from, a proposal, and what of the choices does not fit any more. Never fails
 * for Xero's sake: what is stored is shown in any case. At most four calls to Xero.
 */
export async function mapping(refresh = false): Promise<MappingView> {
  const { tenantId } = requireStaff("client:read");
  const firm = await firmSync(tenantId);
  const { chart, unread } = await listsOf(tenantId, firm, refresh);
  return {
    state: firm.state,
    mapping: firm.mapping,
    complete: isComplete(firm.mapping),
    suggested: chart ? suggested(chart) : firm.mapping,
    problems: chart ? problemsOf(firm.mapping, chart) : [],
    accounts: chart ? accountsOf(chart) : [],
    taxRates: chart ? taxRatesOf(chart) : [],
    readAt: chart?.readAt ?? null,
    unread,
  };
}

/** The accounts that are in use. */
const accountsOf = (chart: Chart): AccountChoice[] =>
  chart.accounts
    .filter(({ active, system }) => active && !system)
    .map((account) => ({
      id: account.id,
      code: account.code,
      name: account.name,
      type: account.type,
      forSales: isSalesAccount(account),
      forPayments: isPaymentAccount(account),
    }));

/** The tax rates for sales, with the VAT rates they fit. */
const taxRatesOf = (chart: Chart): TaxRateChoice[] =>
  chart.taxRates
    .filter(({ active, forSales }) => active && forSales)
    .map((rate) => ({
      taxType: rate.taxType,
      name: rate.name,
      percent: rate.percent,
      fits: VAT_RATES.filter((vatRate) => isSameRate(rate, vatRate)),
    }));

/** Where in the mapping a problem is. */
const fieldOf = ({ part, vatRate, words }: MappingProblem) => ({
  path: vatRate === null ? "paymentAccountId" : `lines.${vatRate}.${part === "account" ? "accountCode" : "taxType"}`,
  message: words,
});

/** What a mapping was the reason of: tried again once it is another. */
const OF_MAPPING = new Set([
  "account-missing",
  "account-unusable",
  "tax-rate-missing",
  "tax-rate-unusable",
  "bank-account-missing",
]);

/** Saves the choices, checked against Xero's lists of now. Errors: `xero.not-connected`, `xero.mapping-invalid`. */
export async function saveMapping(input: Mapping): Promise<MappingView> {
  const { tenantId } = requireStaff("settings:manage");
  const chosen = Mapping.parse(input);
  const firm = await firmSync(tenantId);
  if (firm.state === "not-connected")
    throw new VisibleError("conflict", "xero.not-connected", blockedWords(firm.state));
  const problems = problemsOf(chosen, await readChart(tenantId, firm, true));
  if (problems.length > 0) {
    const words = [...new Set(problems.map((problem) => problem.words))].join(" ");
    throw new VisibleError("unprocessable", "xero.mapping-invalid", words, { fields: problems.map(fieldOf) });
  }
  await updateIntegrationConfig(tenantId, "xero", (config) => ({ ...config, mapping: chosen }));
  await transact([
    activity({
      entityType: "integration",
      entityId: "xero",
      action: "xero.mapping-saved",
      summary: "Accounts and tax rates for Xero chosen",
    }),
  ]);
  await retryRows(tenantId, ({ errorCode }) => errorCode !== undefined && OF_MAPPING.has(errorCode));
  await nudgeLane(tenantId);
  return mapping();
}
