/**
 * A twin of the Companies House public data API, written from its documentation: company profile, officers, persons with
 * significant control and their statements, company search. The records are in `data/`.
 */
import { createHash } from "node:crypto";
import type { Context } from "hono";
import { escapeHtml, Incidents, type SandboxOptions, sandboxApp, serveSandbox } from "../kit.ts";
import { companyOf, written } from "./data/index.ts";
import { gate, SANDBOX_KEY } from "./gate.ts";
import { officersOf, pscsOf, type Query, statementsOf } from "./list.ts";
import { companyPage, homePage } from "./page.ts";
import { type CompanyRecord, profileOf } from "./record.ts";
import { searchOf } from "./search.ts";

export async function startCompaniesHouse(options: SandboxOptions) {
  const incidents = new Incidents();
  const app = sandboxApp(incidents);
  app.use(gate());

  const queryOf =
    (c: Context): Query =>
    (name) =>
      c.req.query(name);
  /** Answers for a company there is; otherwise as the register does for one there is not. */
  const forCompany = (answer: (c: Context, record: CompanyRecord) => Response) => (c: Context) => {
    const number = c.req.param("number") ?? "";
    // The register fails on what is no company number at all.
    if (!/^[A-Za-z0-9]{1,10}$/.test(number)) return c.text("Internal server error", 500);
    const record = companyOf(number);
    return record ? answer(c, record) : noSuchCompany(c, number);
  };
  /** A list that may be empty in two ways. */
  const listed = (
    of: (record: CompanyRecord, query: Query) => object,
    what: "officers" | "pscs" | "statements",
    code: string,
  ) =>
    forCompany((c, record) => {
      const empty = (record[what] ?? []).length === 0;
      if (empty && record.emptyLists !== "200") return c.json({ errors: [{ type: "ch:service", error: code }] }, 404);
      return c.json(of(record, queryOf(c)));
    });

  app.get(
    "/company/:number",
    forCompany((c, record) => c.json(profileOf(record, Date.now()))),
  );
  app.get(
    "/company/:number/registered-office-address",
    forCompany((c, record) => c.json({ ...record.office })),
  );
  app.get("/company/:number/officers", listed(officersOf, "officers", "company-officers-not-found"));
  app.get("/company/:number/persons-with-significant-control", listed(pscsOf, "pscs", "company-psc-not-found"));
  app.get(
    "/company/:number/persons-with-significant-control-statements",
    listed(statementsOf, "statements", "company-psc-statements-not-found"),
  );
  app.get("/search/companies", (c) => {
    const found = searchOf(queryOf(c));
    return found ? c.json(found) : c.body(null, 416);
  });

  app.get("/__state", (c) => c.json({ companies: written.length, requests: incidents.seen }));
  app.get("/", (c) => c.html(homePage(c.req.query("q") ?? "", incidents.seen.slice(-20))));
  app.get("/__company/:number", (c) => {
    const record = companyOf(c.req.param("number"));
    return record ? c.html(companyPage(record)) : c.html(`<p>No company ${escapeHtml(c.req.param("number"))}</p>`, 404);
  });
  app.notFound((c) => c.json({ error: "Not Found", type: "ch:service" }, 404));

  const sandbox = await serveSandbox(app, options);
  return {
    ...sandbox,
    name: "companiesHouse",
    env: { COMPANIES_HOUSE_BASE_URL: sandbox.url },
    secrets: { COMPANIES_HOUSE_API_KEY: SANDBOX_KEY },
    incidents,
  };
}

/** Three forms are seen: the old errors list, the newer message, and nothing at all. One company always has the same. */
function noSuchCompany(c: Context, number: string): Response {
  const hash = createHash("sha256").update(number).digest();
  switch ((hash[0] ?? 0) % 3) {
    case 0:
      return c.json({ errors: [{ error: "company-profile-not-found", type: "ch:service" }] }, 404);
    case 1: {
      const message = `Resource not found for company number: ${number}`;
      return c.json(
        { timestamp: new Date(Date.now()).toISOString(), message, request_id: hash.toString("hex", 0, 10) },
        404,
      );
    }
    default:
      return c.body(null, 404);
  }
}
