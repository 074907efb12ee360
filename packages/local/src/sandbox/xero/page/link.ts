/** Xero's deep links: the organisation by its short code, then the page inside it (developer.xero.com/documentation/api-guides/deep-link-xero). */
import type { Hono } from "hono";
import { sandboxPage } from "../../kit.ts";
import type { Twin } from "../twin.ts";

const CONTACT = /^\/Contacts\/View\/([0-9a-f-]{36})$/i;
const INVOICE = /^\/AccountsReceivable\/(?:View|Edit)\.aspx\?InvoiceID=([0-9a-f-]{36})$/i;
const PAYMENT = /^\/Bank\/ViewTransaction\.aspx\?bankTransactionID=([0-9a-f-]{36})$/i;

export const deepLinks = (app: Hono, twin: Twin): void =>
  void app.get("/organisationlogin/default.aspx", (c) => {
    const organisation = twin.organisations.all().find((one) => one.ShortCode === c.req.query("shortcode"));
    const book = organisation && twin.book(organisation.OrganisationID);
    const page = c.req.query("redirecturl") ?? "";
    const at = book && placeOf(page, `/__books/${book.id}`);
    if (at) return c.redirect(at);
    return c.html(sandboxPage("Xero: not found", '<p>Nothing is there. <a href="/">All organisations</a></p>'), 404);
  });

/** The page of ours that shows what the page of Xero's would. */
function placeOf(page: string, books: string): string | undefined {
  const [contact, listed] = [CONTACT.exec(page)?.[1], (INVOICE.exec(page) ?? PAYMENT.exec(page))?.[1]];
  return contact ? `${books}/contact/${contact}` : listed && `${books}#${listed}`;
}
