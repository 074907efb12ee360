/** Reading Xero's books. One call each, unless said otherwise; lists are bounded and paged by the caller. */
import { ProviderError } from "../../../lib/provider/error.ts";
import { call, type XeroAccess } from "./client.ts";
import { toAccount, toBankTransaction, toContact, toInvoice, toOrganisation, toPayment, toTaxRate } from "./map.ts";
import type {
  XeroAccount,
  XeroBankTransaction,
  XeroContact,
  XeroInvoice,
  XeroOrganisation,
  XeroPage,
  XeroPayment,
  XeroTaxRate,
} from "./record.ts";
import {
  AccountsAnswer,
  BankTransactionsAnswer,
  ContactsAnswer,
  CurrenciesAnswer,
  InvoicesAnswer,
  OrganisationsAnswer,
  PaymentsAnswer,
  TaxRatesAnswer,
} from "./wire.ts";

/** `IDs=` breaks beyond about 52 ids by the length of the address. */
export const MAX_IDS = 40;
/** Terms of one `where`, for the same reason. */
export const MAX_TERMS = 20;
/** Records on a page. */
export const PAGE_SIZE = 100;
/** Prices with four decimals: without it Xero answers, and rebuilds, lines at two. */
export const UNIT_DP = 4;

const bounded = <T>(values: readonly T[], most: number): T[] => {
  if (values.length > most) throw new Error(`${values.length} at once; Xero takes ${most}`);
  return [...values];
};

/** A text within a `where` expression. */
const quoted = (value: string): string => `"${value.replaceAll("\\", "\\\\").replaceAll('"', '\\"')}"`;
const anyOf = (field: string, values: readonly string[]): string =>
  bounded(values, MAX_TERMS)
    .map((value) => `${field}==${quoted(value)}`)
    .join(" OR ");
const OLDEST_CHANGE_FIRST = "UpdatedDateUTC ASC";

const pageOf = <W, T>(
  wire: readonly W[],
  toRecord: (one: W) => T,
  pagination: { page: number | null; pageCount: number | null } | null,
): XeroPage<T> => ({
  items: wire.map(toRecord),
  more: pagination?.pageCount ? (pagination.page ?? 1) < pagination.pageCount : wire.length >= PAGE_SIZE,
});

interface ContactsQuery {
  modifiedSince?: Date | undefined;
  where?: string;
  ids?: string[];
  page?: number;
  searchTerm?: string;
}

/** Archived ones too: whether a contact may be used is a question for the caller. */
async function contacts(access: XeroAccess, query: ContactsQuery): Promise<XeroPage<XeroContact>> {
  const answer = await call(access, ContactsAnswer, (api, tenant) =>
    api.getContacts(
      tenant,
      query.modifiedSince,
      query.where,
      OLDEST_CHANGE_FIRST,
      query.ids,
      query.page ?? 1,
      true,
      undefined,
      query.searchTerm,
      PAGE_SIZE,
    ),
  );
  return pageOf(answer.contacts, toContact, answer.pagination);
}

/** At most `MAX_IDS`; the order is Xero's. What is not there is left out. */
export const contactsByIds = async (access: XeroAccess, ids: readonly string[]): Promise<XeroContact[]> =>
  (await contacts(access, { ids: bounded(ids, MAX_IDS) })).items;

/** Whose field is one of the values, at most `MAX_TERMS`, without case. */
export const contactsWith = async (
  access: XeroAccess,
  field: "ContactNumber" | "CompanyNumber" | "EmailAddress" | "Name",
  values: readonly string[],
): Promise<XeroContact[]> => (await contacts(access, { where: anyOf(field, values) })).items;

/** By our own client ids, at most `MAX_TERMS`. */
export const contactsByNumber = async (access: XeroAccess, numbers: readonly string[]): Promise<XeroContact[]> =>
  (await contacts(access, { where: anyOf("ContactNumber", numbers) })).items;

/** By exact name, at most `MAX_TERMS`. */
export const contactsByName = async (access: XeroAccess, names: readonly string[]): Promise<XeroContact[]> =>
  (await contacts(access, { where: anyOf("Name", names) })).items;

/** Contacts in whose name, email or number the text occurs. */
export const searchContacts = async (access: XeroAccess, searchTerm: string): Promise<XeroContact[]> =>
  (await contacts(access, { searchTerm })).items;

/** `since` null reads all of them. */
export const contactsModified = (
  access: XeroAccess,
  { since, page }: { since: Date | null; page: number },
): Promise<XeroPage<XeroContact>> => contacts(access, { modifiedSince: since ?? undefined, page });

interface InvoicesQuery {
  modifiedSince?: Date | undefined;
  where?: string;
  ids?: string[];
  numbers?: string[];
  statuses?: string[];
  page?: number;
  summaryOnly?: boolean;
}

/** With lines, except for `summaryOnly`: Xero leaves them out of lists that are not paged. */
async function invoices(access: XeroAccess, query: InvoicesQuery): Promise<XeroPage<XeroInvoice>> {
  const answer = await call(access, InvoicesAnswer, (api, tenant) =>
    api.getInvoices(
      tenant,
      query.modifiedSince,
      query.where,
      OLDEST_CHANGE_FIRST,
      query.ids,
      query.numbers,
      undefined,
      query.statuses,
      query.page ?? 1,
      true,
      undefined,
      UNIT_DP,
      query.summaryOnly,
      PAGE_SIZE,
    ),
  );
  return pageOf(answer.invoices, toInvoice, answer.pagination);
}

