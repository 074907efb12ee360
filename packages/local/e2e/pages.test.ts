import { gzipSync } from "node:zlib";
import axe from "axe-core";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { NARROW, openBrowser, signIn, visitor, WIDE } from "../../web/e2e/browser.ts";
import { Caller, idle, type Product, sharedProduct } from "./product.ts";

/** Every page of the staff app that needs no id, and the client record's tabs. */
const STAFF = [
  "/client-hub",
  "/client-hub/clients",
  "/client-hub/clients/new",
  "/client-hub/clients/import",
  "/client-hub/clients/import/:import",
  "/client-hub/clients/:id",
  "/client-hub/clients/:id/people",
  "/client-hub/clients/:id/onboarding",
  "/client-hub/clients/:id/invoices",
  "/client-hub/clients/:id/proposals",
  "/client-hub/clients/:id/documents",
  "/client-hub/clients/:id/documents?folder=kyc",
  "/client-hub/clients/:id/compliance",
  "/client-hub/compliance",
  "/client-hub/compliance?status=approved",
  "/client-hub/compliance/:id",
  "/client-hub/compliance/events",
  "/client-hub/onboarding",
  "/client-hub/onboarding?status=approved",
  "/client-hub/documents",
  "/client-hub/documents?view=expiring",
  "/client-hub/clients/:id/emails",
  "/client-hub/clients/:id/timeline",
  "/client-hub/invoices",
  "/client-hub/invoices/new",
  "/client-hub/invoices/:invoice",
  "/client-hub/invoices/:invoice/edit",
  "/client-hub/payments",
  "/client-hub/proposals",
  "/client-hub/proposals/new",
  "/client-hub/proposals/:proposal",
  "/client-hub/proposals/:proposal/edit",
  "/client-hub/emails",
  "/client-hub/companies-house",
  "/client-hub/activity",
  "/client-hub/settings/firm",
  "/client-hub/settings/team",
  "/client-hub/settings/services",
  "/client-hub/settings/security",
  "/client-hub/settings/status",
  "/client-hub/settings/status/given-up",
  "/client-hub/settings/integrations",
  "/client-hub/settings/integrations/xero",
  "/client-hub/settings/integrations/xero/mapping",
  "/client-hub/settings/integrations/xero/matching",
  "/client-hub/settings/integrations/xero/conflicts",
  "/client-hub/settings/integrations/xero/sync",
  "/client-hub/settings/integrations/xero/organisation",
  "/client-hub/settings/integrations/xero/events",
  "/client-hub/settings/integrations/xero/bank",
  "/client-hub/no-such-page",
];
const PORTAL = [
  "/client-portal",
  "/client-portal/invoices",
  "/client-portal/invoices/:invoice",
  "/client-portal/proposals",
  "/client-portal/proposals/:proposal",
  "/client-portal/documents",
  "/client-portal/onboarding",
  "/client-portal/onboarding/q/reg41_read",
  "/client-portal/onboarding/q/date_of_birth",
  "/client-portal/onboarding/q/beneficial_owners",
  "/client-portal/onboarding/check",
  "/client-portal/onboarding/identity",
  "/client-portal/onboarding/verify",
  "/client-portal/onboarding/complete",
  "/client-portal/profile",
];
const ANYONE = [
  "/sign-in",
  "/sign-up",
  "/forgot-password",
  "/client-portal/sign-in",
  "/client-portal/accept-invitation/none",
  "/invoice/none-at-all",
  "/no-such-page",
];

let product: Product;
let browser: Browser;
let clientId: string;
/** Marked as sent and paid in part, so that both sides see it. */
let invoiceId: string;
/** Checked, with one row of each kind. */
let importId: string;
/** The demo firm's own, waiting to be signed. */
let proposalId: string;
beforeAll(async () => {
  [product, browser] = await Promise.all([sharedProduct(), openBrowser()]);
  const staff = new Caller(product.url);
  await staff.signIn(product.info.demo.staff.email, product.info.demo.staff.password);
  clientId = (await staff.get<{ items: { id: string }[] }>("/api/clients?limit=1&q=rowan")).data.items[0]?.id ?? "";
  const made = await staff.post<{ id: string }>("/api/invoices", {
    clientId,
    lines: [{ description: "Year-end accounts", unitPricePence: 125_000, vatRate: "standard" }],
  });
  invoiceId = made.data.id;
  await staff.post(`/api/invoices/${invoiceId}/approve`, { version: 1 });
  await staff.post(`/api/invoices/${invoiceId}/mark-sent`, { version: 2 });
  const offers = await staff.get<{ items: { id: string }[] }>(`/api/proposals?clientId=${clientId}`);
  proposalId = offers.data.items[0]?.id ?? "";
  const payment = { amountPence: 50_000, paidOn: "2026-01-05", method: "bank_transfer" };
  const { status } = await staff.post(`/api/invoices/${invoiceId}/payments`, payment);
  if (status !== 201) throw new Error(`the payment answered ${status}`);
  importId = await checkedImport(staff);
});
afterAll(() => browser?.close());

