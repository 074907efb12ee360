/** From the invitation to the decision: the client at a phone's width, the firm at its desk. Each client is its own. */
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { NARROW, openBrowser, signIn, visitor, WIDE } from "../../web/e2e/browser.ts";
import { specimen } from "../src/specimen/index.ts";
import { Caller, idle, inbox, joinPortal, newFirm, type NewFirm, type Product, sharedProduct } from "./product.ts";

interface Question {
  key: string;
  kind: string;
  required: boolean;
  options?: { value: string }[];
  answer: { version: number } | null;
  suggestion: { value: unknown; isFilled: boolean; source: string } | null;
}
interface Onboarding {
  stage: string;
  sections: { questions: Question[] }[];
}
interface Review {
  status: string;
  version: number;
  clientStatus: string;
}

let product: Product;
let browser: Browser;
let firm: NewFirm;
beforeAll(async () => {
  [product, browser] = await Promise.all([sharedProduct(), openBrowser()]);
  firm = await newFirm(product, "Hornbeam and Holly", "Holly Hornbeam");
  const { data } = await firm.caller.get<{ version: number }>("/api/settings/document-reading");
  const turned = { enabled: true, version: data.version };
  const { status } = await firm.caller.request("PATCH", "/api/settings/document-reading", turned);
  if (status !== 200) throw new Error(`the firm's switch answered ${status}`);
});
afterAll(() => browser?.close());

interface Person {
  clientId: string;
  name: string;
  credentials: { email: string; password: string };
  caller: Caller;
}

/** A sole trader is added, invited, and accepts. */
async function invited(name: string): Promise<Person> {
  const email = `${name.toLowerCase().replaceAll(" ", ".")}.${Date.now()}@trader.example`;
  const contact = { name, email };
  const made = await firm.caller.post<{ id: string }>("/api/clients", {
    type: "sole_trader",
    name: `${name} Trading`,
    contact,
  });
  const credentials = await joinPortal(product, firm.caller, made.data.id, contact);
  const caller = new Caller(product.url);
  await caller.signIn(credentials.email, credentials.password);
  return { clientId: made.data.id, name, credentials, caller };
}

const ANSWERS: Record<string, unknown> = {
  politically_exposed_person: "no",
  high_risk_jurisdictions: "no",
  cash_intensive_business: "no",
  date_of_birth: "1990-01-01",
};

/** Answers by the API whatever is open: what the pages do is walked once, in the browser. */
async function answer({ caller }: Person): Promise<void> {
  const { data } = await caller.get<Onboarding>("/api/portal/onboarding");
  for (const { key, kind, options, required, answer: given } of data.sections.flatMap(({ questions }) => questions)) {
    if (given || !required) continue;
    const address = { line1: "1 Elm Row", city: "Leeds", postcode: "LS1 4AP", country: "United Kingdom" };
    const plain = kind === "address" ? address : kind === "confirm" ? "yes" : (options?.[0]?.value ?? "Smith");
    const body = { key, value: ANSWERS[key] ?? plain, version: 0 };
    const { status } = await caller.request("PATCH", "/api/portal/onboarding", body);
    expect([key, status]).toEqual([key, 200]);
  }
}

const submit = async ({ caller }: Person) =>
  expect((await caller.post<Onboarding>("/api/portal/onboarding/submit")).data.stage).toBe("verify");

/** Begins the check and lets the provider answer with `play`. */
async function checked({ caller, clientId }: Person, play: string): Promise<string> {
  const { data } = await caller.post<{ url: string | null }>("/api/portal/verification", {
    clientId,
    faceConsent: true,
  });
  const check = data.url?.split("/").at(-1) ?? "";
  await scenario({ lem: "finish", check, play, atOnce: true });
  await idle(product);
  return check;
}

async function scenario(body: object): Promise<void> {
  const headers = { "content-type": "application/json" };
  const answered = await fetch(`${product.info.sandbox.lemverify}/__scenario`, {
    method: "POST",
    headers,
    body: JSON.stringify(body),
  });
  expect([await answered.text(), answered.ok]).toEqual([expect.anything(), true]);
}

const review = async ({ clientId }: Person) => (await firm.caller.get<Review>(`/api/kyc/${clientId}`)).data;
const statusOf = async ({ clientId }: Person) =>
  (await firm.caller.get<{ status: string }>(`/api/clients/${clientId}`)).data.status;
