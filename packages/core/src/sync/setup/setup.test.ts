import { expect, test } from "vitest";
import { refusal } from "../../invoice/testing/fixture.ts";
import { MINUTE_MS, withClock } from "../../lib/clock.ts";
import { mapping, saveMapping } from "../../lane/staff.ts";
import { aConnectedFirm, type Firm, MAPPING, post } from "../testing/world.ts";

const scenario = (firm: Firm, xero: string, more: object = {}) =>
  post("/__scenario", { xero, organisation: firm.organisation, ...more });
const DOWN = [{ status: 503 }];

/** Twenty minutes on, what is kept of Xero's lists is no longer fresh. */
const later = <T>(fn: () => Promise<T>) => withClock(() => Date.now() + 20 * MINUTE_MS, fn);

test("the proposal is made of Xero's own lists, nothing is used before it is saved, and what is saved is complete", async () => {
  const firm = await aConnectedFirm({ raw: true });
  await firm.in(async () => {
    const before = await mapping();
    expect(before).toMatchObject({ state: "mapping", complete: false, mapping: { lines: {} }, unread: null });
    expect(before.suggested.lines).toMatchObject({
      standard: { accountCode: "200", taxType: "OUTPUT2" },
      reduced: { taxType: "RROUTPUT" },
      zero: { taxType: "ZERORATEDOUTPUT" },
    });
    expect(before.accounts.find(({ id }) => id === before.suggested.paymentAccountId)).toMatchObject({
      code: "090",
      forPayments: true,
    });
    // Half of it may be kept for later.
    const { paymentAccountId: _, ...half } = before.suggested;
    expect(await saveMapping(half)).toMatchObject({ complete: false, state: "mapping" });
    const after = await saveMapping({ ...before.suggested, invoiceStatus: "DRAFT" });
    expect(after).toMatchObject({
      complete: true,
      state: "matching",
      problems: [],
      mapping: { invoiceStatus: "DRAFT" },
    });
  });
});

test("an account archived and a tax rate removed since say so with what helps, where they are chosen, and are not saved again", async () => {
  const firm = await aConnectedFirm();
  await scenario(firm, "archive-account", { code: "210" });
  await scenario(firm, "remove-tax-rate", { taxType: "RROUTPUT" });
  await firm.in(async () => {
    const { problems, accounts, taxRates } = await mapping(true);
    expect(problems).toMatchObject([
      { part: "taxRate", vatRate: "reduced", words: expect.stringMatching(/was removed in Xero. Choose another/) },
      { part: "account", vatRate: "none", words: expect.stringMatching(/^Account 210 .*archived in Xero. Restore it/) },
    ]);
    expect(accounts.map(({ code }) => code)).not.toContain("210");
    expect(taxRates.map(({ taxType }) => taxType)).not.toContain("RROUTPUT");
    const refused = await refusal(saveMapping(MAPPING));
    expect(refused).toMatchObject({ code: "xero.mapping-invalid" });
    expect(refused.options.fields?.map(({ path }) => path)).toEqual([
      "lines.reduced.taxType",
      "lines.none.accountCode",
    ]);
  });
});

test("while Xero is down the choices and its lists of before are shown, with the reason; saving says so and changes nothing", async () => {
  const firm = await aConnectedFirm();
  await firm.in(async () => {
    const { readAt, accounts } = await mapping();
    await scenario(firm, "incident", { scenarios: DOWN });
    await later(async () => {
      const view = await mapping();
      expect(view).toMatchObject({ complete: true, readAt, unread: expect.stringContaining("Xero does not answer") });
      expect(view.accounts).toEqual(accounts);
      expect((await refusal(saveMapping({ ...view.mapping, invoiceStatus: "DRAFT" }))).kind).toBe("unavailable");
    });
    await scenario(firm, "incident", { scenarios: [] });
    expect((await mapping()).mapping.invoiceStatus).toBe("AUTHORISED");
  });
});
