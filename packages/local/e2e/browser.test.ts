import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { NARROW, openBrowser, signIn, visitor } from "../../web/e2e/browser.ts";
import { sharedProduct, Caller, inbox, type Product } from "./product.ts";

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

it("connects Xero in the browser, notices that it was ended inside Xero, says so on every page, and goes on after a reconnect", async () => {
  const { page, faults } = await visitor(browser, product.url);
  // Not Alder, which other files look at: a broken connection is on every page.
  const staff = { email: "owner@birch.example", password: product.info.demo.staff.password };
  await signIn(page, "/sign-in", staff);
  await page.getByRole("link", { name: "Integrations" }).click();
  await page.getByRole("link", { name: "Set up Xero" }).click();

  const atXero = async (...organisations: string[]) => {
    await page.waitForURL("**/identity/connect/authorize**");
    for (const name of organisations) await page.getByRole("checkbox", { name }).check();
    await page.getByRole("button", { name: organisations.length > 0 ? "Allow access" : "Cancel" }).click();
  };
  await page.getByRole("link", { name: "Connect to Xero" }).click();
  await atXero();
  await page.getByText("You did not allow the access in Xero").waitFor();
  await page.getByRole("link", { name: "Try again" }).click();
  await atXero("Birch Bookkeeping", "Alder & Co (demo)");
  await page.getByRole("radio", { name: "Birch Bookkeeping" }).check();
  await page.getByRole("button", { name: "Use this organisation" }).click();
  await page.getByText("Xero is connected").waitFor();
  expect(page.url()).toBe(`${product.url}/client-hub/settings/integrations?success=xero`);

  const { connections } = await xero<{ connections: { organisationId: string }[] }>("/__state");
  expect(connections).toHaveLength(1);
  const [{ organisationId: organisation } = { organisationId: "" }] = connections;
  await xero("/__scenario", { xero: "disconnect", organisation });
  const staffCaller = new Caller(product.url);
  await staffCaller.signIn(staff.email, staff.password);
  // Whatever asks Xero first hears of it.
  const bank = await staffCaller.request(
    "GET",
    "/api/integrations/xero/bank-transactions?from=2026-01-01&to=2026-01-31",
  );
  expect(bank.status).toBe(409);
  await page.goto("/client-hub/clients");
  const banner = page.getByRole("alert").filter({ hasText: "Xero is disconnected (Birch Bookkeeping)" });
  await banner.waitFor();
  await banner.getByRole("link", { name: "Reconnect to Xero" }).click();
  await atXero("Alder & Co (demo)");
  await page.getByText("This firm's records are linked with another organisation in Xero").waitFor();
  await page.getByRole("link", { name: "Try again" }).click();
  await atXero("Birch Bookkeeping");
  await page.getByText("Xero is connected").waitFor();
  expect(await banner.count()).toBe(0);

  await page.getByRole("link", { name: "Go on to Xero" }).click();
  const disconnect = page.getByRole("button", { name: "Disconnect" });
  await disconnect.click();
  await page.keyboard.press("Escape");
  await page.getByRole("dialog").waitFor({ state: "hidden" });
  // Whoever works with the keyboard goes on where they were.
  await page.waitForFunction("document.activeElement?.textContent === 'Disconnect'");
  await page.keyboard.press("Enter");
  await page.getByRole("dialog").getByText("What is linked stays linked").waitFor();
  await page.getByRole("button", { name: "Disconnect from Xero" }).click();
  await page.getByText("Not connected").first().waitFor();
  expect((await xero<{ connections: unknown[] }>("/__state")).connections).toEqual([]);
  expect((await inbox(product)).filter((mail) => mail.subject.startsWith("Xero needs you"))).toHaveLength(1);
  expect(faults).toEqual([]);
});

/** The Xero sandbox's own routes. */
async function xero<T>(path: string, body?: object): Promise<T> {
  const answer = await fetch(
    product.info.sandbox.xero + path,
    body ? { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) } : {},
  );
  return (await answer.json()) as T;
}
