/** The mapping as a form holds it: every choice a text, empty while it is not made. Pure. */
import { VatRate } from "@practice-hub/core/invoice/schema";
import type { Mapping, MappingView } from "@practice-hub/core/sync/schema";
import { VAT_WORDS } from "../../invoice/words.ts";

interface LineDraft {
  accountCode: string;
  taxType: string;
}
export interface Draft {
  lines: Record<VatRate, LineDraft>;
  paymentAccountId: string;
  invoiceStatus: Mapping["invoiceStatus"];
}

export const VAT_RATES = VatRate.options;

const forEachRate = <T>(make: (rate: VatRate) => T): Record<VatRate, T> =>
  Object.fromEntries(VAT_RATES.map((rate) => [rate, make(rate)])) as Record<VatRate, T>;

/** What is stored, and where nothing is, what Xero's lists suggest. */
export const draftOf = ({ mapping, suggested }: Pick<MappingView, "mapping" | "suggested">): Draft => ({
  lines: forEachRate((rate) => ({
    accountCode: mapping.lines[rate]?.accountCode ?? suggested.lines[rate]?.accountCode ?? "",
    taxType: mapping.lines[rate]?.taxType ?? suggested.lines[rate]?.taxType ?? "",
  })),
  paymentAccountId: mapping.paymentAccountId ?? suggested.paymentAccountId ?? "",
  invoiceStatus: mapping.invoiceStatus,
});

/** What is sent: choices that are not made are left out, so that half of it can be kept for later. */
export const mappingOf = ({ lines, paymentAccountId, invoiceStatus }: Draft): Mapping => ({
  lines: forEachRate((rate) => ({
    ...(lines[rate].accountCode ? { accountCode: lines[rate].accountCode } : {}),
    ...(lines[rate].taxType ? { taxType: lines[rate].taxType } : {}),
  })),
  ...(paymentAccountId ? { paymentAccountId } : {}),
  invoiceStatus,
});

export const isSame = (a: Mapping, b: Mapping): boolean =>
  a.invoiceStatus === b.invoiceStatus &&
  a.paymentAccountId === b.paymentAccountId &&
  VAT_RATES.every(
    (rate) =>
      a.lines[rate]?.accountCode === b.lines[rate]?.accountCode && a.lines[rate]?.taxType === b.lines[rate]?.taxType,
  );

/** What is still to choose, in words: `an account for 5% reduced`. */
export const missingIn = (draft: Draft): string[] => {
  const without = (part: keyof LineDraft) => VAT_RATES.filter((rate) => !draft.lines[rate][part]);
  const each = (what: string, rates: readonly VatRate[]): string[] =>
    rates.length === VAT_RATES.length
      ? [`${what} for every VAT rate`]
      : rates.map((rate) => `${what} for ${VAT_WORDS[rate]}`);
  return [
    ...each("an account", without("accountCode")),
    ...each("a tax rate", without("taxType")),
    ...(draft.paymentAccountId ? [] : ["the account that payments go to"]),
  ];
};

/** The account of all lines; empty when they differ. */
export const oneAccount = ({ lines }: Draft): string =>
  VAT_RATES.every((rate) => lines[rate].accountCode === lines.standard.accountCode) ? lines.standard.accountCode : "";

/** Whether some rate has an account of its own. */
export const isSplit = (draft: Draft): boolean =>
  VAT_RATES.some((rate) => draft.lines[rate].accountCode !== draft.lines.standard.accountCode);

export const withAccount = (draft: Draft, accountCode: string): Draft => ({
  ...draft,
  lines: forEachRate((rate) => ({ ...draft.lines[rate], accountCode })),
});

export const withLine = (draft: Draft, rate: VatRate, change: Partial<LineDraft>): Draft => ({
  ...draft,
  lines: { ...draft.lines, [rate]: { ...draft.lines[rate], ...change } },
});
