import { afterAll, beforeAll, expect, it } from "vitest";
import type { Wire } from "./where.ts";
import { invoiced, type Started, startTwin } from "../testing/xero.ts";

let twin: Started;
beforeAll(async () => {
  twin = await startTwin();
});
afterAll(() => twin.xero.close());

const named = (records: readonly Wire[]): string[] => records.map((one) => String(one.Name));
const where = (filter: string): string => `/Contacts?where=${encodeURIComponent(filter)}`;

it("filters with where: comparisons, texts, AND, OR, brackets, null", async () => {
  const { call } = await twin.caller();
  const contacts = [
    { Name: "Ash", EmailAddress: "a@x.example", ContactNumber: "1" },
    { Name: 'Birch "B"', ContactNumber: "2" },
    { Name: "Cedar", EmailAddress: "c@x.example", ContactNumber: "3" },
  ];
  await call("PUT", "/Contacts", { Contacts: contacts });
  const found = async (filter: string) => named((await call("GET", where(filter))).records).toSorted();
  expect(await found('Name=="ash"')).toEqual(["Ash"]);
  expect(await found('Name=="Birch \\"B\\""')).toEqual(['Birch "B"']);
  expect(await found('ContactNumber=="1" OR ContactNumber=="3"')).toEqual(["Ash", "Cedar"]);
  expect(await found('EmailAddress!=null AND EmailAddress.StartsWith("c@")')).toEqual(["Cedar"]);
  expect(await found('(ContactNumber=="1" OR ContactNumber=="2") && EmailAddress==null')).toEqual(['Birch "B"']);
  expect(await found("IsCustomer==false")).toHaveLength(3);
  expect((await call("GET", where("Name~1"))).body).toMatchObject({ Type: "QueryParseException" });
});

it("filters days with DateTime and references of payments", async () => {
  const { call } = await twin.caller();
  for (const Date of ["2026-10-31", "2026-11-01", "2026-11-30", "2026-12-01"]) await invoiced(call, { Date });
  const november = encodeURIComponent("Date>=DateTime(2026,11,01) AND Date<DateTime(2026,12,01)");
  const { records } = await call("GET", `/Invoices?where=${november}&order=Date+DESC`);
  expect(records.map((one) => one.DateString)).toEqual(["2026-11-30T00:00:00", "2026-11-01T00:00:00"]);
  const [invoice] = records;
  const Invoice = { InvoiceID: invoice?.InvoiceID };
  await call("POST", "/Payments", { Invoice, Account: { Code: "090" }, Amount: 1, Reference: "ph:pay_7" });
  const byReference = encodeURIComponent('Reference=="ph:pay_7" OR Reference=="ph:pay_8"');
  expect((await call("GET", `/Payments?where=${byReference}`)).records).toHaveLength(1);
});

it("pages: without a page everything and no lines, with one a hundred at a time, or as many as asked", async () => {
  const { call } = await twin.caller();
  for (let at = 0; at < 5; at += 1) await invoiced(call, { InvoiceNumber: `N${at}` });
  const all = await call("GET", "/Invoices");
  expect([all.records.length, all.body.pagination, all.records[0]?.LineItems]).toEqual([5, undefined, []]);
  const page = await call("GET", "/Invoices?page=2&pageSize=2&order=InvoiceNumber");
  expect(page.body.pagination).toEqual({ page: 2, pageSize: 2, pageCount: 3, itemCount: 5 });
  expect(page.records.map((one) => one.InvoiceNumber)).toEqual(["N2", "N3"]);
  expect(page.records[0]?.LineItems).toHaveLength(1);
  const some = await call("GET", "/Invoices?InvoiceNumbers=N1,N4&Statuses=AUTHORISED");
  expect(some.records).toHaveLength(2);
  expect((await call("GET", `/Invoices?IDs=${String(some.records[0]?.InvoiceID)}`)).records).toHaveLength(1);
  expect((await call("GET", "/Invoices?page=1&pageSize=1001")).status).toBe(400);
});

it("If-Modified-Since counts whole seconds and gives what is later", async () => {
  const { call, clock } = await twin.caller({ clock: { frozen: "2026-11-25T10:00:00.400Z" } });
  await call("PUT", "/Contacts", { Name: "Early" });
  await clock({ frozen: "2026-11-25T10:00:01.200Z" });
  await call("PUT", "/Contacts", { Name: "Late" });
  const since = async (at: string) =>
    named((await call("GET", "/Contacts", undefined, { "if-modified-since": at })).records);
  expect(await since("2026-11-25T09:59:59Z")).toEqual(["Early", "Late"]);
  expect(await since("2026-11-25T10:00:00.000Z")).toEqual(["Late"]);
  expect(await since("2026-11-25T10:00:01")).toEqual([]);
});

it("a GET with {} as its body is answered like any other", async () => {
  const { call, organisationId, accessToken } = await twin.caller();
  await call("PUT", "/Contacts", { Name: "Ash" });
  const { request } = await import("node:http");
  const headers = {
    authorization: `Bearer ${accessToken}`,
    "xero-tenant-id": organisationId,
    "content-length": 2,
  };
  const status = await new Promise((resolve, reject) => {
    const asking = request(`${twin.xero.url}/api.xro/2.0/Contacts`, { method: "GET", headers }, (answer) => {
      answer.resume();
      resolve(answer.statusCode);
    });
    asking.on("error", reject);
    asking.end("{}");
  });
  expect(status).toBe(200);
});
