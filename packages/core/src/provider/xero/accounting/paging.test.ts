import { expect, it } from "vitest";
import { askSandbox } from "../../../connection/testing/granted.ts";
import { Xero, type XeroPage } from "../index.ts";
import type { XeroAccess } from "./client.ts";

const COUNT = 1001;

it(`reads all of ${COUNT} contacts, each once, by pages of ${Xero.PAGE_SIZE}, and of those changed since then none`, async () => {
  const limits = { minute: 10_000, day: 100_000, concurrent: 50 };
  const { organisationId } = await askSandbox<{ organisationId: string }>("/__organisation", { limits });
  const { access_token: accessToken } = await askSandbox<{ access_token: string }>("/__grant", {
    organisations: [organisationId],
  });
  const baseUrl = `${process.env.XERO_API_URL}/api.xro/2.0`;
  const access: XeroAccess = { accessToken, xeroTenantId: organisationId, baseUrl, observe: () => undefined };
  for (let from = 0; from < COUNT; from += Xero.MAX_BATCH) {
    const names = Array.from({ length: Math.min(Xero.MAX_BATCH, COUNT - from) }, (_, n) => `Contact ${from + n}`);
    await Xero.createContacts(
      access,
      names.map((name) => ({ name })),
      `many-${from}`,
    );
  }
  const found: string[] = [];
  let pages = 0;
  for (let page: XeroPage<{ name: string }> = { items: [], more: true }; page.more;) {
    page = await Xero.contactsModified(access, { since: null, page: (pages += 1) });
    found.push(...page.items.map(({ name }) => name));
  }
  expect(pages).toBe(11);
  expect(found).toHaveLength(COUNT);
  expect(new Set(found).size).toBe(COUNT);
  const since = new Date(Date.now() + 1000);
  expect(await Xero.contactsModified(access, { since, page: 1 })).toEqual({ items: [], more: false });
});
