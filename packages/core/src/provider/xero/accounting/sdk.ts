/**
 * The one class of xero-node that we use. By name, and statically: a lazy import of a CommonJS package has its names in Node, and
 * only a `default` in a bundle.
 */
export { AccountingApi } from "xero-node/dist/gen/api/accountingApi.js";
