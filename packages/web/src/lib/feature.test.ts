import { expect, it } from "vitest";
import { offersCompaniesHouse } from "./feature.ts";

it("offers the look-up unless it was switched off, under the new name or the old", () => {
  expect(offersCompaniesHouse({})).toBe(true);
  expect(offersCompaniesHouse({ VITE_FEATURE_COMPANIES_HOUSE: "true" })).toBe(true);
  expect(offersCompaniesHouse({ VITE_FEATURE_COMPANIES_HOUSE: "false" })).toBe(false);
  expect(offersCompaniesHouse({ NEXT_PUBLIC_FEATURE_COMPANIES_HOUSE: "false" })).toBe(false);
  expect(
    offersCompaniesHouse({ VITE_FEATURE_COMPANIES_HOUSE: "true", NEXT_PUBLIC_FEATURE_COMPANIES_HOUSE: "false" }),
  ).toBe(true);
});
