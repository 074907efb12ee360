/** Chromium for the end-to-end tests, and what every page of ours must never do. */
import { chromium, type Browser, type BrowserContext, type Page } from "playwright-core";

/** Headless and offline: its background traffic would only be refused. */
const ARGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

export const WIDE = { width: 1280, height: 900 };
export const NARROW = { width: 360, height: 740 };

export const openBrowser = (): Promise<Browser> =>
  chromium.launch({ executablePath: process.env.CHROMIUM_PATH ?? "/usr/bin/chromium", args: ARGS });

export interface Visitor {
  context: BrowserContext;
  page: Page;
  /** Uncaught errors, refused content and failed loads of its pages, for a test to find empty. */
  faults: string[];
}

/** A person with a browser of their own. */
export async function visitor(
  browser: Browser,
  baseURL: string,
  viewport = WIDE,
  colorScheme: "light" | "dark" = "light",
): Promise<Visitor> {
  const context = await browser.newContext({
    baseURL,
    viewport,
    colorScheme,
    locale: "en-GB",
    timezoneId: "Europe/London",
  });
  context.setDefaultTimeout(20_000);
  const faults: string[] = [];
  context.on("page", (page) => watch(page, faults));
  return { context, page: await context.newPage(), faults };
}

function watch(page: Page, faults: string[]): void {
  page.on("pageerror", (error) => faults.push(`uncaught: ${error.message}`));
  page.on("console", (message) => {
    if (message.type() === "error" && /Content Security Policy|Uncaught|Minified React/.test(message.text()))
      faults.push(message.text());
  });
  page.on("response", (response) => {
    if (response.status() >= 500) faults.push(`${response.status()} ${new URL(response.url()).pathname}`);
  });
}

/** Signs in at the page of staff or of clients. */
export async function signIn(
  page: Page,
  at: string,
  { email, password }: { email: string; password: string },
): Promise<void> {
  await page.goto(at);
  await page.getByLabel("Email address").fill(email);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await page.waitForURL((url) => !url.pathname.endsWith("/sign-in"));
}
