/** Xero's accounting API in our words. Every verb takes the access that the call gate (core/connection) hands out. */
export * as Xero from "./accounting/verb.ts";
export { XeroRejected } from "./accounting/client.ts";
export type { ContactPut, InvoicePut, LinePut, PaymentPut } from "./accounting/put.ts";
export type * from "./accounting/record.ts";
