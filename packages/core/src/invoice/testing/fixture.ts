/** For tests of invoices and payments: a firm of its own, a client, and invoices of round sums. */
import { Client } from "../../client/index.ts";
import { type StaffActor, withActor } from "../../lib/actor.ts";
import { VisibleError } from "../../lib/error.ts";
import { newId } from "../../lib/id.ts";
import { Invoice } from "../index.ts";
import type { Invoice as InvoiceRecord, InvoiceCreateInput } from "../schema.ts";

export const aFirm = (role: StaffActor["role"] = "accountant"): StaffActor => ({
  kind: "staff",
  tenantId: newId("firm"),
  userId: newId("usr"),
  name: "Olive Alder",
  email: "olive@alder.example",
  role,
});
export const inFirm = <T>(fn: () => Promise<T>, firm = aFirm()): Promise<T> => withActor(firm, fn);

export const aClient = (name = "Rowan & Daughters Limited") =>
  Client.create({ type: "limited_company", name, status: "active" });

/** £100.00 and £20.00 VAT, issued on 1 November 2026. */
export const typed = (clientId: string, over: Partial<InvoiceCreateInput> = {}): InvoiceCreateInput => ({
  clientId,
  issueOn: "2026-11-01",
  dueOn: "2026-12-01",
  lines: [{ description: "Bookkeeping", quantity: "1", unitPricePence: 10_000, vatRate: "standard" }],
  ...over,
});

export async function approved(over: Partial<InvoiceCreateInput> = {}): Promise<InvoiceRecord> {
  const draft = await Invoice.create(typed((await aClient()).id, over));
  return Invoice.approve(draft.id, { version: draft.version });
}

/** The visible error an attempt was refused with; fails when it was not. */
export async function refusal(attempt: Promise<unknown>): Promise<VisibleError> {
  try {
    await attempt;
  } catch (error) {
    if (error instanceof VisibleError) return error;
    throw error;
  }
  throw new Error("was not refused");
}

/** A clock that stands at noon of a day. */
export const noonOf = (day: string) => () => Date.parse(`${day}T12:00:00Z`);
