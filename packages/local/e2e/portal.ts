/** The client's side of being taken on, in the browser. */
import type { Locator, Page } from "playwright-core";
import type { Specimen } from "../src/specimen/index.ts";
import { inbox, type Product } from "./product.ts";

/** What a page asks for; `label` of an option is what the person sees. */
interface Field {
  key: string;
  kind: string;
  label: string;
  options?: { value: string; label: string }[];
}
export interface Question extends Field {
  required: boolean;
  fields?: Field[];
  answer: { version: number } | null;
  suggestion: { value: unknown; isFilled: boolean; source: string } | null;
}
export interface Onboarding {
  stage: string;
  sections: { questions: Question[] }[];
}

/** Text, a date as `YYYY-MM-DD`, an option's value; the parts of an address or of the first entry of a list by their keys. */
export type Answer = string | Readonly<Record<string, string>>;

const ADDRESS = { line1: "Address line 1", city: "Town or city", postcode: "Postcode" } as const;

/** Opens the newest invitation that was mailed, sets a password and is in the portal. Answers how they sign in. */
export async function acceptInvitation(
  product: Product,
  page: Page,
  { name, email }: { name: string; email: string },
): Promise<{ email: string; password: string }> {
  const links = (await inbox(product, email)).flatMap((mail) => mail.links);
  const link = links.findLast((one) => one.includes("/client-portal/accept-invitation/"));
  if (link === undefined) throw new Error("no mail invites them");
  const password = "correct horse battery";
  await page.goto(link);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Set password and continue" }).click();
  await page.getByRole("heading", { level: 1, name: `Hello, ${name.split(" ")[0]}` }).waitFor();
  return { email, password };
}

/** Continues, and is at the page with this heading. */
export async function next(page: Page, heading: RegExp | string): Promise<void> {
  await page.getByRole("button", { name: "Continue", exact: true }).click();
  await page.getByRole("heading", { level: 1, name: heading }).waitFor();
}

/** From the portal's home: sends the passport, and lets it be read. */
export async function sendPassport(page: Page, { name, contentType: mimeType, body }: Specimen): Promise<void> {
  await page.getByRole("link", { name: /Answer a few questions/ }).click();
  await page.getByRole("link", { name: "Send your passport or driving licence" }).click();
  await page.getByLabel("Yes, fill in what it can").check();
  await page.getByLabel("Files to upload").setInputFiles({ name, mimeType, buffer: Buffer.from(body) });
  await page.getByRole("heading", { name: /Filled in from your passport/ }).waitFor();
}

/** From the list of sections: goes through every question there is, fills in what is asked, and comes to the check of all answers. */
export async function answerHere(
  page: Page,
  questions: readonly Question[],
  answers: Readonly<Record<string, Answer>>,
): Promise<void> {
  const atList = page.getByRole("heading", { level: 1, name: "Getting started" });
  const done = page.getByRole("link", { name: "Check your answers and send them" });
  // Each question once; more rounds would be a circle.
  for (const _ of questions) {
    await atList.or(page.locator("form h1")).first().waitFor();
    if (await atList.isVisible()) {
      const onward = page.getByRole("link", { name: /^(?:Start|Continue)$/ });
      await done.or(onward).first().waitFor();
      if (await done.isVisible()) break;
      await onward.click();
      await page.waitForURL("**/onboarding/q/*");
    }
    const key = new URL(page.url()).pathname.split("/").at(-1) ?? "";
    const question = questions.find((one) => one.key === key);
    if (!question) throw new Error(`a question that nobody told of: ${key}`);
    await page.getByRole("heading", { level: 1, name: question.label }).waitFor();
    const answer = answers[key];
    if (answer !== undefined) await fill(page, question, answer);
    await page.getByRole("button", { name: "Continue", exact: true }).click();
    await page.waitForURL((url) => !url.pathname.endsWith(`/${key}`));
  }
  await done.click();
  await page.getByRole("heading", { level: 1, name: "Check your answers" }).waitFor();
}

async function fill(page: Page, { kind, options, fields = [] }: Question, answer: Answer): Promise<void> {
  if (typeof answer === "string") return await put(page.locator("form"), { kind, options }, answer);
  if (kind === "address")
    for (const [part, label] of Object.entries(ADDRESS)) await page.getByLabel(label).fill(answer[part] ?? "");
  else
    for (const field of fields) {
      const value = answer[field.key];
      const entry = page.getByRole("group", { name: / 1$/ });
      if (value === undefined) continue;
      if (field.kind === "text") await entry.getByLabel(field.label).fill(value);
      else await put(entry, field, value);
    }
}

async function put(
  form: Locator,
  { kind, options }: { kind: string; options?: Field["options"] | undefined },
  value: string,
): Promise<void> {
  const [year = "", month = "", day = ""] = value.split("-");
  switch (kind) {
    case "confirm":
      return await form.getByRole("checkbox").check();
    case "choice":
      return await form
        .getByRole("radio", { name: options?.find((one) => one.value === value)?.label ?? value })
        .check();
    case "date":
      await form.getByLabel("Day").fill(day);
      await form.getByLabel("Month").fill(month);
      return await form.getByLabel("Year").fill(year);
    default:
      return await form.getByRole("textbox").fill(value);
  }
}

/** Agrees to the check and plays it on the provider's own page, as the holder of the passport. Answers the check's id there. */
export async function verifyThere(page: Page, play: string, { paper }: Specimen): Promise<string> {
  // Number and expiry as the passport's second machine-readable line has them.
  const line = paper.zones["machine"]?.["second"] ?? "";
  const [, year, month, day] = /^.{21}(\d\d)(\d\d)(\d\d)/.exec(line) ?? [];
  await page.goto("/client-portal/onboarding/verify");
  await page.getByLabel(/I agree that LEM Verify/).check();
  await page.getByRole("button", { name: "Start the check" }).click();
  await page.getByRole("combobox", { name: "What happens" }).selectOption(play);
  const check = new URL(page.url()).pathname.split("/").at(-1) ?? "";
  await page.getByLabel("First name").fill(paper.person.givenNames);
  await page.getByLabel("Last name").fill(paper.person.surname);
  await page.getByLabel("Date of birth").fill(paper.person.bornOn);
  await page.getByLabel("Document number").fill(line.slice(0, 9));
  await page.getByLabel("Expires").fill(`20${year}-${month}-${day}`);
  await page.getByRole("button", { name: "Finish" }).click();
  await page.waitForURL(/\/client-portal\/onboarding\/complete/);
  return check;
}
