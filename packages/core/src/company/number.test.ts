import fc from "fast-check";
import { expect, it } from "vitest";
import { CompanyNumber, COMPANY_NUMBER, normaliseCompanyNumber } from "./schema.ts";

it.each([
  ["00445790", "00445790"],
  ["445790", "00445790"],
  ["  445790 ", "00445790"],
  ["6", "00000006"],
  ["00000006", "00000006"],
  ["0044 5790", "00445790"],
  ["0044-5790", "00445790"],
  ["0044\u20115790", "00445790"],
  ["12345678", "12345678"],
  ["sc123456", "SC123456"],
  ["SC 123 456", "SC123456"],
  ["SC1234", "SC001234"],
  ["sc-1", "SC000001"],
  ["OC123456", "OC123456"],
  ["oc301234", "OC301234"],
  ["NI12345", "NI012345"],
  ["ni612345", "NI612345"],
  ["R0000123", "R0000123"],
  ["r0000123", "R0000123"],
  ["SO301122", "SO301122"],
  ["LP3456", "LP003456"],
  ["SL12345", "SL012345"],
  ["NC000123", "NC000123"],
  ["NL000045", "NL000045"],
  ["IP12345R", "IP12345R"],
  ["ip12345r", "IP12345R"],
  ["SP0001RS", "SP0001RS"],
  ["NP000ABC", "NP000ABC"],
  ["NO000012", "NO000012"],
  ["RS007654", "RS007654"],
  ["RS7654", "RS007654"],
  ["FC034567", "FC034567"],
  ["OE004321", "OE004321"],
  ["CE012345", "CE012345"],
  ["CS001234", "CS001234"],
  ["AC000001", "AC000001"],
  ["BR012345", "BR012345"],
  ["GE000123", "GE000123"],
  ["IC000123", "IC000123"],
  ["RC000123", "RC000123"],
  ["SE000027", "SE000027"],
  ["SI000001", "SI000001"],
  ["ZC000123", "ZC000123"],
  ["UC000001", "UC000001"],
  ["PC000001", "PC000001"],
  ["NZ000001", "NZ000001"],
])("reads %j as %s", (typed, number) => expect(normaliseCompanyNumber(typed)).toBe(number));

it.each([
  [""],
  ["   "],
  ["-"],
  ["123456789"],
  ["000445790"],
  ["XX123456"],
  ["S1234567"],
  ["SC12345A"],
  ["SC1234567"],
  ["ABCDEFGH"],
  ["TESCO"],
  ["1234567A"],
  ["R1000123"],
  ["../company"],
  ["00445790/officers"],
  ["00445790?x=1"],
  ["%30%30"],
  ["００４４５７９０"],
  ["1e5"],
  ["1.5"],
  [`${" ".repeat(100)}445790`],
])("refuses %j", (typed) => expect(normaliseCompanyNumber(typed)).toBeNull());

it("gives the same again for what it gave, and only what fits a path", () => {
  const typed = fc.oneof(fc.string(), fc.stringMatching(/^ ?[A-Za-z]{0,2}[-0-9 ]{0,10}$/));
  fc.assert(
    fc.property(typed, (text) => {
      const number = normaliseCompanyNumber(text);
      if (number === null) return;
      expect(number).toMatch(COMPANY_NUMBER);
      expect(number).toMatch(/^[A-Z0-9]{8}$/);
      expect(normaliseCompanyNumber(number)).toBe(number);
    }),
    { numRuns: 2000 },
  );
});

it("is a schema that answers the normalised number or says what is wrong", () => {
  expect(CompanyNumber.parse(" sc123456")).toBe("SC123456");
  expect(CompanyNumber.safeParse("TESCO").error?.issues[0]?.message).toMatch(/company number/);
});
