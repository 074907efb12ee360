/** Xero's accounting API in our words. Every verb takes the access that the call gate hands out. */
export * as Xero from "./verb.ts";
export type { XeroAccess } from "./client.ts";
export type * from "./record.ts";
