/** Every kind of body that the twin sends, against Xero's own description of it and against the models of its SDK. */
import { afterAll, beforeAll, expect, it } from "vitest";
import * as models from "xero-node/dist/gen/model/accounting/models.js";
import type { Wire } from "./query/where.ts";
import { openApi } from "./testing/openapi/index.ts";
import { type Answer, type Caller, invoiced, type Started, startTwin } from "./testing/xero.ts";

let twin: Started;
let caller: Caller;
const bodies: [schema: string, answer: Answer][] = [];

beforeAll(async () => {
  twin = await startTwin();
  caller = await twin.caller(
    { currencies: ["GBP", "EUR"] },
    {
      scope:
        "accounting.contacts accounting.invoices accounting.payments accounting.banktransactions accounting.settings.read",
    },
  );
  const { call, script, organisationId } = caller;
  const keep = async (schema: string, ...request: Parameters<typeof call>): Promise<Answer> => {
    const answer = await call(...request);
    bodies.push([schema, answer]);
    return answer;
  };
  await script({ xero: "lock-date", period: "2025-12-31", endOfYear: "2025-03-31" });
  const contact = {
    Name: "Birch Ltd",
    ContactNumber: "cli_1",
    EmailAddress: "a@birch.example",
    CompanyNumber: "01234567",
    Addresses: [{ AddressType: "POBOX", AddressLine1: "1 High St", City: "Leeds", PostalCode: "LS1 1AA" }],
    Phones: [{ PhoneType: "DEFAULT", PhoneNumber: "0113" }],
    ContactPersons: [{ FirstName: "Rosa", EmailAddress: "rosa@birch.example", IncludeInEmails: true }],
  };
  await keep("Contacts", "PUT", "/Contacts?summarizeErrors=false", { Contacts: [contact, { Name: "Birch Ltd" }] });
  await keep("Error", "PUT", "/Contacts", { Contacts: [{ Name: "Birch Ltd" }] });
  await keep("Contacts", "GET", "/Contacts?page=1");
  const invoice = await invoiced(call, {
    Reference: "Nov",
    Url: "https://practice.example/i/1",
    CurrencyCode: "EUR",
    CurrencyRate: 1.2,
  });
  const paid = {
    Invoice: { InvoiceID: invoice.InvoiceID },
    Account: { Code: "090" },
    Amount: 60,
    Reference: "ph:pay_1",
  };
  await keep("Payments", "PUT", "/Payments?summarizeErrors=false", { Payments: [paid, { ...paid, Amount: 600 }] });
  const credit = new URLSearchParams({ amount: "60" });
  const books = `${twin.xero.url}/__books/${organisationId}`;
  await fetch(`${books}/invoice/${String(invoice.InvoiceID)}/credit`, { method: "POST", body: credit });
  await keep("Invoices", "PUT", "/Invoices?summarizeErrors=false", { Invoices: [{ Type: "ACCREC" }] });
  for (const plural of ["Invoices", "Payments", "CreditNotes"]) await keep(plural, "GET", `/${plural}?page=1`);
  await keep("Invoices", "GET", `/Invoices/${String(invoice.InvoiceID)}`);
  const spent = {
    Type: "SPEND",
    Contact: { Name: "Bank" },
    BankAccount: { Code: "090" },
    LineItems: [{ Description: "Fee", UnitAmount: 5, AccountCode: "404" }],
  };
  await keep("BankTransactions", "PUT", "/BankTransactions", { BankTransactions: [spent] });
  await keep("BankTransactions", "GET", "/BankTransactions?page=1");
  for (const plural of ["Accounts", "TaxRates", "BrandingThemes"]) await keep(plural, "GET", `/${plural}`);
  await keep("Organisations", "GET", "/Organisation");
  await keep("HistoryRecords", "GET", `/Invoices/${String(invoice.InvoiceID)}/History`);
  await keep("OnlineInvoices", "GET", `/Invoices/${String(invoice.InvoiceID)}/OnlineInvoice`);
});
afterAll(() => twin.xero.close());

it("every body is as Xero's OpenAPI description says", () => {
  const faultsOf = openApi();
  expect(bodies.length).toBeGreaterThan(15);
  expect(bodies.flatMap(([schema, { body }]) => faultsOf(schema, body).map((fault) => `${schema} ${fault}`))).toEqual(
    [],
  );
  // The check itself must be able to find a fault.
  expect(faultsOf("Invoices", { Invoices: [{ Type: "ACCREC", Total: "120" }] })).not.toEqual([]);
  expect(faultsOf("Contacts", { Contacts: [{ ContactStatus: "GONE" }] })).not.toEqual([]);
});

interface Model {
  getAttributeTypeMap(): { baseName: string; type: string }[];
}
const modelOf = (type: string): Model | undefined => {
  const model: unknown = (models as Record<string, unknown>)[type];
  return typeof model === "function" && "getAttributeTypeMap" in model ? (model as unknown as Model) : undefined;
};
/** Sent by the real Xero too, and dropped by the SDK. */
const UNKNOWN_TO_SDK = new Set([
  "Id",
  "Status",
  "ProviderName",
  "DateTimeUTC",
  "DateString",
  "DueDateString",
  "HasAccount",
]);

/** Members of a body that the SDK's model of it does not know. */
function strangers(type: string, value: unknown): string[] {
  const list = /^Array<(\w+)>$/.exec(type)?.[1];
  if (list) return Array.isArray(value) ? value.flatMap((one) => strangers(list, one)) : [`${type} is no list`];
  const model = modelOf(type);
  if (!model || typeof value !== "object" || value === null) return [];
  const known = new Map(model.getAttributeTypeMap().map((one) => [one.baseName, one.type]));
  return Object.entries(value as Wire).flatMap(([name, member]) => {
    const inner = known.get(name);
    if (inner !== undefined) return strangers(inner, member);
    return UNKNOWN_TO_SDK.has(name) ? [] : [`${type}.${name}`];
  });
}

it("the SDK knows every member that it is sent, and reads it", () => {
  const answered = bodies.filter(([schema]) => schema !== "Error");
  expect([...new Set(answered.flatMap(([schema, { body }]) => strangers(schema, body)))]).toEqual([]);
  const paged = answered.find(([schema, { body }]) => schema === "Invoices" && body.pagination)?.[1].body;
  const read = models.ObjectSerializer.deserialize(paged, "Invoices") as models.Invoices;
  expect(read.pagination).toMatchObject({ page: 1, itemCount: 1 });
  expect(read.invoices?.[0]).toMatchObject({ total: 120, amountCredited: 60, amountDue: 0, status: "PAID" });
  expect(read.invoices?.[0]?.lineItems?.[0]).toMatchObject({ taxAmount: 20, accountCode: "200" });
  expect(new Date(read.invoices?.[0]?.date ?? "").toISOString()).toBe("2026-11-23T00:00:00.000Z");
  expect(strangers("Contacts", { Contacts: [{ Nmae: "x" }] })).toEqual(["Contact.Nmae"]);
});
