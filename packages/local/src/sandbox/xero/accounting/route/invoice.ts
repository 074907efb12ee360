/** `/Invoices` */
import type { Hono } from "hono";
import { createInvoice, InvoiceInput, invoiceBy, saveInvoice } from "../../book/invoice.ts";
import { wireInvoice } from "../../book/wire.ts";
import type { Store } from "../../../store.ts";
import type { Ask, Env } from "../door.ts";
import { alone, read } from "../read.ts";
import { missing } from "../refusal.ts";
import { unitdp, written, type WriteRules } from "../write.ts";
import { pdfOf } from "./document.ts";

const invoices = { plural: "Invoices", idField: "InvoiceID", schema: InvoiceInput };
const FILTERS = {
  IDs: "InvoiceID",
  InvoiceNumbers: "InvoiceNumber",
  ContactIDs: "Contact.ContactID",
  Statuses: "Status",
};

export function invoiceRoutes(app: Hono<Env>, store: Store): void {
  const rules = (c: Ask, save: typeof saveInvoice): WriteRules<InvoiceInput> => ({
    ...invoices,
    write: (book, input) => wireInvoice(book, save(book, input, unitdp(c))),
  });

  app.get("/Invoices", (c) => {
    const book = c.get("book");
    // Only pages carry lines.
    const lines = c.req.query("page") !== undefined && c.req.query("summaryOnly")?.toLowerCase() !== "true";
    const records = book.invoices.all().map((invoice) => wireInvoice(book, invoice, lines));
    return read(c, { plural: invoices.plural, idField: invoices.idField, records, filters: FILTERS });
  });
  app.put("/Invoices", (c) => written(c, store, rules(c, createInvoice)));
  app.post("/Invoices", (c) => written(c, store, rules(c, saveInvoice)));
  app.get("/Invoices/:id", (c) => {
    const invoice = invoiceBy(c.get("book"), c.req.param("id"));
    if (invoice && c.req.header("accept") === "application/pdf")
      return c.body(pdfOf(invoice), 200, { "content-type": "application/pdf" });
    return alone(c, invoices.plural, invoice && wireInvoice(c.get("book"), invoice));
  });
  app.post("/Invoices/:id", (c) => {
    const invoice = invoiceBy(c.get("book"), c.req.param("id"));
    if (!invoice) return missing(c);
    return written(c, store, { ...rules(c, saveInvoice), given: { InvoiceID: invoice.InvoiceID } });
  });
}
