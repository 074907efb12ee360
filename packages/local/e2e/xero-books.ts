/** Xero as a person of the firm meets it: its own page of consent, and what is in its books. */
import type { Page } from "playwright-core";
import type { Product } from "./product.ts";

/** Xero's own page: the organisations, or no. */
export async function consent(page: Page, ...organisations: string[]): Promise<void> {
  await page.waitForURL("**/identity/connect/authorize**");
  for (const name of organisations) await page.getByRole("checkbox", { name }).check();
  await page.getByRole("button", { name: organisations.length > 0 ? "Allow access" : "Cancel" }).click();
}

/** The Xero sandbox's own routes. */
export async function xero<T>({ info }: Product, path: string, body?: object): Promise<T> {
  const answer = await fetch(
    info.sandbox.xero + path,
    body ? { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) } : {},
  );
  return (await answer.json()) as T;
}

export interface Books {
  id: string;
  name: string;
  contacts: { Name: string; ContactStatus: string }[];
  invoices: unknown[];
  payments: unknown[];
}

/** All there is in the books of an organisation. */
export async function inBooks(product: Product, name: string): Promise<Books> {
  const { organisations } = await xero<{ organisations: (Books & { organisation: { Name: string } })[] }>(
    product,
    "/__state",
  );
  const found = organisations.find(({ organisation }) => organisation.Name === name);
  if (!found) throw new Error("no such books");
  return found;
}
