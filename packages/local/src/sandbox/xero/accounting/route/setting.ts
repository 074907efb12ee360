/** What an organisation is set up with: itself, accounts, tax rates, currencies, branding. */
import type { Hono } from "hono";
import { wireInstant } from "../../book/date.ts";
import { wireAccount, wireOrganisation, wireTaxRate } from "../../book/wire.ts";
import type { Env } from "../door.ts";
import { answered } from "../envelope.ts";
import { read } from "../read.ts";

export function settingRoutes(app: Hono<Env>): void {
  app.get("/Organisation", (c) =>
    answered(c, "Organisations", { records: [wireOrganisation(c.get("book").organisation)] }, c.get("book").now()),
  );
  app.get("/Accounts", (c) => {
    const records = c.get("book").accounts.all().map(wireAccount);
    return read(c, { plural: "Accounts", idField: "AccountID", records });
  });
  app.get("/TaxRates", (c) => {
    const rates = c
      .get("book")
      .taxRates.all()
      .filter((rate) => rate.Status !== "DELETED");
    return read(c, { plural: "TaxRates", idField: "TaxType", records: rates.map(wireTaxRate) });
  });
  app.get("/Currencies", (c) => {
    const records = c.get("book").organisation.Currencies.map((Code) => ({ Code, Description: Code }));
    return answered(c, "Currencies", { records }, c.get("book").now());
  });
  app.get("/BrandingThemes", (c) => {
    const { OrganisationID, CreatedAtMs } = c.get("book").organisation;
    const CreatedDateUTC = wireInstant(CreatedAtMs);
    const theme = { BrandingThemeID: OrganisationID, Name: "Standard", SortOrder: 0, CreatedDateUTC };
    return answered(c, "BrandingThemes", { records: [theme] }, c.get("book").now());
  });
}
