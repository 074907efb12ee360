import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, it } from "vitest";
import { ProviderError } from "../../../lib/provider/error.ts";
import type { XeroAccess } from "./client.ts";
import * as Xero from "./verb.ts";

/** Answers of the documentation, by path; the last request is kept. */
const INVOICES = {
  Status: "OK",
  pagination: { page: 1, pageSize: 100, pageCount: 2, itemCount: 101 },
  Invoices: [
    {
      Type: "ACCREC",
      InvoiceID: "3f0c1a52-7a5e-4a39-9d0b-1d2f3a4b5c6d",
      InvoiceNumber: "PH-0001",
      Reference: "Nov",
      Contact: { ContactID: "bd2270c3-8706-4c11-9cfb-000b551c3f51", Name: "Birch Ltd" },
      DateString: "2026-11-23T00:00:00",
      Date: "/Date(1795392000000+0000)/",
      DueDate: "/Date(1797984000000+0000)/",
      Status: "AUTHORISED",
      LineAmountTypes: "Exclusive",
      LineItems: [
        {
          LineItemID: "9c1d2b64-0f52-4c0e-8a57-6e1d0a9b7c31",
          Description: "Bookkeeping",
          Quantity: 2.5,
          UnitAmount: 40.0,
          AccountCode: "200",
          TaxType: "OUTPUT2",
          TaxAmount: 20.0,
          LineAmount: 100.0,
        },
      ],
      SubTotal: 100.0,
      TotalTax: 20.0,
      Total: 120.0,
      AmountDue: 119.99,
      AmountPaid: 0.01,
      AmountCredited: 0.0,
      Payments: [
        { PaymentID: "77aa6f4e-52c3-4a7d-9a0f-0c1b2d3e4f50", Date: "/Date(1795392000000+0000)/", Amount: 0.01 },
      ],
      CurrencyCode: "GBP",
      SentToContact: false,
      UpdatedDateUTC: "/Date(1795429200123+0000)/",
    },
  ],
};

let server: Server;
let access: XeroAccess;
let answer: { status: number; body: string; headers?: Record<string, string> } = { status: 200, body: "" };
let seen: { method?: string | undefined; url?: string | undefined; headers: NodeJS.Dict<string | string[]> };
const observed: number[] = [];

beforeAll(async () => {
  server = createServer((request, response) => {
    seen = { method: request.method, url: request.url, headers: request.headers };
    response.writeHead(answer.status, { "content-type": "application/json", ...answer.headers });
    response.end(answer.body);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  access = {
    accessToken: "token-of-one",
    xeroTenantId: "70784a63-d24b-46a9-a4db-0e70a274b056",
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/api.xro/2.0`,
    observe: (status) => observed.push(status),
  };
});
afterAll(() => server.close());

it("an invoice of the documentation reads in our words, to the penny and the day", async () => {
  answer = { status: 200, body: JSON.stringify(INVOICES) };
  const page = await Xero.invoicesModified(access, { since: new Date("2026-11-20T10:00:00Z"), page: 1 });
  expect(page).toMatchInlineSnapshot(`
    {
      "items": [
        {
          "contactId": "bd2270c3-8706-4c11-9cfb-000b551c3f51",
          "contactName": "Birch Ltd",
          "creditedPence": 0,
          "currency": "GBP",
          "dueOn": "2026-12-23",
          "duePence": 11999,
          "id": "3f0c1a52-7a5e-4a39-9d0b-1d2f3a4b5c6d",
          "issueOn": "2026-11-23",
          "lines": [
            {
              "accountCode": "200",
              "description": "Bookkeeping",
              "discountPercent": 0,
              "id": "9c1d2b64-0f52-4c0e-8a57-6e1d0a9b7c31",
              "netPence": 10000,
              "quantity": 2.5,
              "taxType": "OUTPUT2",
              "unitAmount": 40,
              "vatPence": 2000,
            },
          ],
          "number": "PH-0001",
          "paidOn": null,
          "paidPence": 1,
          "payments": [
            {
              "amountPence": 1,
              "id": "77aa6f4e-52c3-4a7d-9a0f-0c1b2d3e4f50",
              "paidOn": "2026-11-23",
              "reference": null,
            },
          ],
          "reference": "Nov",
          "sent": false,
          "status": "AUTHORISED",
          "subtotalPence": 10000,
          "totalPence": 12000,
          "type": "ACCREC",
          "updatedAt": "2026-11-23T10:20:00.123Z",
          "url": null,
          "vatPence": 2000,
        },
      ],
      "more": true,
    }
  `);
  expect(seen.method).toBe("GET");
  expect(decodeURIComponent(seen.url ?? "")).toMatchInlineSnapshot(
    `"/api.xro/2.0/Invoices?order=UpdatedDateUTC+ASC&page=1&includeArchived=true&unitdp=4&pageSize=100"`,
  );
  expect(seen.headers).toMatchObject({
    authorization: "Bearer token-of-one",
    "xero-tenant-id": "70784a63-d24b-46a9-a4db-0e70a274b056",
    "if-modified-since": "2026-11-20T10:00:00.000Z",
  });
  expect(seen.headers["content-length"]).toBeUndefined();
});

it.each([
  [
    401,
    '{"Title":"Unauthorized","Detail":"TokenExpired: token expired at 11/23/2026"}',
    {},
    { kind: "auth", code: "token-expired" },
  ],
  [
    403,
    '{"title":"Forbidden","detail":"AuthenticationUnsuccessful"}',
    {},
    { kind: "auth", code: "authentication-unsuccessful" },
  ],
  [404, "<html>", {}, { kind: "rejected" }],
  [429, "", { "retry-after": "17" }, { kind: "rate-limit", wait: 17_000 }],
  [429, "", { "retry-after": "999999999" }, { kind: "rate-limit", wait: 5000 }],
  [500, "<html>", {}, { kind: "unavailable" }],
  [503, "The Xero API is temporarily unavailable", {}, { kind: "unavailable" }],
  [200, "<html>not what was promised", {}, { kind: "contract" }],
  [200, '{"Invoices":"none"}', {}, { kind: "contract" }],
  [302, "", { location: "http://169.254.169.254/" }, { kind: "contract" }],
])("status %i with %s %o is %o", async (status, body, headers, expected) => {
  answer = { status, body, headers };
  const error = await Xero.invoicesByIds(access, ["3f0c1a52-7a5e-4a39-9d0b-1d2f3a4b5c6d"]).catch((e: unknown) => e);
  expect(error).toBeInstanceOf(ProviderError);
  const { kind, details } = error as ProviderError;
  expect({
    kind,
    ...(details.providerCode ? { code: details.providerCode } : {}),
    ...(details.retryAfterMs === undefined ? {} : { wait: details.retryAfterMs }),
  }).toEqual(expected);
  expect(JSON.stringify(error)).not.toContain("token-of-one");
  expect(observed.at(-1)).toBe(status);
});
