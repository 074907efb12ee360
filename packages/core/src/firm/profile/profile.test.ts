import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { Activity } from "../../activity/index.ts";
import { Invoice } from "../../invoice/index.ts";
import { aClient, refusal, typed } from "../../invoice/testing/fixture.ts";
import { withActor } from "../../lib/actor.ts";
import { Firm } from "../index.ts";
import { FirmUpdate } from "../schema.ts";
import { someFirm } from "../testing/firm.ts";
import { issuer } from "./issuer.ts";

const logo = readFileSync(path.join(import.meta.dirname, "../../pdf/testing/logo.png")).toString("base64");

test("a firm's details are kept in one form, with its name, and stand on its documents and new invoices", async () => {
  const firm = await someFirm();
  await withActor(firm, async () => {
    expect(await Firm.profile()).toMatchObject({ name: "Alder & Co", termsDays: 30, version: 0, hasLogo: false });
    const saved = await Firm.update({
      version: 0,
      name: "Alder & Partners",
      vatNumber: "gb 123 4567 89",
      companyNumber: "445790",
      sortCode: "200000",
      accountNumber: "1234 5678",
      bankAccountName: "Alder",
      iban: "GB82 WEST 1234 5698 7654 32",
      address: { addressLine1: "1 Alder Row", postcode: "LS1 1AA" },
      termsDays: 14,
      terms: "Two weeks",
    });
    expect(saved).toMatchObject({
      name: "Alder & Partners",
      vatNumber: "GB123456789",
      companyNumber: "00445790",
      sortCode: "20-00-00",
      accountNumber: "12345678",
      iban: "GB82 WEST 1234 5698 7654 32",
      version: 1,
    });
    expect(await Firm.profile()).toEqual(saved);
    const withLogo = await Firm.setLogo({ version: 1, base64: logo });
    expect(withLogo).toMatchObject({ hasLogo: true, version: 2 });
    expect(await Firm.logo()).toEqual({ dataUrl: `data:image/png;base64,${logo}` });
    expect(await issuer()).toMatchObject({
      issuer: { name: "Alder & Partners", address: ["1 Alder Row", "LS1 1AA"], logo: { format: "png" } },
      payTo: [
        ["Account name", "Alder"],
        ["Sort code", "20-00-00"],
        ["Account number", "12345678"],
        ["IBAN", "GB82 WEST 1234 5698 7654 32"],
      ],
      version: 2,
    });
    const { id } = await aClient();
    const { dueOn: _, ...bill } = typed(id);
    expect(await Invoice.create(bill)).toMatchObject({ dueOn: "2026-11-15", terms: "Two weeks" });
    expect(await Invoice.create({ ...bill, terms: null })).toMatchObject({ terms: null });
    expect(await Firm.removeLogo({ version: 2 })).toMatchObject({ hasLogo: false, vatNumber: "GB123456789" });
    expect(await Firm.update({ version: 3, vatNumber: null })).toMatchObject({ vatNumber: null, sortCode: "20-00-00" });
    const trail = JSON.stringify((await Activity.list({ limit: 20 })).items);
    expect(trail).toContain("Alder & Partners");
    expect(trail).not.toMatch(/20-00-00|"12345678|WEST/);
  });
});

test("two who save at once: one wins, the other gets the newer details", async () => {
  const firm = await someFirm();
  await withActor(firm, async () => {
    const tries = await Promise.allSettled(
      ["A", "B", "C"].map((name) => Firm.update({ version: 0, name, phone: "0113 496 0000" })),
    );
    expect(tries.filter((one) => one.status === "fulfilled")).toHaveLength(1);
    const current = await Firm.profile();
    for (const one of tries)
      if (one.status === "rejected")
        expect(one.reason).toMatchObject({ code: "firm.version-conflict", options: { extra: { current } } });
  });
});

test.each([
  ["a sort code of 5 digits", { sortCode: "20-00-0" }, /sort code/],
  ["an account number with letters", { accountNumber: "12345abc" }, /account number/],
  ["an IBAN with one digit wrong", { iban: "GB82 WEST 1234 5698 7654 33" }, /IBAN/],
  ["a company number that is none", { companyNumber: "X1" }, /company number/],
  ["a VAT number that is none", { vatNumber: "GB12" }, /VAT number/],
  ["terms of years", { termsDays: 366 }, /365/],
  ["an empty name", { name: " " }, /empty/],
])("%s is refused in words", (_, over, words) => {
  expect(FirmUpdate.safeParse({ version: 0, ...over }).error?.message ?? "accepted").toMatch(words);
});

test.each([
  ["a PDF", "%PDF-1.7 and more"],
  ["nothing much", "x"],
  ["a picture that unpacks to gigabytes", Buffer.from(logo, "base64").fill(0x7f, 16, 20)],
  ["SVG, which can hold a script", '<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"/>'],
])("%s is no logo", async (_, bytes) => {
  const firm = await someFirm();
  const base64 = Buffer.from(bytes).toString("base64");
  expect(await refusal(withActor(firm, () => Firm.setLogo({ version: 0, base64 })))).toMatchObject({
    code: "firm.logo-invalid",
  });
});
