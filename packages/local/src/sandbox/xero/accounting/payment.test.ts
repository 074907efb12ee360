import { afterAll, beforeAll, expect, it } from "vitest";
import { invoiced, type Started, startTwin, why } from "../testing/xero.ts";

let twin: Started;
beforeAll(async () => {
  twin = await startTwin();
});
afterAll(() => twin.xero.close());

const paymentOn = (invoice: { InvoiceID?: unknown }, over: object = {}) => ({
  Invoice: { InvoiceID: invoice.InvoiceID },
  Account: { Code: "090" },
  Amount: 120,
  Date: "2026-11-24",
  Reference: "ph:pay_1",
  ...over,
});

it("an invoice is paid when nothing is due any more, and open again when the payment is deleted", async () => {
  const { call } = await twin.caller();
  const invoice = await invoiced(call);
  const path = `/Invoices/${String(invoice.InvoiceID)}`;
  const [part] = (await call("POST", "/Payments", paymentOn(invoice, { Amount: 20 }))).records;
  expect(part).toMatchObject({ Status: "AUTHORISED", PaymentType: "ACCRECPAYMENT", Amount: 20 });
  expect((await call("GET", path)).records[0]).toMatchObject({ Status: "AUTHORISED", AmountDue: 100, AmountPaid: 20 });
  await call("PUT", "/Payments", { Payments: [paymentOn(invoice, { Amount: 100 })] });
  const [paid] = (await call("GET", path)).records;
  expect(paid).toMatchObject({ Status: "PAID", AmountDue: 0, FullyPaidOnDate: "/Date(1795478400000+0000)/" });
  expect(paid?.Payments).toHaveLength(2);
  const deleted = await call("POST", `/Payments/${String(part?.PaymentID)}`, { Status: "DELETED" });
  expect(deleted.records[0]).toMatchObject({ Status: "DELETED" });
  expect((await call("GET", path)).records[0]).toMatchObject({ Status: "AUTHORISED", AmountDue: 20 });
  const again = await call("POST", `/Payments/${String(part?.PaymentID)}`, { Status: "DELETED" });
  expect([again.status, why(again.records[0])]).toEqual([400, ["The payment has already been deleted"]]);
});

it("a payment is refused on a draft, above what is due, into an account that takes none, and before a lock date", async () => {
  const { call, script } = await twin.caller();
  const draft = await invoiced(call, { Status: "DRAFT" });
  const open = await invoiced(call);
  const refusal = async (invoice: object, over: object = {}): Promise<string[]> => {
    const answer = await call("PUT", "/Payments?summarizeErrors=false", { Payments: [paymentOn(invoice, over)] });
    expect(answer.status).toBe(200);
    expect(answer.records[0]).toMatchObject({ StatusAttributeString: "ERROR" });
    return why(answer.records[0]);
  };
  expect(await refusal(draft)).toEqual(["Payments can only be made against Authorised documents"]);
  expect(await refusal(open, { Amount: 120.01 })).toEqual([
    "Payment amount exceeds the amount outstanding on this document",
  ]);
  expect(await refusal(open, { Account: { Code: "200" } })).toHaveLength(1);
  expect(await refusal(open, { Account: { Code: "999" } })).toEqual(["Account could not be found"]);
  await script({ xero: "lock-date", period: "2026-11-24" });
  expect(await refusal(open)).toEqual(["The payment date cannot be before the period lock date"]);
  const allowed = await call("PUT", "/Payments", {
    Payments: [paymentOn(open, { Date: "2026-11-25", Account: { Code: "835" } })],
  });
  expect(allowed.status).toBe(200);
});
