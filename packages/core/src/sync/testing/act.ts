/** For tests of the sync: what happens to a firm, and what its rows say. */
import { Invoice } from "../../invoice/index.ts";
import { aClient, typed } from "../../invoice/testing/fixture.ts";
import { SyncRow } from "../../outbox/record.ts";
import { type Firm, post } from "./world.ts";

export const rowsOf = async (tenantId: string) =>
  (await SyncRow.query.byKind({ tenantId }).go({ consistent: true, pages: "all" })).data;

/** An incident of Xero's own, for the firm's organisation. */
export const scenario = (firm: Firm, xero: string, more: object = {}) =>
  post("/__scenario", { xero, organisation: firm.organisation, ...more });

/** An approved invoice of a new client, not yet sent. */
export async function anInvoice(over: Partial<Parameters<typeof typed>[1]> = {}, name?: string) {
  const draft = await Invoice.create(typed((await aClient(name)).id, over));
  return Invoice.approve(draft.id, { version: 1 });
}
