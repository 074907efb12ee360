import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { NARROW, openBrowser, signIn, visitor } from "../../web/e2e/browser.ts";
import { pdf, png } from "../src/seed/paper.ts";
import { Caller, idle, inbox, joinPortal, type Product, sharedProduct } from "./product.ts";

let product: Product;
let browser: Browser;
beforeAll(async () => {
  [product, browser] = await Promise.all([sharedProduct(), openBrowser()]);
});
afterAll(() => browser?.close());

/** Presses the button, and reads the PDF that opens in its tab as other software does. */
async function pdfBehind(page: Page, button: string): Promise<string> {
  const [url] = await Promise.all([
    page.context().waitForEvent("request", { predicate: (request) => request.url().includes(".pdf?") }),
    page.getByRole("button", { name: button, exact: true }).click(),
  ]).then(([request]) => [request.url()]);
  return wordsOf(url ?? "");
}

/** The words of the PDF behind a link, in the order in which they are read aloud. */
async function wordsOf(url: string): Promise<string> {
  const pdf = Buffer.from(await (await fetch(url)).arrayBuffer());
  return execFileSync("pdftotext", ["-raw", "-", "-"], { input: pdf, encoding: "utf8" });
}

/** Net 100.00 + 0.30 + 45.00 + 12.50 + 200.00 and VAT 20.00 + 0.06 + 2.25: £380.11 in all. */
const LINES = [
  { description: "Year-end accounts", quantity: "1", price: "100", vat: "standard", discount: "" },
  { description: "Stamps at ten pence", quantity: "3", price: "0.10", vat: "standard", discount: "" },
  { description: "Energy advice", quantity: "1", price: "50.00", vat: "reduced", discount: "10" },
  { description: "A printed book", quantity: "0.5", price: "25", vat: "zero", discount: "" },
  { description: "Insurance", quantity: "1", price: "£200.00", vat: "exempt", discount: "" },
] as const;