const CSV =
  "Name,Email,Year end\nHazel Hedges,hazel@hedges.example,31/03\nBad row,nobody,31/13\nHazel Hedges,hazel@hedges.example,\n";

async function checkedImport(staff: Caller): Promise<string> {
  const made = await staff.post<{
    import: { id: string };
    upload: { url: string; fields: Record<string, string> };
  }>("/api/clients/import", { fileName: "clients.csv", sizeBytes: CSV.length });
  const form = new FormData();
  for (const [name, value] of Object.entries(made.data.upload.fields)) form.set(name, value);
  form.set("file", new Blob([CSV]));
  await fetch(made.data.upload.url, { method: "POST", body: form });
  const { id } = made.data.import;
  await staff.post(`/api/clients/import/${id}/check`, {});
  await idle(product);
  return id;
}

/** Pages looked at side by side, in windows: a tab behind another one draws once a second. */
const WINDOWS = 3;

interface Look {
  viewport: { width: number; height: number };
  scheme: "light" | "dark";
}
const WIDE_LIGHT: Look = { viewport: WIDE, scheme: "light" };
const NARROW_DARK: Look = { viewport: NARROW, scheme: "dark" };

async function lookAs(page: Page, { viewport, scheme }: Look): Promise<void> {
  await page.setViewportSize(viewport);
  await page.emulateMedia({ colorScheme: scheme });
}

interface Measured {
  violations: { id: string; impact: string | null; nodes: { target: string[] }[] }[];
  overflow: number;
  headings: number;
  title: string;
}

/** Runs in the page. Text, because this side of the tests knows no DOM. */
const MEASURE = `axe.run(document, { resultTypes: ["violations"] }).then(({ violations }) => ({
  violations: violations.map(({ id, impact, nodes }) => ({ id, impact, nodes: nodes.map(({ target }) => ({ target })) })),
  overflow: document.documentElement.scrollWidth - document.documentElement.clientWidth,
  headings: document.querySelectorAll("h1").length,
  title: document.title,
}))`;

/** Runs in the page. A colour on its way from light to dark is nobody's fault. */
const STILL = `{
  const sheet = new CSSStyleSheet();
  sheet.replaceSync("*, ::before, ::after { transition: none !important; animation: none !important; }");
  document.adoptedStyleSheets.push(sheet);
}`;

/** Opens a page and waits until it is drawn and asks for nothing more. */
async function open(page: Page, path: string): Promise<void> {
  await page.goto(path);
  // On a busy machine the network is still while the page is yet to be drawn. One that never gets a heading is found below.
  await page
    .locator("h1")
    .first()
    .waitFor({ timeout: 10_000 })
    .catch(() => undefined);
  await page.waitForLoadState("networkidle");
  await page.evaluate(STILL);
  await page.evaluate(axe.source);
}

/** What is wrong with the page in this look: accessibility, sideways scrolling, a missing title or heading, the other theme. */
async function faultsOf(page: Page, { scheme }: Look): Promise<string[]> {
  // The page hears of the system's theme a moment after it changed.
  await page.locator(`html[data-theme=${scheme}]`).waitFor({ state: "attached" });
  const { violations, overflow, headings, title } = await page.evaluate<Measured>(MEASURE);
  return [
    ...violations
      .filter(({ impact }) => impact === "serious" || impact === "critical")
      .map(
        ({ id, nodes }) =>
          `${id}: ${nodes
            .map((node) => node.target.join(" "))
            .slice(0, 3)
            .join(", ")}`,
      ),
    ...(overflow > 0 ? [`scrolls sideways by ${overflow}px`] : []),
    ...(headings === 1 ? [] : [`${headings} h1`]),
    ...(title ? [] : ["no title"]),
  ];
}

