import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { withClock } from "../../lib/clock.ts";
import { renderPdf } from "../../pdf/render.ts";
import { difference, infoOf, pageOne, textOf } from "../../pdf/testing/poppler.ts";
import type { Issuer } from "../../pdf/kit/index.ts";
import { invoiceSum } from "../rule/total.ts";
import type { Invoice } from "../schema.ts";
import { noonOf } from "../testing/fixture.ts";
import { InvoiceDocument } from "./document.tsx";

const golden = path.join(import.meta.dirname, "golden.png");
const logo = path.join(import.meta.dirname, "../../pdf/testing/logo.png");

const issuer: Issuer = {
  name: "Alder & Co",
  address: ["1 Alder Row", "Leeds", "LS1 1AA"],
  vatNumber: "GB123456789",
  companyNumber: "01234567",
  email: "accounts@alder.example",
  phone: null,
  logo: { data: readFileSync(logo), format: "png" },
};
const payTo: [string, string][] = [
  ["Account name", "Alder & Co"],
  ["Sort code", "20-00-00"],
  ["Account number", "12345678"],
];

const RATES = ["standard", "reduced", "zero", "exempt", "none"] as const;
function invoice(lineCount: number, over: Partial<Invoice> = {}): Invoice {
  const lines = Array.from({ length: lineCount }, (_, n) => ({
    id: "lin_01J00000000000000000000000",
    description: `Bookkeeping, week ${n + 1}`,
    quantity: "2.5",
    unitPricePence: 12_345,
    discountPercent: n === 1 ? "10" : "0",
    vatRate: RATES[n % RATES.length] ?? "none",
    accountCode: null,
  }));
  const sum = invoiceSum(lines);
  return {
    id: "inv_01J00000000000000000000000",
    number: "INV-0042",
    clientId: "cli_01J00000000000000000000000",
    clientName: "Łódź Trading 漢 Limited",
    status: "part_paid",
    currency: "GBP",
    issueOn: "2026-11-01",
    dueOn: "2026-12-01",
    poNumber: "PO 7",
    ...sum,
    lines: lines.map((line, n) => ({ ...line, ...(sum.lines[n] ?? { netPence: 0, vatPence: 0 }) })),
    paidPence: 10_000,
    creditedPence: 0,
    duePence: sum.totalPence - 10_000,
    terms: "Payment within 30 days.",
    notes: "Thank you,\nOlive",
    sentAt: null,
    sentTo: null,
    sentEmailId: null,
    approvedAt: null,
    paidOn: null,
    voidedAt: null,
    voidReason: null,
    xeroInvoiceId: null,
    xeroSyncStatus: null,
    xeroLastSyncedAt: null,
    xeroSyncError: null,
    version: 1,
    createdAt: "2026-11-01T12:00:00.000Z",
    updatedAt: "2026-11-01T12:00:00.000Z",
    createdBy: "usr_1",
    ...over,
  };
}

const print = (of: Invoice) =>
  withClock(noonOf("2026-11-01"), () =>
    renderPdf(
      <InvoiceDocument
        invoice={of}
        issuer={issuer}
        billTo={[of.clientName, "2 Mill Lane", "York", "YO1 1AA"]}
        payTo={payTo}
      />,
    ),
  );

test("says everything a VAT invoice must, as text in reading order, with a title and a language", async () => {
  const pdf = await print(invoice(5));
  const text = textOf(pdf).replaceAll(/\s+/g, " ");
  const inOrder = [
    "VAT invoice Alder & Co 1 Alder Row Leeds LS1 1AA accounts@alder.example",
    "Invoice to Łódź Trading \uFFFD Limited 2 Mill Lane York YO1 1AA", // what the typeface lacks is shown as lacking
    "Invoice number INV-0042 Date 1 November 2026 Due 1 December 2026 PO number PO 7 Our VAT number GB123456789",
    "Description Quantity Price Discount VAT Net",
    "Bookkeeping, week 1 2.5 £123.45 20% £308.63",
    "Bookkeeping, week 2 2.5 £123.45 10% 5% £277.76",
    "Net £1,512.28 VAT £75.62 Total £1,587.90 Paid -£100.00 Amount due £1,487.90",
    "How to pay Account name Alder & Co Sort code 20-00-00 Account number 12345678 Reference INV-0042",
    "VAT summary VAT rate Net VAT Gross Standard rate 20% £308.63 £61.73 £370.36 Reduced rate 5% £277.76 £13.89 £291.65",
    "Zero rated 0% £308.63 £0.00 £308.63 Exempt £308.63 £0.00 £308.63 Outside the scope of VAT £308.63 £0.00 £308.63",
    "Total £1,512.28 £75.62 £1,587.90",
    "Terms Payment within 30 days.",
    "Notes Thank you, Olive",
    "INV-0042 · Alder & Co · VAT registration GB123456789 · Company number 01234567 Page 1 of 1",
  ];
  let from = 0;
  for (const words of inOrder) {
    expect(text.slice(from)).toContain(words);
    from = text.indexOf(words, from);
  }
  expect(infoOf(pdf)).toMatchObject({ Title: "Invoice INV-0042", Author: "Alder & Co", Pages: "1" });
  expect(Buffer.from(pdf).toString("latin1")).toMatch(/\/Lang \(en-GB\)/);
});

test("looks as it did: page one is the golden image, and an invoice of one more line is not", async () => {
  const page = pageOne(await print(invoice(5)));
  if (process.env.GOLDEN === "write") writeFileSync(golden, page);
  const expected = readFileSync(golden);
  expect(difference(page, expected)).toBeLessThan(0.002);
  expect(difference(pageOne(await print(invoice(6))), expected)).toBeGreaterThan(0.01);
});

test("a draft and a void one say so before anything else, and a paid one asks for no money", async () => {
  expect(textOf(await print(invoice(1, { status: "draft" })))).toContain("Draft, not to be paid yet");
  expect(textOf(await print(invoice(1, { status: "void" })))).toContain("Void, credited in full");
  const paid = textOf(await print(invoice(1, { status: "paid", duePence: 0, paidOn: "2026-11-20" })));
  expect(paid).toContain("Paid on 20 November 2026, thank you");
  expect(paid).not.toContain("How to pay");
});

test("a hundred lines take four pages, every line once, and less than two seconds of CPU", async () => {
  await print(invoice(1)); // fonts are loaded once a process
  const before = process.cpuUsage();
  const pdf = await print(invoice(100));
  // CPU, not the clock: this process's own work, whatever else the machine does.
  const { user, system } = process.cpuUsage(before);
  expect(infoOf(pdf).Pages).toBe("4");
  const weeks = textOf(pdf).match(/week \d+/g) ?? [];
  expect(new Set(weeks).size).toBe(100);
  expect(weeks).toHaveLength(100);
  expect((user + system) / 1000).toBeLessThan(2000);
});
