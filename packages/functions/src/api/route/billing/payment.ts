import { Payment } from "@practice-hub/core/payment";
import { paymentContracts as contract } from "../../contract/billing/payment.ts";
import { route } from "../../route.ts";

export const paymentRoutes = [
  route(contract.list, ({ query }) => Payment.list(query)),
  route(contract.ofInvoice, ({ params, query }) => Payment.listForInvoice(params.id, query)),
  route(contract.record, ({ params, body }) => Payment.record(params.id, body)),
  route(contract.reverse, ({ params, body }) => Payment.reverse(params.id, params.paymentId, body)),
];
