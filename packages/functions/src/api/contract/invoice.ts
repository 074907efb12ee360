import {
  Invoice,
  InvoiceCreate,
  InvoiceId,
  InvoiceQuery,
  InvoiceSummary,
  InvoiceUpdate,
  InvoiceVersion,
  InvoiceVoid,
  PortalInvoice,
  PortalInvoiceQuery,
  PortalInvoiceSummary,
} from "@practice-hub/core/invoice/schema";
import { pageOf } from "@practice-hub/core/lib/schema";
import * as z from "zod";
import { contract, portal, staff } from "./define.ts";

const params = z.object({ id: InvoiceId });

export const invoiceContracts = {
  list: contract({
    method: "GET",
    path: "/api/invoices",
    actor: staff("invoice:read"),
    query: InvoiceQuery,
    output: pageOf(InvoiceSummary),
    summary: "The firm's invoices, newest first; of one client, or of one status by due date.",
  }),
  create: contract({
    method: "POST",
    path: "/api/invoices",
    actor: staff("invoice:write"),
    body: InvoiceCreate,
    output: Invoice,
    status: 201,
    summary: "Makes a draft with the firm's next number; the totals are computed here.",
  }),
  fromId: contract({
    method: "GET",
    path: "/api/invoices/{id}",
    actor: staff("invoice:read"),
    params,
    output: Invoice,
    summary: "One invoice with its lines and VAT summary.",
  }),
  update: contract({
    method: "PATCH",
    path: "/api/invoices/{id}",
    actor: staff("invoice:write"),
    params,
    body: InvoiceUpdate,
    output: Invoice,
    summary: "Changes a draft; of an approved invoice only the due date, terms, PO number and notes.",
  }),
  approve: contract({
    method: "POST",
    path: "/api/invoices/{id}/approve",
    actor: staff("invoice:write"),
    params,
    body: InvoiceVersion,
    output: Invoice,
    summary: "Makes a draft final and due.",
  }),
  markSent: contract({
    method: "POST",
    path: "/api/invoices/{id}/mark-sent",
    actor: staff("invoice:write"),
    params,
    body: InvoiceVersion,
    output: Invoice,
    summary: "Records that the client has the invoice by other means than our mail.",
  }),
  cancel: contract({
    method: "POST",
    path: "/api/invoices/{id}/void",
    actor: staff("invoice:write"),
    params,
    body: InvoiceVoid,
    output: Invoice,
    summary: "Credits the whole invoice; refused while payments stand. The number stays taken.",
  }),
  portalList: contract({
    method: "GET",
    path: "/api/portal/invoices",
    actor: portal(),
    query: PortalInvoiceQuery,
    output: pageOf(PortalInvoiceSummary),
    summary: "Invoices that were sent to the signed-in person's client, newest first.",
  }),
  portalFromId: contract({
    method: "GET",
    path: "/api/portal/invoices/{id}",
    actor: portal(),
    params,
    output: PortalInvoice,
    summary: "One invoice of the signed-in person's client, with its lines.",
  }),
};
