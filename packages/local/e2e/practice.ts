/** A firm of a test's own with people at its desk, and the clients it takes on. */
import type { Browser, Page } from "playwright-core";
import { NARROW, openBrowser, signIn, visitor, type Visitor, WIDE } from "../../web/e2e/browser.ts";
import { specimen, type Specimen } from "../src/specimen/index.ts";
import { acceptInvitation, type Answer, answerHere, type Onboarding, sendPassport, verifyThere } from "./portal.ts";
import { Caller, idle, inbox, newFirm, type NewFirm, type Product, sharedProduct } from "./product.ts";

type Credentials = NewFirm["owner"];

/** A client's person, and what they hold. */
export interface Person {
  clientId: string;
  /** As lists of the firm call the client. */
  client: string;
  passport: Specimen;
  credentials: Credentials;
  caller: Caller;
  phone: Visitor;
}

interface Review {
  status: string;
  version: number;
  clientStatus: string;
}

const ANSWERS: Record<string, Answer> = {
  contact_address: { line1: "1 Elm Row", city: "Leeds", postcode: "LS1 4AP" },
  nature_of_business: "We make lanterns and mend them",
  politically_exposed_person: "no",
  high_risk_jurisdictions: "no",
  cash_intensive_business: "no",
};

export class Practice {
  readonly product: Product;
  readonly firm: NewFirm;
  readonly #browser: Browser;

  private constructor(product: Product, firm: NewFirm, browser: Browser) {
    this.product = product;
    this.firm = firm;
    this.#browser = browser;
  }

  /** Signed up, and with the reading of documents turned on. */
  static async open(name: string, owner: string): Promise<Practice> {
    const [product, browser] = await Promise.all([sharedProduct(), openBrowser()]);
    const firm = await newFirm(product, name, owner);
    const { data } = await firm.caller.get<{ version: number }>("/api/settings/document-reading");
    const turned = { enabled: true, version: data.version };
    const { status } = await firm.caller.request("PATCH", "/api/settings/document-reading", turned);
    if (status !== 200) throw new Error(`the firm's switch answered ${status}`);
    return new Practice(product, firm, browser);
  }

  close = (): Promise<void> => this.#browser.close();

  /** Somebody of the firm, signed in. */
  async atDesk(who: Credentials = this.firm.owner): Promise<Visitor> {
    const staff = await visitor(this.#browser, this.product.url, WIDE);
    await signIn(staff.page, "/sign-in", who);
    return staff;
  }

  /** Another person of the firm who may override: how they sign in. */
  async colleague(): Promise<Credentials> {
    const email = `ivy.${Date.now()}@hornbeam.example`;
    await this.firm.caller.post("/api/auth/organization/invite-member", { email, role: "admin" });
    await idle(this.product);
    const links = (await inbox(this.product, email)).flatMap((mail) => mail.links);
    const link = links.find((one) => one.includes("accept-invitation"));
    const password = "correct horse battery";
    const accept = { name: "Ivy Holly", password };
    await new Caller(this.product.url).post(`/api/auth/staff-invitations/${link?.split("/").at(-1) ?? ""}`, accept);
    return { email, password };
  }

  /** A client is added and its person, who holds the passport of this seed, invited from its page; they accept on their telephone. */
  async takenOn(seed: number, staff: Page, what: object = {}): Promise<Person> {
    const passport = await specimen({ seed, kind: "passport" });
    const { givenNames, surname } = passport.paper.person;
    const name = `${givenNames} ${surname}`;
    const contact = { name, email: `holder.${seed}.${Date.now()}@trader.example` };
    const added = { type: "sole_trader", name: `${name} Trading`, ...what, contact };
    const { status, data } = await this.firm.caller.post<{ id: string; name: string }>("/api/clients", added);
    if (status !== 201) throw new Error(`adding the client answered ${status}`);
    await staff.goto(`/client-hub/clients/${data.id}`);
    await staff.getByRole("button", { name: "Invite to portal" }).click();
    await staff.getByRole("dialog").getByRole("button", { name: "Send invitation" }).click();
    await staff.getByRole("dialog").waitFor({ state: "detached" });
    await idle(this.product);
    const phone = await visitor(this.#browser, this.product.url, NARROW);
    const credentials = await acceptInvitation(this.product, phone.page, contact);
    const caller = new Caller(this.product.url);
    await caller.signIn(credentials.email, credentials.password);
    return { clientId: data.id, client: data.name, passport, credentials, caller, phone };
  }

  /** On the telephone: sends the passport, answers what it did not fill in, sends it all and does the check. Answers the check's id. */
  async through({ caller, passport, phone: { page } }: Person, play: string): Promise<string> {
    await sendPassport(page, passport);
    await page.goto("/client-portal/onboarding");
    const { data } = await caller.get<Onboarding>("/api/portal/onboarding");
    const questions = data.sections.flatMap((section) => section.questions);
    const asked = questions.filter(({ required, suggestion }) => required && !suggestion?.isFilled);
    const plain = asked.map(({ key, kind, options }): [string, Answer] => [
      key,
      kind === "confirm" ? "yes" : (options?.[0]?.value ?? "Smith"),
    ]);
    await answerHere(page, questions, { ...Object.fromEntries(plain), ...ANSWERS });
    await page.getByRole("button", { name: "Confirm and send" }).click();
    await page.getByRole("link", { name: "Verify your identity" }).waitFor();
    const check = await verifyThere(page, play, passport);
    await idle(this.product);
    return check;
  }

  /** What LEM Verify's sandbox is told to do. */
  async scenario(body: object): Promise<void> {
    const answered = await fetch(`${this.product.info.sandbox.lemverify}/__scenario`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    });
    if (!answered.ok) throw new Error(`the sandbox answered ${answered.status}: ${await answered.text()}`);
  }

  /** Opens the case from the queue. */
  async openCase(page: Page, { client }: Person): Promise<void> {
    await page.goto("/client-hub/compliance");
    await page.getByRole("link", { name: client }).click();
    await page.getByRole("heading", { level: 1, name: client }).waitFor();
  }

  /** Presses the button of a decision, gives the reason and confirms. */
  async decide(
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
    await idle(this.product);
  }

  review = async ({ clientId }: Person) => (await this.firm.caller.get<Review>(`/api/kyc/${clientId}`)).data;
  statusOf = async ({ clientId }: Person) =>
    (await this.firm.caller.get<{ status: string }>(`/api/clients/${clientId}`)).data.status;
  subjectsTo = async ({ credentials }: Person) =>
    (await inbox(this.product, credentials.email)).map(({ subject }) => subject);
}
