import type { Browser, Locator } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { openBrowser, signIn, visitor } from "../../web/e2e/browser.ts";
import { type Caller, idle, inbox, newFirm, type NewFirm, type Product, sharedProduct } from "./product.ts";
import { consent, inBooks, xero } from "./xero-books.ts";

const ORGANISATION = "Birch Bookkeeping";
const XERO = "/client-hub/settings/integrations/xero";

let product: Product;
let browser: Browser;
let firm: NewFirm;
beforeAll(async () => {
  [product, browser] = await Promise.all([sharedProduct(), openBrowser()]);
  // Of its own: a broken connection is on every page, and other files sum up what the demo firms are owed.
  firm = await newFirm(product, "Hazel and Co", "Hazel Ash");
});
afterAll(() => browser?.close());

it("walks all of Xero in the browser: connected, mapped, matched; a client and an invoice sent, a payment seen, a conflict resolved; ended inside Xero, reconnected, and nothing is there twice", async () => {
  const { page, faults } = await visitor(browser, product.url);
  const books = await visitor(browser, product.info.sandbox.xero);
  const client = await made(firm.caller, "/api/clients", {
    type: "sole_trader",
    name: "Aspen Gardens",
    phone: "0113 496 0100",
    contact: { name: "Robin Aspen", email: "robin@aspen.example" },
  });
  const draft = await made(firm.caller, "/api/invoices", {
    clientId: client.id,
    lines: [{ description: "Year-end accounts", unitPricePence: 125_000, vatRate: "standard" }],
  });
  await firm.caller.post(`/api/invoices/${draft.id}/approve`, { version: 1 });

  // In Xero there is somebody with the client's address, under another name.
  await books.page.goto("/");
  await books.page.getByRole("link", { name: ORGANISATION }).click();
  const booksAt = books.page.url();
  await books.page.getByLabel("New contact").fill("R. Aspen, gardener");
  await books.page.getByLabel("Email", { exact: true }).fill("robin@aspen.example");
  await books.page.getByRole("button", { name: "Save contact" }).click();

  // Connected: first denied, then of two organisations the firm's own is chosen.
  await signIn(page, "/sign-in", firm.owner);
  await page.goto(XERO);
  await page.getByRole("link", { name: "Connect to Xero" }).click();
  await consent(page);
  await page.getByText("You did not allow the access in Xero").waitFor();
  await page.getByRole("link", { name: "Try again" }).click();
  await consent(page, ORGANISATION, "Damson International");
  await page.getByRole("radio", { name: ORGANISATION }).check();
  await page.getByRole("button", { name: "Use this organisation" }).click();
  await page.getByText("Xero is connected").waitFor();
  await page.getByRole("link", { name: "Go on to Xero" }).click();

  // Set up, step by step.
  await page.getByRole("link", { name: "Choose accounts and tax rates" }).click();
  await page.getByText("We found everything in Xero’s lists").waitFor();
  expect(await chosen(page.getByLabel("Account that payments go to"))).toBe("090 Business Bank Account (bank)");
  await page.getByLabel("Sales account").selectOption({ label: "200 Sales" });
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await page.getByRole("link", { name: "Match clients with contacts" }).click();
  await page.getByRole("button", { name: "Link with R. Aspen, gardener (same email)" }).click();
  await page.getByRole("button", { name: "Save choices" }).click();
  await page.getByText("Everybody is linked").waitFor();
  expect(await inBooks(product, ORGANISATION)).toMatchObject({
    contacts: [{ Name: "R. Aspen, gardener" }],
    invoices: [],
  });
  await page.getByRole("button", { name: "Finish matching…" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Finish matching" }).click();
  await page.getByText("The matching is finished:").waitFor();

  // The plan says what goes, then it goes: the client takes its contact over, the invoice follows.
  await page.getByRole("navigation", { name: "Xero" }).getByRole("link", { name: "Sync" }).click();
  await page.getByRole("button", { name: "Show the plan" }).click();
  await page.getByRole("region", { name: "Will be changed" }).getByText("Aspen Gardens").waitFor();
  await page.getByRole("region", { name: "Will be created" }).getByText("£1,500.00").waitFor();
  await page.getByRole("button", { name: "Send 1 client, 1 invoice" }).click();
  await page.getByText("All of it is in Xero").waitFor();
  const place = page.getByRole("region", { name: "Xero", exact: true });
  await page.goto(`/client-hub/invoices/${draft.id}`);
  await place.getByText("In Xero", { exact: true }).waitFor();
  expect(await inBooks(product, ORGANISATION)).toMatchObject({
    contacts: [{ Name: "Aspen Gardens", text: { ContactNumber: client.id } }],
    invoices: [{ Total: 1500, Status: "AUTHORISED" }],
  });

  // Paid in Xero's books, seen here.
  await books.page.goto(booksAt);
  await books.page.getByRole("button", { name: /^Record payment/ }).click();
  await books.page.getByText("1500.00 is recorded").waitFor();
  await settled();
  await page.reload();
  await page.getByText("Paid", { exact: true }).first().waitFor();

  // Edited on both sides before either knew: a person decides.
  await hooks("hold");
  await books.page.getByRole("link", { name: "Aspen Gardens" }).click();
  await books.page.getByLabel("Phone").fill("0113 496 0222");
  await books.page.getByRole("button", { name: "Save", exact: true }).click();
  await page.goto(`/client-hub/clients/${client.id}`);
  await page.getByRole("button", { name: "Edit telephone", exact: true }).click();
  await page.getByLabel("Telephone", { exact: true }).fill("0113 496 0111");
  await page.keyboard.press("Enter");
  await page.getByText("Saved", { exact: true }).waitFor();
  await hooks("normal");
  await settled();
  await page.reload();
  await place.getByRole("link", { name: "Decide what is right" }).click();
  await page.getByRole("radio", { name: /0113 496 0222/ }).check();
  await page.getByRole("button", { name: "Apply" }).click();
  await page.getByText("Aspen Gardens is decided").waitFor();
  await page.goto(`/client-hub/clients/${client.id}`);
  await page.getByText("0113 496 0222").first().waitFor();

  // Ended inside Xero: whatever asks Xero next hears of it, and every page says so.
  await books.page.goto(booksAt);
  await books.page.getByRole("button", { name: "Disconnect the app" }).click();
  await Promise.all([page.waitForResponse(/bank-transactions/), page.goto(`${XERO}/bank`)]);
  await page.goto("/client-hub/clients");
  const banner = page.getByRole("alert").filter({ hasText: `Xero is disconnected (${ORGANISATION})` });
  await banner.waitFor();
  await banner.getByRole("link", { name: "Reconnect to Xero" }).click();
  await consent(page, "Damson International");
  await page.getByText("This firm's records are linked with another organisation in Xero").waitFor();
  await page.getByRole("link", { name: "Try again" }).click();
  await consent(page, ORGANISATION);
  await page.getByText("Xero is connected").waitFor();
  expect(await banner.count()).toBe(0);
  expect(
    (await inbox(product, firm.owner.email)).filter(({ subject }) => subject.startsWith("Xero needs you")),
  ).toHaveLength(1);

  // Everything that waits goes again, and nothing is there twice.
  await firm.caller.post("/api/integrations/xero/sync", {});
  await settled();
  expect(await inBooks(product, ORGANISATION)).toMatchObject({
    contacts: [{ Name: "Aspen Gardens", ContactStatus: "ACTIVE" }],
    invoices: [{ Status: "PAID", AmountPaid: 1500 }],
    payments: [{ Amount: 1500, Status: "AUTHORISED" }],
  });
  for (const path of [`/api/clients/${client.id}/sync`, `/api/invoices/${draft.id}/sync`])
    expect((await firm.caller.get(path)).data).toMatchObject({ record: { status: "synced" } });
  expect((await firm.caller.get<{ items: unknown[] }>(`/api/invoices/${draft.id}/payments`)).data.items).toHaveLength(
    1,
  );

  await page.getByRole("link", { name: "Go on to Xero" }).click();
  const disconnect = page.getByRole("button", { name: "Disconnect" });
  await disconnect.click();
  await page.keyboard.press("Escape");
  await page.getByRole("dialog").waitFor({ state: "hidden" });
  // Whoever works with the keyboard goes on where they were.
  await page.locator("button:focus", { hasText: /^Disconnect$/ }).waitFor();
  await page.keyboard.press("Enter");
  await page.getByRole("dialog").getByText("What is linked stays linked").waitFor();
  await page.getByRole("button", { name: "Disconnect from Xero" }).click();
  await page.getByText("Not connected").first().waitFor();
  const { id } = await inBooks(product, ORGANISATION);
  const { connections } = await xero<{ connections: { organisationId: string }[] }>(product, "/__state");
  expect(connections.filter(({ organisationId }) => organisationId === id)).toEqual([]);
  expect([...faults, ...books.faults]).toEqual([]);
});

async function made(caller: Caller, path: string, body: object): Promise<{ id: string }> {
  const { status, data } = await caller.post<{ id: string }>(path, body);
  if (status !== 201) throw new Error(`${path} answered ${status}: ${JSON.stringify(data)}`);
  return data;
}

const chosen = (select: Locator): Promise<string | null> => select.locator("option:checked").textContent();

/** What Xero tells, for a while or at once. */
async function hooks(mode: "hold" | "normal"): Promise<void> {
  await xero(product, "/__scenario", { xero: "webhooks", mode });
}

/** Xero has told what it had to tell, and the product has done with it. */
async function settled(): Promise<void> {
  await xero(product, "/__scenario", { xero: "flush-webhooks" });
  await idle(product, 60_000);
}
