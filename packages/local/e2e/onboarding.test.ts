/** What comes of a check: each client is its own, in its own browser, and staff decide at their desk. */
import { afterAll, beforeAll, expect, it } from "vitest";
import { next } from "./portal.ts";
import { Practice } from "./practice.ts";
import { idle, inbox } from "./product.ts";

let practice: Practice;
beforeAll(async () => {
  practice = await Practice.open("Hornbeam and Holly", "Holly Hornbeam");
});
afterAll(() => practice?.close());

it("referred, asked for more, answered again, approved by two people: each mail once, active at the end", async () => {
  const owner = await practice.atDesk();
  const person = await practice.takenOn(3, owner.page);
  const { page } = person.phone;
  await practice.through(person, "refer");
  expect(await practice.review(person)).toMatchObject({ status: "pending_approval" });
  expect(await practice.statusOf(person)).toBe("onboarding");
  await practice.openCase(owner.page, person);
  await practice.decide(owner.page, "Ask for more", "Please check your home address.", "Send", [
    "Upload an identity document",
    "Check and correct the answers",
  ]);
  await page.goto("/client-portal/onboarding");
  await page.getByText("Please check your home address.").waitFor();
  await page.getByRole("link", { name: "Check your answers and send them" }).click();
  await page.getByRole("link", { name: "Change Home address" }).click();
  await page.getByLabel("Address line 1").fill("2 Elm Row");
  await next(page, "Check your answers");
  await page.getByRole("button", { name: "Confirm and send" }).click();
  await page.getByRole("heading", { level: 1, name: "Your answers are being checked" }).waitFor();
  const refused = await practice.firm.caller.post<{ code: string }>(`/api/kyc/${person.clientId}/approve`, {
    version: (await practice.review(person)).version,
    reason: "Seen in person, all in order",
  });
  // A referral stands against it: the reviewer has to mean it, and a second person to agree.
  expect([refused.status, refused.data.code]).toEqual([409, "onboarding.override-needed"]);
  await owner.page.reload();
  await practice.decide(owner.page, "Approve all the same", "Seen in person, all in order", "Propose approval");
  await owner.page.getByText("Somebody else has to give the second approval").waitFor();
  expect(await practice.statusOf(person)).toBe("onboarding");
  const alone = await practice.firm.caller.post<{ code: string }>(`/api/kyc/${person.clientId}/second-approve`, {
    version: (await practice.review(person)).version,
    reason: "I agree with myself",
  });
  expect([alone.status, alone.data.code]).toEqual([403, "onboarding.same-approver"]);
  const second = await practice.atDesk(await practice.colleague());
  // It is not among those to decide, but whoever looks there is told.
  await second.page.goto("/client-hub/compliance");
  await second.page.getByText("1 case waits for a second approval").waitFor();
  await second.page.getByRole("button", { name: "Show", exact: true }).click();
  await second.page.getByRole("link", { name: person.client }).click();
  await practice.decide(second.page, "Give second approval", "Seen and agreed", "Approve");
  expect(await practice.statusOf(person)).toBe("active");
  const subjects = await practice.subjectsTo(person);
  expect(subjects.filter((subject) => subject.includes("needs a little more"))).toHaveLength(1);
  expect(subjects.filter((subject) => subject.startsWith("Verification approved"))).toHaveLength(1);
  await page.reload();
  await page.getByRole("heading", { level: 1, name: "You are all set" }).waitFor();
  expect([...person.phone.faults, ...owner.faults, ...second.faults]).toEqual([]);
});

it("failed and rejected: the client hears that, never why, and is not active", async () => {
  const owner = await practice.atDesk();
  const person = await practice.takenOn(7, owner.page);
  await practice.through(person, "fail");
  await practice.openCase(owner.page, person);
  await practice.decide(owner.page, "Reject", "The face is not the document's", "Reject");
  expect(await practice.statusOf(person)).toBe("inactive");
  const mails = await inbox(practice.product, person.credentials.email);
  expect(mails.filter(({ subject }) => subject.startsWith("About your verification"))).toHaveLength(1);
  expect(JSON.stringify(mails)).not.toContain("face is not");
  const { page, faults } = person.phone;
  await page.goto("/client-portal/onboarding");
  await page.getByRole("heading", { level: 1, name: "The checks could not be completed" }).waitFor();
  expect([...faults, ...owner.faults]).toEqual([]);
});

it("clean, so approved without anybody's hand; an alert later opens the case for staff, who get a mail and decide; the client sees and hears nothing of it", async () => {
  const owner = await practice.atDesk();
  const person = await practice.takenOn(8, owner.page);
  const check = await practice.through(person, "pass");
  const { page, faults } = person.phone;
  await page.getByRole("heading", { level: 1, name: "You have passed" }).waitFor();
  expect(await practice.statusOf(person)).toBe("active");
  await owner.page.goto(`/client-hub/clients/${person.clientId}/onboarding`);
  await owner.page.getByText("By itself: every check was clean").waitFor();

  const before = await practice.subjectsTo(person);
  await practice.scenario({ lem: "alert", check, type: "pep" });
  await idle(practice.product);
  expect((await inbox(practice.product, practice.firm.owner.email)).map(({ subject }) => subject)).toContain(
    `A monitoring alert needs your decision: ${person.client}`,
  );
  await practice.openCase(owner.page, person);
  await owner.page.getByText("Do not tell the client before it is resolved.").waitFor();
  await practice.decide(owner.page, "Dismiss", "Another person of that name, born in 1950", "Dismiss match");
  await practice.decide(owner.page, "Approve", "The match is somebody else", "Approve");
  expect(await practice.review(person)).toMatchObject({ status: "approved", clientStatus: "active" });
  expect(await practice.subjectsTo(person)).toEqual(before);
  await page.goto("/client-portal/onboarding");
  await page.getByRole("heading", { level: 1, name: "You are all set" }).waitFor();
  expect([...faults, ...owner.faults]).toEqual([]);
});
