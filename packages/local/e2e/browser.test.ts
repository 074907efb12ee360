import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { NARROW, openBrowser, signIn, visitor } from "../../web/e2e/browser.ts";
import { sharedProduct, inbox, type Product } from "./product.ts";

let product: Product;
let browser: Browser;
beforeAll(async () => {
  [product, browser] = await Promise.all([sharedProduct(), openBrowser()]);
});
afterAll(() => browser?.close());

it("takes a first client on in the browser: sign in, look up, save, invite, delivered, set a password, portal", async () => {
  const { page, faults } = await visitor(browser, product.url);
  const { staff } = product.info.demo;
  const email = "taylor@tesco.example";

  await signIn(page, "/", staff);

  await page.getByRole("link", { name: "Clients" }).first().click();
  await page.getByRole("link", { name: "New client" }).first().click();
  await page.getByRole("radio", { name: /Limited company/ }).check();
  await page.getByRole("button", { name: "Continue" }).click();

  await page.getByLabel("Company number or name").fill("00445790");
  await page.getByRole("button", { name: "Look up" }).click();
  await page.getByText("Company details retrieved successfully").waitFor();
  expect(await page.getByLabel("Company name").inputValue()).toBe("TESCO PLC");
  expect(await page.getByLabel("Postcode").inputValue()).toMatch(/^[A-Z]{1,2}\d/);
  await page.getByRole("button", { name: "Continue" }).click();

  const people = page.getByRole("region", { name: "People on the register" });
  expect(await people.getByRole("row").count()).toBeGreaterThan(3);
  await page.getByRole("button", { name: "Continue" }).click();

  await page.getByLabel("Contact's name").fill("Taylor Example");
  await page.getByLabel("Email address").fill(email);
  await page.getByRole("button", { name: "Continue" }).click();
  await page.getByRole("button", { name: "Save client" }).click();

  await page.getByRole("heading", { name: "TESCO PLC" }).waitFor();
  await page.getByRole("button", { name: "Invite to portal" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Send invitation" }).click();
  await page.getByRole("link", { name: "Emails" }).last().click();
  await page.getByText("Delivered").first().waitFor();

  const mail = (await inbox(product)).find((one) => one.to.includes(email));
  const link = /https?:\/\/\S+\/client-portal\/accept-invitation\/[\w-]+/.exec(mail?.text ?? "")?.[0] ?? "";
  const sandbox = await visitor(browser, product.info.sandbox.resend);
  await sandbox.page.goto("/");
  await sandbox.page.getByText(email).first().waitFor();

  const client = await visitor(browser, product.url, NARROW);
  await client.page.goto(link);
  await client.page.getByLabel("Your name").fill("Taylor Example");
  await client.page.getByLabel("Password", { exact: true }).fill("correct horse battery");
  await client.page.getByRole("button", { name: /Set password|Accept|Create/ }).click();
  await client.page.getByRole("heading", { name: "Hello, Taylor" }).waitFor();
  await client.page.getByText("TESCO PLC").first().waitFor();
  expect(new URL(client.page.url()).pathname).toMatch(/^\/client-portal\/?$/);

  expect([...faults, ...client.faults]).toEqual([]);
});
