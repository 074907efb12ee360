import { afterAll, beforeAll, expect, it } from "vitest";
import type { Wire } from "../query/where.ts";
import { invoiced, LINE, type Started, startTwin, why } from "../testing/xero.ts";

let twin: Started;
beforeAll(async () => {
  twin = await startTwin();
});
afterAll(() => twin.xero.close());

const STATUSES = ["DRAFT", "SUBMITTED", "AUTHORISED", "PAID", "VOIDED", "DELETED"];
/** From each status, those that a POST may give. */
const MAY = {
  DRAFT: ["DRAFT", "SUBMITTED", "AUTHORISED", "DELETED"],
  SUBMITTED: ["DRAFT", "SUBMITTED", "AUTHORISED", "DELETED"],
  AUTHORISED: ["AUTHORISED", "VOIDED"],
  VOIDED: [],
  DELETED: [],
};

it("an invoice's status goes only where Xero lets it", async () => {
  const { call } = await twin.caller({ limits: { minute: 1000 } });
  for (const [from, may] of Object.entries(MAY))
    for (const to of STATUSES) {
      const first = from === "VOIDED" ? "AUTHORISED" : from === "DELETED" ? "DRAFT" : from;
      const { InvoiceID } = await invoiced(call, { Status: first });
      const path = `/Invoices/${String(InvoiceID)}`;
      if (first !== from) await call("POST", path, { Status: from });
      const { status } = await call("POST", path, { Status: to });
      expect([from, to, status]).toEqual([from, to, (may as string[]).includes(to) ? 200 : 400]);
    }
});

it("tax is rounded line by line, then added; included tax is taken out of the amount", async () => {
  const { call } = await twin.caller();
  const lines = [1, 2, 3].map(() => ({ ...LINE, UnitAmount: 0.33, Quantity: 1 }));
  expect(await invoiced(call, { LineItems: lines })).toMatchObject({ SubTotal: 0.99, TotalTax: 0.21, Total: 1.2 });
  const inclusive = await invoiced(call, { LineItems: lines, LineAmountTypes: "Inclusive" });
  expect(inclusive).toMatchObject({ SubTotal: 0.81, TotalTax: 0.18, Total: 0.99 });
  const half = await invoiced(call, { LineItems: [{ ...LINE, UnitAmount: 1.005, Quantity: 1 }] });
  expect(half).toMatchObject({ SubTotal: 1.01, TotalTax: 0.2 });
});

it("a price keeps four decimals only as long as every request says unitdp=4", async () => {
  const { call } = await twin.caller();
  const { InvoiceID, ...made } = await invoiced(call, { LineItems: [{ ...LINE, UnitAmount: 1.2345, Quantity: 10 }] });
  expect(made).toMatchObject({ SubTotal: 12.35 });
  const [changed] = (await call("POST", `/Invoices/${String(InvoiceID)}`, { Reference: "new" })).records;
  expect(changed).toMatchObject({ SubTotal: 12.3, LineItems: [{ UnitAmount: 1.23 }] });
});

it("lines that are not sent are deleted, and those sent with their id keep it", async () => {
  const { call } = await twin.caller();
  const made = await invoiced(call, { LineItems: [LINE, { ...LINE, Description: "Payroll" }] });
  const [, second] = made.LineItems as Wire[];
  const id = second?.LineItemID;
  const lines = [
    { ...LINE, LineItemID: id },
    { ...LINE, Description: "VAT return" },
  ];
  const [changed] = (await call("POST", `/Invoices/${String(made.InvoiceID)}?unitdp=4`, { LineItems: lines })).records;
  const after = changed?.LineItems as Wire[];
  expect(after.map((line) => line.Description)).toEqual(["Bookkeeping", "VAT return"]);
  expect(after.map((line) => line.LineItemID === id)).toEqual([true, false]);
});

it("PUT only makes and POST also changes, told by id or number", async () => {
  const { call } = await twin.caller();
  const invoice = await invoiced(call, { InvoiceNumber: "PH-1" });
  const body = {
    Type: "ACCREC",
    Contact: invoice.Contact,
    InvoiceNumber: "PH-1",
    LineItems: [{ ...LINE, UnitAmount: 5 }],
  };
  const doubled = await call("PUT", "/Invoices", body);
  expect([doubled.status, why(doubled.records[0])]).toEqual([400, ["Invoice # must be unique."]]);
  const [changed] = (await call("POST", "/Invoices", { Invoices: [body] })).records;
  expect(changed).toMatchObject({ InvoiceID: invoice.InvoiceID, Total: 6, Status: "AUTHORISED" });
});

