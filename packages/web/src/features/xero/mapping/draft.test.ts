import { expect, it } from "vitest";
import { draftOf, isSame, isSplit, mappingOf, missingIn, oneAccount, withAccount, withLine } from "./draft.ts";

const SUGGESTED = {
  lines: { standard: { accountCode: "200", taxType: "OUTPUT2" }, reduced: { accountCode: "200" } },
  paymentAccountId: "bank",
  invoiceStatus: "AUTHORISED",
} as const;

it("shows what is stored, and a suggestion only where nothing is", () => {
  const stored = { lines: { standard: { accountCode: "260" } }, invoiceStatus: "DRAFT" } as const;
  const draft = draftOf({ mapping: stored, suggested: SUGGESTED });
  expect(draft).toMatchObject({ paymentAccountId: "bank", invoiceStatus: "DRAFT" });
  expect(draft.lines.standard).toEqual({ accountCode: "260", taxType: "OUTPUT2" });
  expect(isSplit(draft)).toBe(true);
  expect(isSame(mappingOf(draft), stored)).toBe(false);
});

it("leaves out what is not chosen, and says all of it in words", () => {
  const draft = draftOf({ mapping: SUGGESTED, suggested: SUGGESTED });
  expect(mappingOf(draft).lines.exempt).toEqual({});
  expect(isSame(mappingOf(draft), SUGGESTED)).toBe(true);
  expect(missingIn(withLine(withAccount(draft, "200"), "zero", { taxType: "ZERO" }))).toEqual([
    "a tax rate for 5% reduced",
    "a tax rate for Exempt",
    "a tax rate for No VAT",
  ]);
  expect(oneAccount(withAccount(draft, "200"))).toBe("200");
  expect(missingIn({ ...withAccount(draft, ""), paymentAccountId: "" }).slice(-1)).toEqual([
    "the account that payments go to",
  ]);
});
