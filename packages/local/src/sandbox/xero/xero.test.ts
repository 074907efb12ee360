import { afterAll, beforeAll, expect, it } from "vitest";
import { startTwin } from "./testing/xero.ts";

let twin: Awaited<ReturnType<typeof startTwin>>;
beforeAll(async () => {
  twin = await startTwin();
});
afterAll(() => twin.xero.close());

it("takes a contact, an invoice of it and its payment, and then calls the invoice paid", async () => {
  const { call } = await twin.caller();
  const contacts = await call("PUT", "/Contacts?summarizeErrors=false", {
    Contacts: [{ Name: "Birch Ltd", ContactNumber: "cli_1", EmailAddress: "a@birch.example" }],
  });
  expect(contacts.status).toBe(200);
  const [contact] = contacts.records;
  const invoices = await call("PUT", "/Invoices?summarizeErrors=false&unitdp=4", {
    Invoices: [
      {
        Type: "ACCREC",
        Contact: { ContactID: contact?.ContactID },
        InvoiceNumber: "PH-0001",
        Date: "2026-11-23",
        DueDate: "2026-12-23",
        Status: "AUTHORISED",
        LineItems: [
          { Description: "Bookkeeping", Quantity: 1.5, UnitAmount: 33.333, AccountCode: "200", TaxType: "OUTPUT2" },
        ],
      },
    ],
  });
  expect(invoices.records[0]).toMatchObject({
    SubTotal: 50,
    TotalTax: 10,
    Total: 60,
    AmountDue: 60,
    StatusAttributeString: "OK",
  });
  const id = String(invoices.records[0]?.InvoiceID);
  const paid = await call("PUT", "/Payments", {
    Payments: [
      { Invoice: { InvoiceID: id }, Account: { Code: "090" }, Amount: 60, Date: "2026-11-24", Reference: "ph:pay_1" },
    ],
  });
  expect(paid.records[0]).toMatchObject({ Status: "AUTHORISED", PaymentType: "ACCRECPAYMENT" });
  const after = await call("GET", `/Invoices/${id}`);
  expect(after.records[0]).toMatchObject({ Status: "PAID", AmountDue: 0, AmountPaid: 60, InvoiceNumber: "PH-0001" });
});
