/** Xero's accounting API in our words. Every verb takes the access that the call gate (core/connection) hands out. */
export * as Xero from "./verb.ts";
export { XeroRejected } from "./client.ts";
export type { ContactPut, InvoicePut, LinePut, PaymentPut } from "./put.ts";
export type * from "./record.ts";
