/**
 * Links that open a record in Xero: its documented deep links, which choose the organisation by its short code first
 * (developer.xero.com/documentation/api-guides/deep-link-xero).
 */
import { xeroWebUrl } from "./config.ts";

const PAGES = {
  contact: (id: string) => `/Contacts/View/${id}`,
  invoice: (id: string) => `/AccountsReceivable/View.aspx?InvoiceID=${id}`,
  /** Payments are shown by the page of bank transactions. */
  payment: (id: string) => `/Bank/ViewTransaction.aspx?bankTransactionID=${id}`,
} as const;

/** `shortCode` is the organisation's, as its own endpoint gives it: `!23vYC`. */
export function xeroLink(kind: keyof typeof PAGES, id: string, shortCode: string): string {
  const query = new URLSearchParams({ shortcode: shortCode, redirecturl: PAGES[kind](id) });
  return `${xeroWebUrl()}/organisationlogin/default.aspx?${query.toString()}`;
}