it("a paid invoice is closed: no void, no other lines", async () => {
  const { call } = await twin.caller();
  const { InvoiceID } = await invoiced(call);
  await call("PUT", "/Payments", { Payments: [{ Invoice: { InvoiceID }, Account: { Code: "090" }, Amount: 1 }] });
  const path = `/Invoices/${String(InvoiceID)}`;
  for (const change of [{ Status: "VOIDED" }, { LineItems: [LINE] }])
    expect(why((await call("POST", path, change)).records[0])).toEqual([
      "This document cannot be edited as it has a payment or credit note allocated to it.",
    ]);
  const [before] = (await call("GET", path)).records;
  const [after] = (await call("POST", path, { DueDate: "2027-01-31" })).records;
  expect(after).toMatchObject({ DueDateString: "2027-01-31T00:00:00", UpdatedDateUTC: before?.UpdatedDateUTC });
});

it("names what is wrong: account, tax rate, currency, lock date, contact, lines", async () => {
  const { call, script } = await twin.caller();
  const [contact] = (await call("PUT", "/Contacts", { Name: "Oak Ltd" })).records;
  const [gone] = (await call("PUT", "/Contacts", { Name: "Ash Ltd" })).records;
  await call("POST", "/Contacts", { ContactID: gone?.ContactID, ContactStatus: "ARCHIVED" });
  await script({ xero: "remove-tax-rate", taxType: "RROUTPUT" });
  await script({ xero: "archive-account", code: "260" });
  await script({ xero: "lock-date", endOfYear: "2026-03-31" });
  const refusal = async (over: object): Promise<string[]> => {
    const invoice = {
      Type: "ACCREC",
      Contact: { ContactID: contact?.ContactID },
      Date: "2026-11-23",
      DueDate: "2026-12-23",
    };
    const whole = { ...invoice, Status: "AUTHORISED", LineItems: [LINE], ...over };
    return why((await call("PUT", "/Invoices?summarizeErrors=false", { Invoices: [whole] })).records[0]);
  };
  const line = (over: object) => ({ LineItems: [{ ...LINE, ...over }] });
  expect(await refusal({})).toEqual([]);
  expect(await refusal(line({ AccountCode: "999" }))).toEqual([
    "Account code '999' is not a valid code for this document.",
  ]);
  expect((await refusal(line({ AccountCode: "260" })))[0]).toContain("has been archived");
  expect((await refusal(line({ TaxType: "RROUTPUT" })))[0]).toContain("TaxType code 'RROUTPUT'");
  expect((await refusal(line({ TaxType: "INPUT2" })))[0]).toContain("TaxType code 'INPUT2'");
  expect((await refusal(line({ LineAmount: 90 })))[0]).toBe(
    "The line total 90.00 does not match the expected line total 100.00",
  );
  expect(await refusal({ CurrencyCode: "USD" })).toEqual(["Organisation is not subscribed to currency USD"]);
  expect((await refusal({ Date: "2026-03-31" }))[0]).toContain("lock date");
  expect((await refusal({ Contact: { ContactID: gone?.ContactID } }))[0]).toContain("archived");
  expect(await refusal({ LineItems: [] })).toEqual(["One or more line items must be specified"]);
});

it("of a batch, each invoice is taken or refused by itself; without summarizeErrors=false one refusal undoes all", async () => {
  const { call } = await twin.caller();
  const good = { Type: "ACCREC", Contact: { Name: "New Ltd" }, InvoiceNumber: "A", LineItems: [LINE] };
  const bad = { ...good, InvoiceNumber: "B", CurrencyCode: "USD" };
  const whole = await call("PUT", "/Invoices", { Invoices: [good, bad] });
  expect(whole.body).toMatchObject({ ErrorNumber: 10, Type: "ValidationException" });
  expect((await call("GET", "/Contacts")).records).toEqual([]);
  const each = await call("PUT", "/Invoices?summarizeErrors=false", { Invoices: [good, bad] });
  expect(each.records.map((one) => one.StatusAttributeString)).toEqual(["OK", "ERROR"]);
  expect((await call("GET", "/Invoices")).records.map((one) => one.InvoiceNumber)).toEqual(["A"]);
});

it("an invoice is also a PDF, has a history and an address, and can be mailed", async () => {
  const { call } = await twin.caller();
  const { InvoiceID } = await invoiced(call, { InvoiceNumber: "PH-(9)" });
  const path = `/Invoices/${String(InvoiceID)}`;
  const pdf = await call("GET", path, undefined, { accept: "application/pdf" });
  expect([pdf.headers.get("content-type"), pdf.text.startsWith("%PDF-1.4")]).toEqual(["application/pdf", true]);
  await call("PUT", `${path}/History`, { HistoryRecords: [{ Details: "Chased by phone" }] });
  expect((await call("GET", `${path}/History`)).records[0]).toMatchObject({
    Changes: "Note",
    Details: "Chased by phone",
  });
  expect((await call("GET", `${path}/OnlineInvoice`)).records).toHaveLength(1);
  expect((await call("POST", `${path}/Email`, {})).status).toBe(204);
  expect((await call("GET", path)).records[0]).toMatchObject({ SentToContact: true });
});
