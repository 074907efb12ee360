import { expect, it } from "vitest";
import { Staff } from "@practice-hub/core/staff";
import { withActor } from "@practice-hub/core/lib/actor";
import { Browser, mailbox, newEmail, newFirm, PASSWORD, tokenTo } from "./testing/browser.ts";

const signUp = (browser: Browser, email: string, more: Record<string, unknown> = {}) =>
  browser.post("/api/auth/sign-up/email", {
    name: "Olivia",
    email,
    password: PASSWORD,
    firmName: "Alder & Co",
    ...more,
  });

it("makes the firm with its owner when the address is confirmed, and signs them in", async () => {
  const browser = new Browser();
  const email = newEmail();
  const answer = await signUp(browser, email);
  expect([answer.status, answer.data.token]).toEqual([200, null]);
  expect(JSON.stringify(answer.data)).not.toContain("Alder & Co");
  expect(await browser.staff()).toBeNull();
  expect((await browser.signIn(email)).data.code).toBe("EMAIL_NOT_VERIFIED");

  const verified = await browser.get(`/api/auth/verify-email?token=${await tokenTo(email, "verify-email")}`);
  expect(verified.status).toBe(200);
  const actor = await browser.staff();
  expect(actor).toMatchObject({ kind: "staff", role: "owner", name: "Olivia", email });
  expect(actor?.tenantId).toMatch(/^firm_[0-9A-Z]{26}$/);
  expect(actor?.userId).toMatch(/^usr_/);
  expect(await Staff.memberships(String(actor?.userId))).toEqual([
    { firmId: actor?.tenantId, firmName: "Alder & Co", role: "owner" },
  ]);
});

it("makes one firm of two confirmations at once", async () => {
  const email = newEmail();
  await signUp(new Browser(), email);
  const token = await tokenTo(email, "verify-email");
  const browsers = [new Browser(), new Browser(), new Browser()];
  await Promise.all(browsers.map((browser) => browser.get(`/api/auth/verify-email?token=${token}`)));
  const signedIn = new Browser();
  await signedIn.signIn(email);
  const actor = await signedIn.staff();
  expect(await Staff.memberships(String(actor?.userId))).toHaveLength(1);
});

it("tells nobody whether an address has an account", async () => {
  const { email } = await newFirm();
  const known = await signUp(new Browser(), email);
  const unknown = await signUp(new Browser(), newEmail());
  expect(Object.keys(known.data)).toEqual(Object.keys(unknown.data));
  const fields = (answer: typeof known) => Object.keys(answer.data.user as object).toSorted();
  expect(fields(known)).toEqual(fields(unknown));
  expect(known.status).toBe(unknown.status);
  expect((await mailbox(email)).map((letter) => letter.template)).toEqual(["verify-email", "existing-account"]);

  const wrong = await new Browser().signIn(email, "wrong password 123");
  const nobody = await new Browser().signIn(newEmail(), "wrong password 123");
  expect([wrong.status, wrong.data]).toEqual([nobody.status, nobody.data]);
});

it("gives an address that was never confirmed to whoever confirms it, with the password of that sign-up", async () => {
  const email = newEmail();
  await signUp(new Browser(), email, { password: "squatter's password", firmName: "Squat" });
  const old = await tokenTo(email, "verify-email");
  await signUp(new Browser(), email);
  const browser = new Browser();
  expect((await browser.get(`/api/auth/verify-email?token=${old}`)).status).toBe(401);
  await browser.get(`/api/auth/verify-email?token=${await tokenTo(email, "verify-email")}`);
  expect((await new Browser().signIn(email, "squatter's password")).status).toBe(401);
  expect((await new Browser().signIn(email)).status).toBe(200);
});

it("refuses passwords that are too short or that bcrypt would cut off, in words", async () => {
  const short = await signUp(new Browser(), newEmail(), { password: "eleven char" });
  expect([short.status, short.data.code]).toEqual([400, "PASSWORD_TOO_SHORT"]);
  const long = await signUp(new Browser(), newEmail(), { password: "ü".repeat(40) });
  expect([long.status, long.data.code]).toEqual([400, "PASSWORD_TOO_LONG"]);
  expect(String(long.data.message)).toContain("72");
});

it("refuses a sign-up without a firm, and fields that are not the person's to set", async () => {
  expect((await signUp(new Browser(), newEmail(), { firmName: " " })).status).toBe(400);
  for (const more of [
    { kind: "portal" },
    { emailVerified: true },
    { role: "admin" },
    { image: "data:image/png;base64,AAAA" },
  ])
    expect((await signUp(new Browser(), newEmail(), more)).status).toBe(400);
});

it("never founds a second firm for who has one", async () => {
  const { owner } = await newFirm();
  expect((await owner.post("/api/auth/update-user", { name: "Olivia", firmName: "Second" })).status).toBe(400);
  expect((await owner.post("/api/auth/organization/create", { name: "Second", slug: "second" })).status).toBe(404);
});

it("sends an address at most five mails of a kind an hour, and says nothing about it", async () => {
  const email = newEmail();
  await signUp(new Browser(), email);
  for (let i = 0; i < 7; i += 1)
    expect((await new Browser().post("/api/auth/send-verification-email", { email })).status).toBe(200);
  expect(await mailbox(email)).toHaveLength(5);
});

it("shows the team of one's own firm only", async () => {
  const [a, b] = [await newFirm(), await newFirm("Birch LLP")];
  const actor = await a.owner.staff();
  const other = await b.owner.staff();
  if (!actor || !other) throw new Error("nobody signed in");
  expect((await withActor(actor, () => Staff.members())).map((member) => member.email)).toEqual([a.email]);
  const [foreign] = await withActor(other, () => Staff.members());
  await expect(withActor(actor, () => Staff.changeRole(String(foreign?.id), { role: "viewer" }))).rejects.toMatchObject(
    {
      code: "member.not-found",
    },
  );
  const read = await a.owner.get(`/api/auth/organization/get-full-organization?organizationId=${other.tenantId}`);
  expect(read.status).toBeGreaterThanOrEqual(400);
});
