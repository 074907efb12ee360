/** Lines of invoices and bank transactions, and the totals they come to. */
import { randomUUID } from "node:crypto";
import * as z from "zod";
import type { Book } from "./book.ts";
import { lineAmount, roundUnit, sum, taxOf } from "./money.ts";
import type { Account, Line, LineAmountTypes, TaxRate, Totals } from "./type.ts";

const number = z.coerce.number().nullish();
const text = z.string().nullish();
export const LineInput = z.object({
  LineItemID: text,
  Description: text,
  Quantity: number,
  UnitAmount: number,
  DiscountRate: number,
  AccountCode: text,
  AccountID: text,
  ItemCode: text,
  TaxType: text,
  TaxAmount: number,
  LineAmount: number,
});
export type LineInput = z.infer<typeof LineInput>;

export interface LineRules {
  types: LineAmountTypes;
  unitdp: 2 | 4;
  /** What kind of tax rate and account it takes. */
  side: "income" | "expense";
  /** Approved documents need a description, an account and a tax type. */
  approved: boolean;
  /** Lines of the document as it is: ids of these are kept. */
  before: readonly Line[];
}

const DESCRIPTION_MAX = 4000;

/** The lines with their amounts, and everything that is wrong with them. */
export function buildLines(
  book: Book,
  inputs: readonly LineInput[],
  rules: LineRules,
): { lines: Line[]; faults: string[] } {
  const faults: string[] = [];
  const lines = inputs.map((input) => buildLine(book, input, rules, faults));
  return { lines, faults: [...new Set(faults)] };
}

function buildLine(book: Book, input: LineInput, rules: LineRules, faults: string[]): Line {
  const account = accountOf(book, input, faults);
  const taxType = rules.types === "NoTax" ? "NONE" : input.TaxType || account?.TaxType;
  const rate = taxType ? book.taxRates.get(taxType) : undefined;
  if (input.TaxType || rules.approved) taxFaults(taxType, rate, rules, faults);
  if (rules.approved && !input.Description?.trim()) faults.push("Description must be specified for each line item.");
  if ((input.Description ?? "").length > DESCRIPTION_MAX)
    faults.push(`The description exceeds the maximum length of ${DESCRIPTION_MAX}.`);
  if (rules.approved && !input.AccountCode && !input.AccountID)
    faults.push("Account code must be specified for each line item.");
  const priced = input.UnitAmount !== null && input.UnitAmount !== undefined;
  const quantity = input.Quantity ?? (priced || input.LineAmount ? 1 : 0);
  const unit = roundUnit(input.UnitAmount ?? (quantity === 0 ? 0 : (input.LineAmount ?? 0) / quantity), rules.unitdp);
  const amount = lineAmount(quantity, unit, input.DiscountRate ?? 0);
  if (priced && input.LineAmount !== null && input.LineAmount !== undefined && input.LineAmount !== amount)
    faults.push(
      `The line total ${input.LineAmount.toFixed(2)} does not match the expected line total ${amount.toFixed(2)}`,
    );
  const tax = rate && rules.types !== "NoTax" ? taxOf(amount, rate.rate, rules.types === "Inclusive") : 0;
  const known = rules.before.find((line) => line.LineItemID === input.LineItemID?.toLowerCase());
  return {
    LineItemID: known?.LineItemID ?? randomUUID(),
    Description: input.Description ?? undefined,
    Quantity: quantity,
    UnitAmount: unit,
    DiscountRate: input.DiscountRate ?? undefined,
    AccountCode: account?.Code,
    AccountID: account?.AccountID,
    ItemCode: input.ItemCode ?? undefined,
    TaxType: taxType,
    TaxAmount: input.TaxAmount ?? tax,
    LineAmount: amount,
  };
}

function accountOf(book: Book, { AccountCode, AccountID }: LineInput, faults: string[]): Account | undefined {
  if (!AccountCode && !AccountID) return undefined;
  const account = book.accounts.find((one) => one.AccountID === AccountID || one.Code === AccountCode);
  const named = AccountCode ?? AccountID ?? "";
  if (!account || account.Type === "BANK" || account.SystemAccount)
    faults.push(`Account code '${named}' is not a valid code for this document.`);
  else if (account.Status === "ARCHIVED")
    faults.push(`Account code '${named}' has been archived, or deleted. It can no longer be used.`);
  return account;
}

function taxFaults(type: string | undefined, rate: TaxRate | undefined, rules: LineRules, faults: string[]): void {
  if (!type) return void faults.push("A Tax Type must be specified for each line item.");
  const applies = rules.side === "income" ? rate?.CanApplyToRevenue : rate?.CanApplyToExpenses;
  if (!rate || rate.Status !== "ACTIVE" || !applies)
    faults.push(`The TaxType code '${type}' does not exist or cannot be used for this type of transaction.`);
}

/** Lines that are to stay, built anew: the tax of a line stays as it is unless its price or the kind of amounts changes. */
export const asInputs = (lines: readonly Line[], unitdp: 2 | 4, sameTypes: boolean): LineInput[] =>
  lines.map(({ TaxAmount, ...line }) => ({
    ...line,
    LineAmount: null,
    TaxAmount: null,
    ...(sameTypes && roundUnit(line.UnitAmount, unitdp) === line.UnitAmount ? { TaxAmount } : {}),
  }));

/** What a document's lines come to: the tax of each line, rounded, then added. */
export function totalsOf(lines: readonly Line[], types: LineAmountTypes): Totals {
  const amounts = sum(lines.map((line) => line.LineAmount));
  const TotalTax = types === "NoTax" ? 0 : sum(lines.map((line) => line.TaxAmount));
  return types === "Inclusive"
    ? { SubTotal: sum([amounts, -TotalTax]), TotalTax, Total: amounts }
    : { SubTotal: amounts, TotalTax, Total: sum([amounts, TotalTax]) };
}