const subjectsTo = async ({ credentials }: Person) =>
  (await inbox(product, credentials.email)).map(({ subject }) => subject);

/** Another person of the firm who may override: how they sign in. */
async function colleague(): Promise<{ email: string; password: string }> {
  const email = `ivy.${Date.now()}@hornbeam.example`;
  await firm.caller.post("/api/auth/organization/invite-member", { email, role: "admin" });
  await idle(product);
  const link = (await inbox(product, email))
    .flatMap(({ links }) => links)
    .find((one) => one.includes("accept-invitation"));
  const caller = new Caller(product.url);
  const password = "correct horse battery";
  await caller.post(`/api/auth/staff-invitations/${link?.split("/").at(-1) ?? ""}`, { name: "Ivy Holly", password });
  return { email, password };
}

/** Staff at their desk, signed in, with the case open from the queue. */
async function atCase(who: { email: string; password: string }, person: Person) {
  const staff = await visitor(browser, product.url, WIDE);
  await signIn(staff.page, "/sign-in", who);
  await staff.page.goto("/client-hub/compliance");
  await staff.page.getByRole("link", { name: `${person.name} Trading` }).click();
  await staff.page.getByRole("heading", { level: 1, name: `${person.name} Trading` }).waitFor();
  return staff;
}

/** Presses the button of a decision, gives the reason and confirms. */
async function decideThere(
  page: Page,
  button: string,
  reason: string,
  action: string,
  toggled: readonly string[] = [],
): Promise<void> {
  await page.getByRole("button", { name: button, exact: true }).click();
  const dialog = page.getByRole("dialog");
  for (const label of toggled) await dialog.getByLabel(label).click();
  await dialog.getByRole("textbox").fill(reason);
  await dialog.getByRole("button", { name: action, exact: true }).click();
  await dialog.waitFor({ state: "detached" });
  await idle(product);
}

async function next(page: Page, heading: RegExp | string): Promise<void> {
  await page.getByRole("button", { name: "Continue", exact: true }).click();
  await page.getByRole("heading", { level: 1, name: heading }).waitFor();
}

it("a client is invited, sends a passport, checks what was filled in, answers, verifies, and is active without anybody's hand", async () => {
  const person = await invited("John Smith");
  const { page, faults } = await visitor(browser, product.url, NARROW);
  await signIn(page, "/client-portal/sign-in", person.credentials);
  await page.getByRole("link", { name: /Answer a few questions/ }).click();
  await page.getByRole("link", { name: "Send your passport or driving licence" }).click();
  await page.getByLabel("Yes, fill in what it can").check();
  const passport = await specimen({ seed: 1, kind: "passport" });
  await page
    .getByLabel("Files to upload")
    .setInputFiles({ name: passport.name, mimeType: passport.contentType, buffer: Buffer.from(passport.body) });
  await page.getByRole("heading", { name: /Filled in from your passport/ }).waitFor();

  await page.goto("/client-portal/onboarding/q/contact_first_name");
  await page.getByText("From your document: check that it is right").waitFor();
  expect(await page.getByRole("textbox").inputValue()).not.toBe("");
  await next(page, "What is your last name?");
  await next(page, "What is your date of birth?");
  expect(await page.getByLabel("Year").inputValue()).toMatch(/^(19|20)\d\d$/);
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

  await answer(person);
  await page.goto("/client-portal/onboarding/check");
  await page.getByText("From your document").first().waitFor();
  await page.getByRole("button", { name: "Confirm and send" }).click();
  await page.getByRole("link", { name: "Verify your identity" }).click();
  await page.getByLabel(/I agree that LEM Verify/).check();
  await page.getByRole("button", { name: "Start the check" }).click();
  await page.getByRole("combobox", { name: "What happens" }).selectOption("pass");
  await page.getByRole("button", { name: "Finish" }).click();
  await page.waitForURL(/\/client-portal\/onboarding\/complete/);
  await idle(product);
  expect(await statusOf(person)).toBe("active");
  expect(await subjectsTo(person)).toContain("Verification approved: John Smith Trading");
  const sync = await firm.caller.get<{ xeroSyncStatus: string }>(`/api/clients/${person.clientId}`);
  expect(sync.data.xeroSyncStatus).toBe("pending");
  expect(faults).toEqual([]);

  const staff = await visitor(browser, product.url, WIDE);
  await signIn(staff.page, "/sign-in", firm.owner);
  await staff.page.goto(`/client-hub/clients/${person.clientId}/onboarding`);
  await staff.page.getByText("By itself: every check was clean").waitFor();
  await staff.page.getByText("From your document, confirmed by John Smith").first().waitFor();
  expect(staff.faults).toEqual([]);
});

