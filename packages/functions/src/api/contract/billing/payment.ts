import { InvoiceId } from "@practice-hub/core/invoice/schema";
import { PageQuery } from "@practice-hub/core/lib/schema";
import {
  PaymentCreate,
  PaymentId,
  PaymentPage,
  PaymentQuery,
  PaymentReverse,
  PaymentWithInvoice,
} from "@practice-hub/core/payment/schema";
import * as z from "zod";
import { contract, staff } from "../define.ts";

const params = z.object({ id: InvoiceId });

export const paymentContracts = {
  list: contract({
    method: "GET",
    path: "/api/payments",
    actor: staff("invoice:read"),
    query: PaymentQuery,
    output: PaymentPage,
    summary: "The firm's payments and reversals, or one client's, newest first.",
  }),
  ofInvoice: contract({
    method: "GET",
    path: "/api/invoices/{id}/payments",
    actor: staff("invoice:read"),
    params,
    query: PageQuery,
    output: PaymentPage,
    summary: "Payments and reversals on one invoice, newest first.",
  }),
  record: contract({
    method: "POST",
    path: "/api/invoices/{id}/payments",
    actor: staff("payment:write"),
    params,
    body: PaymentCreate,
    output: PaymentWithInvoice,
    status: 201,
    summary: "Records a payment in part or in full; more than is due is refused.",
  }),
  reverse: contract({
    method: "POST",
    path: "/api/invoices/{id}/payments/{paymentId}/reverse",
    actor: staff("payment:write"),
    params: z.object({ id: InvoiceId, paymentId: PaymentId }),
    body: PaymentReverse,
    output: PaymentWithInvoice,
    status: 201,
    summary: "Takes a payment back by an entry of its own; nothing is deleted.",
  }),
};