it("bills a client in the browser: five lines of mixed VAT, approved, sent, paid in two payments, seen in the portal", async () => {
  // Birch, because the sums of Alder are not this test's own.
  const birch = { email: "owner@birch.example", password: product.info.demo.staff.password };
  const owner = new Caller(product.url);
  await owner.signIn(birch.email, birch.password);
  const clients = await owner.get<{ items: { id: string }[] }>("/api/clients?q=aspen");
  const person = { name: "Robin Aspen", email: "robin@aspen.example" };
  const robin = await joinPortal(product, owner, clients.data.items[0]?.id ?? "", person);

  const { page, faults } = await visitor(browser, product.url);
  await signIn(page, "/sign-in", birch);
  const portal = await visitor(browser, product.url, NARROW);
  await signIn(portal.page, "/client-portal/sign-in", robin);
  const company = await portal.page.evaluate<string>(
    `fetch("/api/portal/me").then((answer) => answer.json()).then((me) => me.clients[0].name)`,
  );

  await page.getByRole("link", { name: "Invoices" }).first().click();
  const owed = page.getByText("Outstanding").locator("..");
  await owed.getByText(/ invoices?$/).waitFor();
  const before = await owed.textContent();
  await page.getByRole("link", { name: "New invoice" }).first().click();
  await page.getByRole("combobox", { name: "Client" }).fill(company.slice(0, 6));
  await page.getByRole("option", { name: company }).click();
  for (const [index, { description, quantity, price, vat, discount }] of LINES.entries()) {
    const line = page.getByRole("list", { name: "Lines" }).getByRole("listitem").nth(index);
    // Enter in the line before made this one and moved the focus into it.
    if (index > 0)
      await expect
        .poll(() => page.evaluate<string>("document.activeElement.id"))
        .toBe(`field-lines-${index}-description`);
    await line.getByLabel("description").fill(description);
    await line.getByLabel("quantity").fill(quantity);
    await line.getByLabel("unit price").fill(price);
    await line.getByLabel("VAT").selectOption(vat);
    await line.getByLabel("discount").fill(discount);
    if (index < LINES.length - 1) await line.getByLabel("unit price").press("Enter");
  }
  await page.getByText("£380.11").waitFor();
  await page.reload();
  await page.getByText("This is what you typed before.").waitFor();
  await page.getByRole("button", { name: "Save draft" }).click();

  await page.getByRole("heading", { name: /^INV-\d+$/ }).waitFor();
  const number = (await page.getByRole("heading", { level: 1 }).textContent()) ?? "";
  expect(await page.getByText("£380.11").count()).toBe(2);
  await page.getByRole("button", { name: "Approve" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Approve invoice" }).click();
  await page.getByRole("button", { name: "Send", exact: true }).click();
  const mail = page.getByRole("dialog");
  const to = await mail.getByLabel("Email address").inputValue();
  await mail.getByLabel("Message").fill("Thank you for this year.");
  await mail.getByText(`Here is invoice ${number} from`).waitFor();
  await mail.getByRole("button", { name: "Send invoice" }).click();
  await mail.waitFor({ state: "hidden" });
  await page.getByText(`to ${to}`).first().waitFor();
  await page.getByText("Delivered").waitFor();

  // Somebody without an account opens the link of the mail, and its PDF.
  const [sent] = (await inbox(product, to)).filter(({ subject }) => subject.includes(number));
  expect(sent?.text).toContain("Thank you for this year.");
  const reader = await visitor(browser, product.url, NARROW);
  await reader.page.goto(sent?.links.find((link) => link.includes("/invoice/")) ?? "");
  await reader.page.getByText("£380.11").first().waitFor();
  expect(await pdfBehind(reader.page, "Open the PDF")).toContain(number);
  const text = await pdfBehind(page, "PDF");
  for (const words of [number, "Year-end accounts", "£380.11", "Reduced rate 5%", company])
    expect(text).toContain(words);

  await page.getByText("No payments recorded").waitFor();
  await page.getByRole("button", { name: "Record payment" }).click();
  const dialog = page.getByRole("dialog");
  expect(await dialog.getByLabel("Amount in pounds").inputValue()).toBe("380.11");
  await dialog.getByLabel("Amount in pounds").fill("380.12");
  await dialog.getByRole("button", { name: "Record payment" }).click();
  await dialog.getByText("must be at most £380.11").first().waitFor();
  await dialog.getByLabel("Amount in pounds").fill("80.11");
  await dialog.getByRole("button", { name: "Record payment" }).click();
  await dialog.waitFor({ state: "hidden" });
  await page.getByText("Part paid", { exact: true }).waitFor();

  await portal.page.getByRole("link", { name: "Invoices" }).click();
  await portal.page.getByRole("link", { name: new RegExp(number) }).click();
  await portal.page.getByText("£300.00").first().waitFor();

  await page.getByRole("button", { name: "Record payment" }).click();
  expect(await dialog.getByLabel("Amount in pounds").inputValue()).toBe("300.00");
  await dialog.getByRole("button", { name: "Record payment" }).click();
  await dialog.waitFor({ state: "hidden" });
  await page.getByText("Paid", { exact: true }).first().waitFor();
  expect(await page.getByRole("button", { name: "Record payment" }).count()).toBe(0);

  await page.getByRole("link", { name: "Payments" }).click();
  await page.getByRole("heading", { name: "Payments" }).waitFor();
  await page.getByRole("link", { name: number }).nth(1).waitFor();
  await page.goto("/client-hub/invoices?status=paid");
  await page.getByRole("link", { name: number }).waitFor();
  // Drafted, due and paid: what is outstanding is what it was.
  await expect.poll(() => owed.textContent()).toBe(before);
  await portal.page.reload();
  await portal.page.getByText("Nothing is due on this invoice.").waitFor();
  expect([...faults, ...portal.faults, ...reader.faults]).toEqual([]);
});

it("offers in the browser: built from the catalogue, previewed, sent by one mail, read and signed in the portal, with a certificate", async () => {
  const { page, faults } = await visitor(browser, product.url);
  await signIn(page, "/sign-in", product.info.demo.staff);
  const portal = await visitor(browser, product.url, NARROW);
  await signIn(portal.page, "/client-portal/sign-in", product.info.demo.portal);
  const me = await portal.page.evaluate<{ user: { name: string }; clients: { name: string }[] }>(
    `fetch("/api/portal/me").then((answer) => answer.json())`,
  );
  const company = me.clients[0]?.name ?? "";

  await page.getByRole("link", { name: "Proposals" }).first().click();
  await page.getByRole("link", { name: "New proposal" }).first().click();
  await page.getByRole("combobox", { name: "Client" }).fill(company.slice(0, 6));
  await page.getByRole("option", { name: company }).click();
  await page.getByLabel("Title").fill("Payroll for five");
  await page.getByRole("button", { name: "Add from services" }).click();
  await page
    .getByRole("dialog")
    .getByRole("button", { name: /Bookkeeping and VAT/ })
    .click();
  await page.getByRole("button", { name: "Add line" }).click();
  const line = page.getByRole("list", { name: "Services" }).getByRole("listitem").nth(1);
  await line.getByLabel("name").fill("Payroll");
  await line.getByLabel("quantity").fill("5");
  await line.getByLabel("price").fill("9.99");
  // £245.00 and £49.95, with 20 % of each.
  await page.getByText("£353.94").waitFor();
  await page.getByRole("button", { name: "Save draft" }).click();
  await page.getByRole("heading", { name: /^PROP-\d+$/ }).waitFor();
  const number = (await page.getByRole("heading", { level: 1 }).textContent()) ?? "";
  const id = new URL(page.url()).pathname.split("/").at(-1) ?? "";
  expect(await textOf(page, `/api/proposals/${id}/pdf`)).toContain("Draft, not sent yet");
  const shown = await page.getByRole("link", { name: "Open PDF" }).getAttribute("href");
  expect(await (await fetch(shown ?? "")).text()).toMatch(/^%PDF-/);

  await page.getByRole("button", { name: "Send", exact: true }).click();
  await page.getByRole("dialog").getByText(product.info.demo.portal.email).waitFor();
  await page.getByRole("dialog").getByRole("button", { name: "Send proposal" }).click();
  await page.getByRole("button", { name: "Open PDF of version 1" }).waitFor();
  await idle(product);
  const mails = (await inbox(product, product.info.demo.portal.email)).filter((mail) => mail.subject.includes(number));
  expect(mails).toHaveLength(1);
  const link = /https?:\/\/\S+\/client-portal\/proposals\/\w+/.exec(mails[0]?.text ?? "")?.[0] ?? "";
  expect(new URL(link).pathname).toBe(`/client-portal/proposals/${id}`);

  await portal.page.goto("/client-portal");
  await portal.page.getByRole("link", { name: /Payroll for five/ }).click();
  await portal.page.getByRole("button", { name: "Sign proposal" }).click();
  await portal.page.getByRole("alert").getByText("must be ticked").waitFor();
  await page.getByText("Viewed", { exact: true }).first().waitFor();
  await portal.page.getByLabel("Full name").fill("Somebody Else");
  await portal.page.getByLabel("Capacity").fill("Director");
  await portal.page.getByLabel(/I have read this proposal/).check();
  await portal.page.getByRole("button", { name: "Sign proposal" }).click();
  await portal.page.getByLabel(/another name/).waitFor();
  await portal.page.getByLabel("Full name").fill(me.user.name);
  await portal.page.getByRole("button", { name: "Sign proposal" }).click();
  await portal.page.getByText("Signed. Thank you").waitFor();
  await portal.page.getByRole("button", { name: "Open the signed PDF" }).waitFor();

  const certificate = await textOf(portal.page, `/api/portal/proposals/${id}/pdf`);
  const sent = await textOf(portal.page, `/api/portal/proposals/${id}/pdf?version=1`);
  expect(sent).not.toContain("Certificate of acceptance");
  const hash = await portal.page.getByRole("region", { name: "Certificate" }).locator("code").textContent();
  for (const words of ["Payroll for five", "Certificate of acceptance", me.user.name, "127.0.0.1", hash ?? "no hash"])
    expect(certificate).toContain(words);
  await page.reload();
  await page.getByText("Signed PDF").waitFor();
  expect(await textOf(page, `/api/proposals/${id}/pdf`)).toBe(certificate);
  await page.goto("/client-hub/proposals?status=signed");
  await page.getByRole("link", { name: number }).waitFor();
  expect([...faults, ...portal.faults]).toEqual([]);
});

/** What the PDF of a route says, read from the bytes behind its link. */
async function textOf(page: Page, path: string): Promise<string> {
  await expect
    .poll(() => page.evaluate<string>(`fetch("${path}").then((answer) => answer.json()).then((pdf) => pdf.status)`), {
      timeout: 30_000,
    })
    .toBe("ready");
  const url = await page.evaluate<string>(`fetch("${path}").then((answer) => answer.json()).then((pdf) => pdf.url)`);
  return wordsOf(url);
}

it("files documents in the browser: three at once with progress, viewed, downloaded, deleted and taken back, and one from the portal", async () => {
  const { page, faults } = await visitor(browser, product.url);
  await signIn(page, "/sign-in", product.info.demo.staff);
  await page.goto("/client-hub/clients?q=rowan");
  await page.getByRole("link", { name: /ROWAN/i }).first().click();
  await page.getByRole("navigation", { name: "Client record" }).getByRole("link", { name: "Documents" }).click();

  // The storage is kept waiting until the progress of all three was seen.
  let go: (() => void) | undefined;
  const seen = new Promise<void>((resolve) => (go = resolve));
  await page.route(`${product.info.aws.s3}/**`, async (route) => {
    if (route.request().method() === "POST") await seen;
    await route.continue();
  });
  const letter = pdf("Letter", ["Dear Iris"]);
  const [pdfType, pngType] = ["application/pdf", "image/png"];
  await page.getByLabel("Files to upload").setInputFiles([
    { name: "Letter.pdf", mimeType: pdfType, buffer: letter },
    { name: "Photo.png", mimeType: pngType, buffer: png(300, 200) },
    { name: "Terms.pdf", mimeType: pdfType, buffer: pdf("Terms", ["One", "Two"]) },
    { name: "Not a letter.pdf", mimeType: pdfType, buffer: png(30, 20) },
  ]);
  await expect.poll(() => page.getByRole("progressbar").count()).toBe(4);
  go?.();
  const uploads = page.getByRole("list", { name: "Uploads" }).getByRole("listitem");
  await expect.poll(() => uploads.filter({ hasText: "Uploaded" }).count()).toBe(3);
  await page.getByText("its content is PNG").waitFor();
  const row = (name: string) =>
    page.getByRole("region", { name: "Documents" }).getByRole("button", { name, exact: true });
  for (const name of ["Letter.pdf", "Photo.png", "Terms.pdf"]) await row(name).waitFor();
  expect(await row("Not a letter.pdf").count()).toBe(0);

  const dialog = page.getByRole("dialog");
  await row("Photo.png").click();
  await dialog.getByRole("button", { name: "View" }).click();
  const picture = dialog.getByRole("img", { name: "Preview of Photo.png" });
  await expect.poll(() => picture.evaluate((one) => Number(Reflect.get(one, "naturalWidth")))).toBe(300);
  await page.keyboard.press("Escape");

  await row("Letter.pdf").click();
  const shown = page.waitForResponse((answer) => answer.url().startsWith(product.info.aws.s3));
  await dialog.getByRole("button", { name: "View" }).click();
  expect(await shown.then(async (answer) => [answer.status(), await answer.headerValue("content-type")])).toEqual([
    200,
    pdfType,
  ]);
  const saved = page.waitForEvent("download");
  await dialog.getByRole("button", { name: "Download" }).click();
  const download = await saved;
  expect(download.suggestedFilename()).toBe("Letter.pdf");
  expect(readFileSync(await download.path())).toEqual(letter);
  await dialog.getByText("2 times").waitFor();
  await dialog.getByLabel("Expires on").fill("2020-01-31");
  await dialog.getByLabel("The client sees it in the portal").check();
  await dialog.getByRole("button", { name: "Save changes" }).click();
  await page.getByText("Saved").waitFor();

  await dialog.getByRole("button", { name: "Delete" }).click();
  await page.getByText("Letter.pdf is deleted").waitFor();
  await expect.poll(() => row("Letter.pdf").count()).toBe(0);
  await page.getByRole("button", { name: "Undo" }).click();
  await row("Letter.pdf").waitFor();
  await page.getByText("Expired").filter({ visible: true }).waitFor();

  const portal = await visitor(browser, product.url, NARROW);
  await signIn(portal.page, "/client-portal/sign-in", product.info.demo.portal);
  await portal.page.getByRole("link", { name: "Documents" }).click();
  await portal.page.getByRole("button", { name: "View Letter.pdf" }).waitFor();
  expect(await portal.page.getByText("Terms.pdf").count()).toBe(0);
  await portal.page.getByLabel("What are you sending?").selectOption("kyc");
  await portal.page
    .getByLabel("Files to upload")
    .setInputFiles([{ name: "Passport.png", mimeType: pngType, buffer: png(60, 40) }]);
  await portal.page.getByRole("button", { name: "Download Passport.png" }).waitFor();
  await page.getByRole("link", { name: "Identity evidence" }).click();
  await row("Passport.png").waitFor();
  expect([...faults, ...portal.faults]).toEqual([]);
});