it.each([
  ["anybody", ANYONE],
  ["staff", STAFF],
  ["a client", PORTAL],
] as const)(
  "every page is accessible, fits and works for %s: at 1280 px in light, and at 360 px in dark",
  async (who, pages) => {
    const ids = { ":import": importId, ":invoice": invoiceId, ":proposal": proposalId, ":id": clientId };
    const wrong: Record<string, string[]> = {};
    const note = (path: string, { viewport, scheme }: Look, found: string[]) => {
      if (found.length > 0) wrong[`${path} at ${viewport.width} px in ${scheme}`] = found;
    };
    const left = pages.entries();
    const readAll = async () => {
      const { page, faults, context } = await visitor(browser, product.url);
      if (who === "staff") await signIn(page, "/sign-in", product.info.demo.staff);
      if (who === "a client") await signIn(page, "/client-portal/sign-in", product.info.demo.portal);
      for (const [index, path] of left) {
        // Every other page is opened as the narrow one, and turned into the wide.
        const [first, second] = index % 2 === 0 ? [WIDE_LIGHT, NARROW_DARK] : [NARROW_DARK, WIDE_LIGHT];
        await lookAs(page, first);
        await open(
          page,
          Object.entries(ids).reduce((url, [name, id]) => url.replace(name, id), path),
        );
        note(path, first, await faultsOf(page, first));
        await lookAs(page, second);
        note(path, second, await faultsOf(page, second));
      }
      await context.close();
      return faults;
    };
    // Most of a page's time is waiting for the network to be still.
    const faults = await Promise.all(Array.from({ length: WINDOWS }, readAll));
    expect(wrong).toEqual({});
    expect(faults.flat()).toEqual([]);
  },
);

it.each([
  ["staff", "/sign-in", "/client-hub"],
  ["a client", "/client-portal/sign-in", "/client-portal"],
] as const)("loads at most 145 KB of JavaScript, gzipped, before the first page of %s", async (who, door, home) => {
  const known = await visitor(browser, product.url);
  await signIn(known.page, door, who === "staff" ? product.info.demo.staff : product.info.demo.portal);
  const { page, context } = await visitor(browser, product.url);
  await context.addCookies(await known.context.cookies());
  const loaded: Promise<number>[] = [];
  page.on("response", (response) => {
    if (response.url().endsWith(".js")) loaded.push(response.body().then((script) => gzipSync(script).length));
  });
  await page.goto(home);
  await page.locator("h1").first().waitFor();
  const sizes = await Promise.all(loaded);
  expect(sizes.length).toBeGreaterThan(2);
  expect(sizes.reduce((sum, size) => sum + size, 0) / 1024).toBeLessThan(145);
  await Promise.all([context.close(), known.context.close()]);
});

it("asks the API as often for a page whether it lists one client or many", async () => {
  const { page, context } = await visitor(browser, product.url);
  await signIn(page, "/sign-in", product.info.demo.staff);
  await page.goto("/client-hub/clients");
  await page.waitForLoadState("networkidle");
  const calls = async () => {
    const asked: string[] = [];
    page.on("request", (request) => {
      const { pathname } = new URL(request.url());
      if (pathname.startsWith("/api/")) asked.push(pathname);
    });
    await page.goto("/client-hub/clients");
    await page.waitForLoadState("networkidle");
    page.removeAllListeners("request");
    return asked.toSorted();
  };
  const few = await calls();
  const staff = new Caller(product.url);
  await staff.signIn(product.info.demo.staff.email, product.info.demo.staff.password);
  for (let n = 0; n < 40; n += 1)
    await staff.post("/api/clients", { type: "sole_trader", name: `Many ${n}`, contact: { name: `Person ${n}` } });
  expect(await calls()).toEqual(few);
  await context.close();
});

it("imports clients from a file in the browser: dropped, checked row by row, confirmed, counted, and found in the list", async () => {
  const { page, context, faults } = await visitor(browser, product.url);
  await signIn(page, "/sign-in", product.info.demo.staff);
  await page.goto("/client-hub/clients");
  await page.getByRole("link", { name: "Import", exact: true }).click();
  const names = Array.from({ length: 150 }, (_, n) => `Juniper ${String(n + 1).padStart(3, "0")},5 Hill,LS1 1AA`);
  const file = ["Client name,Street,Post code,Colour", ...names, ",no name,LS1 1AA,"].join("\n");
  await page
    .locator("input[type=file]")
    .setInputFiles({ name: "juniper.csv", mimeType: "text/csv", buffer: Buffer.from(file) });
  await page.getByRole("heading", { name: "Match the columns" }).waitFor();
  await page.getByRole("button", { name: "Check the file" }).click();
  await page.getByText("150 clients can be imported.").waitFor();
  await page.getByRole("button", { name: /^Errors 1$/ }).click();
  await page.getByText("Client name must not be empty.").filter({ visible: true }).first().waitFor();
  await page.getByRole("button", { name: "Import 150 clients" }).click();
  await page.getByText("150 clients imported").waitFor();
  await page.getByRole("link", { name: "Show clients" }).click();
  await page.getByLabel("Search clients").fill("juniper 150");
  await page.getByRole("link", { name: "Juniper 150" }).waitFor();
  expect(faults).toEqual([]);
  await context.close();
});