/** At most `MAX_IDS`. */
export const invoicesByIds = async (access: XeroAccess, ids: readonly string[]): Promise<XeroInvoice[]> =>
  (await invoices(access, { ids: bounded(ids, MAX_IDS) })).items;

/** Sales invoices by their numbers, at most `PAGE_SIZE`. */
export const invoicesByNumber = async (access: XeroAccess, numbers: readonly string[]): Promise<XeroInvoice[]> =>
  (await invoices(access, { numbers: bounded(numbers, PAGE_SIZE) })).items.filter(({ type }) => type === "ACCREC");

/** `since` null reads all of them. Bills too: the caller passes over what is no `ACCREC`. */
export const invoicesModified = (
  access: XeroAccess,
  { since, page }: { since: Date | null; page: number },
): Promise<XeroPage<XeroInvoice>> => invoices(access, { modifiedSince: since ?? undefined, page });

/** Sales invoices that money is still due on, without their lines. */
export const openInvoices = (access: XeroAccess, page: number): Promise<XeroPage<XeroInvoice>> =>
  invoices(access, { where: 'Type=="ACCREC"', statuses: ["AUTHORISED"], page, summaryOnly: true });

async function payments(
  access: XeroAccess,
  query: { modifiedSince?: Date | undefined; where?: string; page?: number },
): Promise<XeroPage<XeroPayment>> {
  const answer = await call(access, PaymentsAnswer, (api, tenant) =>
    api.getPayments(tenant, query.modifiedSince, query.where, OLDEST_CHANGE_FIRST, query.page ?? 1, PAGE_SIZE),
  );
  return pageOf(answer.payments, toPayment, answer.pagination);
}

/** By their references, at most `MAX_TERMS`. Deleted ones too. */
export const paymentsByReference = async (access: XeroAccess, references: readonly string[]): Promise<XeroPayment[]> =>
  (await payments(access, { where: anyOf("Reference", references) })).items;

/** Null when Xero has none by this id. */
export async function paymentById(access: XeroAccess, id: string): Promise<XeroPayment | null> {
  try {
    const answer = await call(access, PaymentsAnswer, (api, tenant) => api.getPayment(tenant, id));
    return answer.payments.map(toPayment)[0] ?? null;
  } catch (error) {
    if (error instanceof ProviderError && error.details.status === 404) return null;
    throw error;
  }
}

/** `since` null reads all of them. */
export const paymentsModified = (
  access: XeroAccess,
  { since, page }: { since: Date | null; page: number },
): Promise<XeroPage<XeroPayment>> => payments(access, { modifiedSince: since ?? undefined, page });

/** `2026-11-01` as `where` writes it. */
const dateTime = (day: string): string => `DateTime(${day.replaceAll("-", ",")})`;

export interface BankTransactionsQuery {
  /** First and last day, both included. */
  from?: string;
  to?: string;
  since?: Date | null;
  page: number;
}

/** What went in and out of the bank accounts, by the page. */
export async function bankTransactions(
  access: XeroAccess,
  { from, to, since, page }: BankTransactionsQuery,
): Promise<XeroPage<XeroBankTransaction>> {
  const where = [
    ...(from === undefined ? [] : [`Date>=${dateTime(from)}`]),
    ...(to === undefined ? [] : [`Date<=${dateTime(to)}`]),
  ].join(" AND ");
  const order = since === undefined ? "Date DESC" : OLDEST_CHANGE_FIRST;
  const answer = await call(access, BankTransactionsAnswer, (api, tenant) =>
    api.getBankTransactions(tenant, since ?? undefined, where || undefined, order, page, UNIT_DP, PAGE_SIZE),
  );
  return pageOf(answer.bankTransactions, toBankTransaction, answer.pagination);
}

/** The chart of accounts, archived ones too. */
export async function accounts(access: XeroAccess): Promise<XeroAccount[]> {
  const answer = await call(access, AccountsAnswer, (api, tenant) => api.getAccounts(tenant));
  return answer.accounts.map(toAccount);
}

export async function taxRates(access: XeroAccess): Promise<XeroTaxRate[]> {
  const answer = await call(access, TaxRatesAnswer, (api, tenant) => api.getTaxRates(tenant));
  return answer.taxRates.map(toTaxRate);
}

export async function organisation(access: XeroAccess): Promise<XeroOrganisation> {
  const answer = await call(access, OrganisationsAnswer, (api, tenant) => api.getOrganisations(tenant));
  const [first] = answer.organisations.map(toOrganisation);
  if (!first) throw new Error("an organisation was promised");
  return first;
}

/** Codes of the currencies that the organisation has enabled. */
export async function currencies(access: XeroAccess): Promise<string[]> {
  const answer = await call(access, CurrenciesAnswer, (api, tenant) => api.getCurrencies(tenant));
  return answer.currencies.map(({ code }) => code);
}
