/** From the invitation to the contact in Xero's books: the client at a phone's width, the firm at its desk. */
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { answerHere, next, type Onboarding, sendPassport, verifyThere } from "./portal.ts";
import { Practice } from "./practice.ts";
import { idle } from "./product.ts";
import { consent, inBooks } from "./xero-books.ts";

/** In Xero: another than other files use. */
const ORGANISATION = "Cedar Starter";
/** In the register: its director and owner is who holds the first specimen. */
const COMPANY = { name: undefined, type: "limited_company", companyNumber: "14790911" };
const NAME = "THISTLE LANTERNS LTD";

let practice: Practice;
beforeAll(async () => {
  practice = await Practice.open("Rowan and Rue", "Rue Rowan");
});
afterAll(() => practice?.close());

it("a company's director is invited, sends a passport, checks what was filled in, answers and verifies on a telephone; staff approve what agrees everywhere; the client hears it, is active, and its contact is in Xero's books", async () => {
  const desk = await practice.atDesk();
  await connectXero(desk.page);
  const person = await practice.takenOn(1, desk.page, COMPANY);
  const { passport, phone } = person;
  const { page } = phone;
  const { givenNames, bornOn } = passport.paper.person;
  await sendPassport(page, passport);

  await page.goto("/client-portal/onboarding/q/contact_first_name");
  await page.getByText("From your document: check that it is right").waitFor();
  expect(await page.getByRole("textbox").inputValue()).toBe(givenNames);
  await page.getByRole("img", { name: "First names on page 1 of your passport" }).waitFor();
  await next(page, "What is your last name?");
  await next(page, "What is your date of birth?");
  expect(await page.getByLabel("Year").inputValue()).toBe(bornOn.slice(0, 4));
  // Nothing is lost when the session ends in the middle: the words wait in the tab.
  await page.getByLabel("Year").fill("1890");
  await page.context().clearCookies();
  await page.getByRole("button", { name: "Continue", exact: true }).click();
  await page.getByRole("link", { name: "Sign in again" }).click();
  await page.getByLabel("Email address").fill(person.credentials.email);
  await page.getByLabel("Password", { exact: true }).fill(person.credentials.password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await page.getByRole("heading", { level: 1, name: "What is your date of birth?" }).waitFor();
  expect(await page.getByLabel("Year").inputValue()).toBe("1890");
  await page.getByRole("button", { name: "Continue", exact: true }).click();
  await page.getByRole("link", { name: /Date of birth must/ }).waitFor();
  expect(await page.title()).toMatch(/^Error: /);
  await page.getByLabel("Year").fill(bornOn.slice(0, 4));
  await next(page, "What is your nationality?");
  await page.goBack();
  await page.getByRole("heading", { level: 1, name: "What is your date of birth?" }).waitFor();

  await page.goto("/client-portal/onboarding");
  const { data } = await person.caller.get<Onboarding>("/api/portal/onboarding");
  await answerHere(
    page,
    data.sections.flatMap(({ questions }) => questions),
    {
      reg41_read: "yes",
      contact_address: { line1: "35 Mill Lane", city: "Port Merrow", postcode: "QQ6 6KJ" },
      beneficial_owners: { dateOfBirth: bornOn },
      nature_of_business: "We make lanterns and mend them",
      annual_turnover: "50k-250k",
      politically_exposed_person: "no",
      high_risk_jurisdictions: "no",
      // R3: with that a person decides, however clean the check is.
      cash_intensive_business: "yes",
    },
  );
  expect(await page.getByText("From your document").count()).toBeGreaterThan(2);
  expect(await page.getByText("From Companies House").count()).toBeGreaterThan(4);
  await page.getByRole("button", { name: "Confirm and send" }).click();
  await page.getByRole("link", { name: "Verify your identity" }).waitFor();
  // As on another device, which knows of no company that was chosen: the way back says whose check it was.
  await page.evaluate(() => sessionStorage.clear());
  await verifyThere(page, "pass", passport);
  await page.getByRole("heading", { level: 1, name: "Your check is done" }).waitFor();
  expect(await page.evaluate(() => JSON.stringify(sessionStorage))).toContain(person.clientId);
  await idle(practice.product);
  expect(await practice.statusOf(person)).toBe("onboarding");

  await practice.openCase(desk.page, person);
  const matrix = desk.page.getByRole("region", { name: "What the sources say" }).last();
  await matrix.getByText("Agrees").first().waitFor();
  expect(await matrix.getByRole("row").count()).toBeGreaterThan(10);
  expect(await matrix.getByText("Differs").count()).toBe(0);
  expect((await inBooks(practice.product, ORGANISATION)).contacts).toEqual([]);
  await practice.decide(desk.page, "Approve", "All sources agree, and the cash is a market stall's", "Approve");
  expect(await practice.statusOf(person)).toBe("active");
  expect((await practice.subjectsTo(person)).filter((one) => one.startsWith("Verification approved"))).toEqual([
    `Verification approved: ${NAME}`,
  ]);
  await idle(practice.product);
  expect((await inBooks(practice.product, ORGANISATION)).contacts).toMatchObject([
    { Name: NAME, ContactStatus: "ACTIVE" },
  ]);
  await desk.page.goto(`/client-hub/clients/${person.clientId}`);
  await desk.page.getByRole("region", { name: "Xero", exact: true }).getByText("In Xero", { exact: true }).waitFor();
  await page.reload();
  await page.getByRole("heading", { level: 1, name: "You have passed" }).waitFor();
  expect([...phone.faults, ...desk.faults]).toEqual([]);
});

/** Connected, mapped, nobody to match, and whatever changes goes by itself. */
async function connectXero(page: Page): Promise<void> {
  await page.goto("/client-hub/settings/integrations/xero");
  await page.getByRole("link", { name: "Connect to Xero" }).click();
  await consent(page, ORGANISATION);
  await page.getByText("Xero is connected").waitFor();
  await page.getByRole("link", { name: "Go on to Xero" }).click();
  await page.getByRole("link", { name: "Choose accounts and tax rates" }).click();
  await page.getByLabel("Sales account").selectOption({ label: "200 Sales" });
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await page.getByRole("link", { name: "Match clients with contacts" }).click();
  await page.getByRole("button", { name: "Finish matching…" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Finish matching" }).click();
  await page.getByText("The matching is finished:").waitFor();
  await page.goto("/client-hub/settings/integrations/xero");
  await page.getByLabel("Send changes to Xero automatically").click();
  await page.getByText("Changes go to Xero by themselves").waitFor();
}
