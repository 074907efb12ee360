/** What the firm chooses before its first push: accounts, tax rates, the account of payments, and how invoices arrive. */
import { activity } from "../../activity/index.ts";
import { updateIntegrationConfig } from "../../connection/index.ts";
import { VAT_RATES } from "../../invoice/rule/total.ts";
import { requireStaff } from "../../lib/actor.ts";
import { VisibleError } from "../../lib/error.ts";
import { transact } from "../../lib/table/transact.ts";
import { type Chart, isPaymentAccount, isSalesAccount, isSameRate } from "../decide/setup.ts";
import { nudgeLane } from "../record.ts";
import { retryRows } from "../retry.ts";
import { type AccountChoice, Mapping, type MappingView, type TaxRateChoice } from "../schema.ts";
import { visibly } from "../visible.ts";
import { chartOf } from "./chart.ts";
import { firmSync, isComplete } from "./read.ts";
import { problemsOf, suggested } from "./suggest.ts";
import { blockedWords } from "./words.ts";

async function chartNow(tenantId: string, refresh: boolean): Promise<Chart> {
  const firm = await firmSync(tenantId);
  if (firm.state === "not-connected")
    throw new VisibleError("conflict", "xero.not-connected", blockedWords("not-connected"));
  return visibly(() => chartOf(tenantId, firm.xeroTenantId, { priority: "interactive", refresh }));
}

/** The organisation's accounts that are in use, as choices. */
export async function accounts(refresh: boolean): Promise<{ items: AccountChoice[]; readAt: string }> {
  const chart = await chartNow(requireStaff("client:read").tenantId, refresh);
  const items = chart.accounts
    .filter(({ active, system }) => active && !system)
    .map((account) => ({
      id: account.id,
      code: account.code,
      name: account.name,
      type: account.type,
      forSales: isSalesAccount(account),
      forPayments: isPaymentAccount(account),
    }));
  return { items, readAt: chart.readAt };
}

/** The organisation's tax rates for sales, with the VAT rates they fit. */
export async function taxRates(refresh: boolean): Promise<{ items: TaxRateChoice[]; readAt: string }> {
  const chart = await chartNow(requireStaff("client:read").tenantId, refresh);
  const items = chart.taxRates
    .filter(({ active, forSales }) => active && forSales)
    .map((rate) => ({
      taxType: rate.taxType,
      name: rate.name,
      percent: rate.percent,
      fits: VAT_RATES.filter((vatRate) => isSameRate(rate, vatRate)),
    }));
  return { items, readAt: chart.readAt };
}

/** The firm's choices, a proposal, and what of the choices does not fit any more. */
export async function mapping(): Promise<MappingView> {
  const { tenantId } = requireStaff("client:read");
  const firm = await firmSync(tenantId);
  const chart = firm.state === "not-connected" ? null : await chartNow(tenantId, false);
  return {
    state: firm.state,
    mapping: firm.mapping,
    complete: isComplete(firm.mapping),
    suggested: chart ? suggested(chart) : firm.mapping,
    problems: chart ? problemsOf(firm.mapping, chart) : [],
  };
}

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
  const chart = await chartNow(tenantId, true);
  const problems = problemsOf(chosen, chart);
  if (problems.length > 0)
    throw new VisibleError("unprocessable", "xero.mapping-invalid", `${problems.join(" ")} Choose another.`);
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