it("referred, asked for more, answered again, approved by a person: each mail once, active at the end", async () => {
  const person = await invited("Ruth Refer");
  await answer(person);
  await submit(person);
  await checked(person, "refer");
  expect(await review(person)).toMatchObject({ status: "pending_approval" });
  expect(await statusOf(person)).toBe("onboarding");
  const owner = await atCase(firm.owner, person);
  const matrix = owner.page.getByRole("region", { name: "What the sources say" }).last();
  await matrix
    .getByText(/^(?:Agrees|Differs)$/)
    .first()
    .waitFor();
  expect(await matrix.getByRole("row").count()).toBeGreaterThan(10);
  await decideThere(owner.page, "Ask for more", "Please check your home address.", "Send", [
    "Upload an identity document",
    "Check and correct the answers",
  ]);
  const { data } = await person.caller.get<Onboarding>("/api/portal/onboarding");
  expect(data.stage).toBe("answer");
  expect((await person.caller.post<Onboarding>("/api/portal/onboarding/submit")).data.stage).toBe("review");
  const refused = await firm.caller.post<{ code: string }>(`/api/kyc/${person.clientId}/approve`, {
    version: (await review(person)).version,
    reason: "Seen in person, all in order",
  });
  // A referral stands against it: the reviewer has to mean it, and a second person to agree.
  expect([refused.status, refused.data.code]).toEqual([409, "onboarding.override-needed"]);
  await owner.page.reload();
  await decideThere(owner.page, "Approve all the same", "Seen in person, all in order", "Propose approval");
  await owner.page.getByText("Somebody else has to give the second approval").waitFor();
  expect(await statusOf(person)).toBe("onboarding");
  const alone = await firm.caller.post<{ code: string }>(`/api/kyc/${person.clientId}/second-approve`, {
    version: (await review(person)).version,
    reason: "I agree with myself",
  });
  expect([alone.status, alone.data.code]).toEqual([403, "onboarding.same-approver"]);
  const second = await visitor(browser, product.url, WIDE);
  await signIn(second.page, "/sign-in", await colleague());
  await second.page.goto(`/client-hub/compliance/${person.clientId}`);
  await decideThere(second.page, "Give second approval", "Seen and agreed", "Approve");
  expect([...owner.faults, ...second.faults]).toEqual([]);
  expect(await statusOf(person)).toBe("active");
  const subjects = await subjectsTo(person);
  expect(subjects.filter((subject) => subject.includes("needs a little more"))).toHaveLength(1);
  expect(subjects.filter((subject) => subject.startsWith("Verification approved"))).toHaveLength(1);
});

it("failed and rejected: the client hears that, never why, and is not active", async () => {
  const person = await invited("Fay Fail");
  await answer(person);
  await submit(person);
  await checked(person, "fail");
  const owner = await atCase(firm.owner, person);
  await decideThere(owner.page, "Reject", "The face is not the document's", "Reject");
  expect(await statusOf(person)).toBe("inactive");
  const mails = await inbox(product, person.credentials.email);
  expect(mails.filter(({ subject }) => subject.startsWith("About your verification"))).toHaveLength(1);
  expect(JSON.stringify(mails)).not.toContain("face is not");
  expect((await person.caller.get<Onboarding>("/api/portal/onboarding")).data.stage).toBe("not_approved");
});

it("an alert after the approval opens the case for staff, who get a mail; the client sees and hears nothing of it", async () => {
  const person = await invited("Alma Alert");
  await answer(person);
  await submit(person);
  const check = await checked(person, "pass");
  expect(await statusOf(person)).toBe("active");
  const before = await subjectsTo(person);
  await scenario({ lem: "alert", check, type: "pep" });
  await idle(product);
  expect(await review(person)).toMatchObject({ status: "pending_approval" });
  expect(await statusOf(person)).toBe("active");
  expect((await inbox(product, firm.owner.email)).map(({ subject }) => subject)).toContain(
    "A monitoring alert needs your decision: Alma Alert Trading",
  );
  expect(await subjectsTo(person)).toEqual(before);
  expect((await person.caller.get<Onboarding>("/api/portal/onboarding")).data.stage).toBe("approved");
});
