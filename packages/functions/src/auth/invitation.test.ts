import { expect, it } from "vitest";
import { Activity } from "@practice-hub/core/activity";
import { PortalAccess } from "@practice-hub/core/auth/portal-access";
import { Client } from "@practice-hub/core/client";
import { Invitation } from "@practice-hub/core/invitation";
import type { StaffActor } from "@practice-hub/core/lib/actor";
import { withActor } from "@practice-hub/core/lib/actor";
import { DAY_MS, now, withClock } from "@practice-hub/core/lib/clock";
import { Staff } from "@practice-hub/core/staff";
import { Browser, mailbox, newEmail, newFirm, PASSWORD, tokenTo } from "./testing/browser.ts";

async function ownerOf(browser: Browser): Promise<StaffActor> {
  const actor = await browser.staff();
  if (actor?.kind !== "staff") throw new Error("nobody signed in");
  return actor;
}

async function invitedColleague(role = "accountant") {
  const { owner } = await newFirm();
  const email = newEmail();
  const sent = await owner.post("/api/auth/organization/invite-member", { email, role });
  expect(sent.status).toBe(200);
  return { owner, email, link: `/api/auth/staff-invitations/${await tokenTo(email, "staff-invitation")}` };
}

async function invitedClient(firm?: Browser) {
  const owner = firm ?? (await newFirm()).owner;
  const actor = await ownerOf(owner);
  const email = newEmail();
  const client = await withActor(actor, () =>
    Client.create({ type: "individual", name: "Rowan Trees", contact: { name: "Rowan", email } } as never),
  );
  await withActor(actor, () => Invitation.create({ clientId: client.id, name: "Rowan", email }));
  const token = await tokenTo(email, "portal-invitation");
  return { owner, actor, email, clientId: client.id, link: `/api/portal/invitations/${token}` };
}

const join = (browser: Browser, link: string) => browser.post(link, { name: "Sam", password: PASSWORD });

it("lets a colleague set name and password by the mailed link, and signs them in with their role", async () => {
  const { owner, email, link } = await invitedColleague();
  const seen = await new Browser().get(link);
  expect(seen.data).toMatchObject({
    firmName: "Alder & Co",
    role: "accountant",
    email,
    status: "pending",
    hasAccount: false,
  });
  const browser = new Browser();
  const answer = await join(browser, link);
  expect([answer.status, answer.data]).toEqual([200, { redirectTo: "/client-hub" }]);
  const actor = await ownerOf(owner);
  expect(await browser.staff()).toMatchObject({ role: "accountant", tenantId: actor.tenantId, name: "Sam", email });
  expect((await browser.get<{ user: object }>("/api/auth/get-session")).data.user).toMatchObject({
    emailVerified: true,
  });
  expect((await new Browser().signIn(email)).status).toBe(200);
  const trail = await withActor(actor, () => Activity.list({ limit: 10 }));
  expect(trail.items.map((entry) => entry.action)).toEqual(expect.arrayContaining(["team.invited", "team.joined"]));
});

it("leads a client's person from a new password back to the portal, and staff to their own sign-in", async () => {
  const { email: owner } = await newFirm();
  const { email, link } = await invitedClient();
  await join(new Browser(), link);
  const reset = async (of: string) => {
    await new Browser().post("/api/auth/request-password-reset", { email: of, redirectTo: "/reset-password" });
    const letter = (await mailbox(of)).findLast(({ template }) => template === "reset-password");
    return new URL(String(letter?.props.url)).searchParams.get("area");
  };
  expect([await reset(email), await reset(owner)]).toEqual(["portal", null]);
});

it("accepts a staff invitation once, of any number of callers", async () => {
  const { owner, link } = await invitedColleague();
  const answers = await Promise.all(Array.from({ length: 4 }, () => join(new Browser(), link)));
  expect(answers.filter((answer) => answer.status === 200)).toHaveLength(1);
  expect(answers.filter((answer) => answer.data.code === "invitation.used")).toHaveLength(3);
  const actor = await ownerOf(owner);
  expect(await withActor(actor, () => Staff.members())).toHaveLength(2);
  expect((await new Browser().get(link)).data.code).toBe("invitation.used");
});

it("refuses staff links that are unknown, expired or withdrawn, roles that do not exist, and who may not invite", async () => {
  const { owner, email, link } = await invitedColleague("viewer");
  expect((await new Browser().get(`${link.slice(0, -3)}xyz`)).status).toBe(404);
  const later = now() + 8 * DAY_MS;
  const expired = await withClock(
    () => later,
    () => join(new Browser(), link),
  );
  expect([expired.status, expired.data.code]).toEqual([410, "invitation.expired"]);
  const actor = await ownerOf(owner);
  const [invitation] = await withActor(actor, () => Staff.invitations());
  expect(invitation).toMatchObject({ email, role: "viewer", status: "pending" });
  await withActor(actor, () => Staff.cancelInvitation(String(invitation?.id)));
  const withdrawn = await join(new Browser(), link);
  expect([withdrawn.status, withdrawn.data.code]).toEqual([410, "invitation.revoked"]);
  const invite = (browser: Browser, role: unknown) =>
    browser.post("/api/auth/organization/invite-member", { email: newEmail(), role });
  expect((await invite(owner, "member")).status).toBe(400);
  expect((await invite(owner, ["admin", "viewer"])).status).toBe(400);

  await owner.post("/api/auth/organization/invite-member", { email, role: "accountant" });
  const accountant = new Browser();
  await join(accountant, `/api/auth/staff-invitations/${await tokenTo(email, "staff-invitation")}`);
  expect((await invite(accountant, "viewer")).status).toBe(403);
});

it("protects the last owner, also when two owners remove each other at once", async () => {
  const { owner, email, link } = await invitedColleague("owner");
  const second = new Browser();
  await join(second, link);
  const [a, b] = [await ownerOf(owner), await ownerOf(second)];
  const members = await withActor(a, () => Staff.members());
  const idOf = (userId: string) => String(members.find((member) => member.userId === userId)?.id);
  const results = await Promise.allSettled([
    withActor(a, () => Staff.remove(idOf(b.userId))),
    withActor(b, () => Staff.remove(idOf(a.userId))),
  ]);
  expect(results.filter((result) => result.status === "fulfilled")).toHaveLength(1);
  const left = await withActor(a, () => Staff.members());
  expect(left).toHaveLength(1);
  const [last] = left;
  const survivor = last?.email === email ? b : a;
  for (const attempt of [
    () => Staff.remove(String(last?.id)),
    () => Staff.changeRole(String(last?.id), { role: "admin" }),
  ])
    await expect(withActor(survivor, attempt)).rejects.toMatchObject({ code: "staff.last-owner" });
  const gone = survivor === a ? second : owner;
  expect(await gone.staff()).toBeNull();
});

it("keeps roles: an admin makes no owner, a change counts with the next request", async () => {
  const { owner, link } = await invitedColleague("admin");
  const admin = new Browser();
  await join(admin, link);
  const [boss, actor] = [await ownerOf(owner), await ownerOf(admin)];
  const members = await withActor(boss, () => Staff.members());
  const idOf = (userId: string) => String(members.find((member) => member.userId === userId)?.id);
  await expect(withActor(actor, () => Staff.changeRole(idOf(actor.userId), { role: "owner" }))).rejects.toMatchObject({
    code: "staff.owners-only",
  });
  await expect(withActor(actor, () => Staff.remove(idOf(boss.userId)))).rejects.toMatchObject({
    code: "staff.owners-only",
  });
  await withActor(boss, () => Staff.changeRole(idOf(actor.userId), { role: "viewer" }));
  expect(await admin.staff()).toMatchObject({ role: "viewer" });
  const viewer = await ownerOf(admin);
  expect(() => withActor(viewer, () => Staff.remove(idOf(boss.userId)))).toThrow(/viewer/);
});

it("lets a client's person into the portal by the mailed link, and nowhere else", async () => {
  const { actor, email, clientId, link } = await invitedClient();
  expect((await new Browser().get(link)).data).toMatchObject({
    firmName: "Alder & Co",
    clientName: "Rowan Trees",
    email,
    status: "pending",
    hasAccount: false,
  });
  const browser = new Browser();
  const answer = await join(browser, link);
  expect([answer.status, answer.data]).toEqual([200, { redirectTo: "/client-portal" }]);
  expect(await browser.portal()).toMatchObject({
    kind: "portal",
    tenantId: actor.tenantId,
    clientIds: [clientId],
    email,
  });
  expect(await browser.staff()).toBeNull();
  expect((await browser.get("/api/auth/organization/list")).data).toEqual([]);

  const again = await join(new Browser(), link);
  expect([again.status, again.data.code]).toEqual([410, "invitation.used"]);
  const portal = await browser.portal();
  await PortalAccess.revoke({ tenantId: actor.tenantId, userId: String(portal?.userId), clientId });
  expect(await browser.portal()).toBeNull();
});

it("uses a portal invitation up exactly once, and leaves no half-made user", async () => {
  const { actor, clientId, link } = await invitedClient();
  const browsers = Array.from({ length: 4 }, () => new Browser());
  const answers = await Promise.all(browsers.map((browser) => join(browser, link)));
  expect(answers.filter((answer) => answer.status === 200)).toHaveLength(1);
  expect(answers.filter((answer) => answer.data.code === "invitation.used")).toHaveLength(3);
  expect(await PortalAccess.listForClient(actor.tenantId, clientId)).toHaveLength(1);
});

it("links an existing portal user who is signed in or knows the password, and asks others to sign in", async () => {
  const first = await invitedClient();
  const browser = new Browser();
  await join(browser, first.link);
  const actor = await ownerOf(first.owner);
  const another = async () => {
    const client = await withActor(actor, () =>
      Client.create({ type: "individual", name: "Second", contact: { name: "R", email: first.email } } as never),
    );
    await withActor(actor, () => Invitation.create({ clientId: client.id, name: "R", email: first.email }));
    return { id: client.id, link: `/api/portal/invitations/${await tokenTo(first.email, "portal-invitation")}` };
  };
  const second = await another();
  expect((await new Browser().get(second.link)).data.hasAccount).toBe(true);
  const stranger = await new Browser().post(second.link, {});
  expect([stranger.status, stranger.data.code]).toEqual([409, "invitation.sign-in-first"]);
  expect((await new Browser().post(second.link, { password: "not the password" })).status).toBe(401);
  expect((await browser.post(second.link)).status).toBe(200);
  expect((await browser.portal()) as object).toMatchObject({
    clientIds: expect.arrayContaining([first.clientId, second.id]),
  });
  const third = await another();
  const withPassword = new Browser();
  expect((await withPassword.post(third.link, { password: PASSWORD })).status).toBe(200);
  expect(await withPassword.portal()).toMatchObject({ clientIds: expect.arrayContaining([third.id]) });
});

it("keeps staff and portal users apart, and links to the address they were sent to", async () => {
  const { owner, email } = await newFirm();
  const actor = await ownerOf(owner);
  const client = await withActor(actor, () =>
    Client.create({ type: "individual", name: "Own", contact: { name: "O", email } } as never),
  );
  await withActor(actor, () => Invitation.create({ clientId: client.id, name: "O", email }));
  const link = `/api/portal/invitations/${await tokenTo(email, "portal-invitation")}`;
  expect((await owner.post(link)).data.code).toBe("invitation.other-kind");
  const other = await invitedClient(owner);
  expect((await owner.post(other.link)).data.code).toBe("invitation.other-account");
});

it("refuses unknown tokens, foreign origins, broken bodies and weak passwords, and uses nothing up", async () => {
  const { link } = await invitedClient();
  expect((await new Browser().get("/api/portal/invitations/nothing-of-the-kind")).status).toBe(404);
  const evil = new Browser();
  evil.origin = "https://evil.example";
  expect((await join(evil, link)).status).toBe(403);
  const browser = new Browser();
  expect((await browser.post(link, { name: "Sam", password: "short" })).data.code).toBe("password.invalid");
  expect((await browser.post(link, { name: "Sam", password: "é".repeat(37) })).data.code).toBe("password.invalid");
  expect((await browser.post(link, { password: PASSWORD })).status).toBe(400);
  expect((await browser.post(link, { name: "Sam", password: PASSWORD, role: "owner" })).status).toBe(400);
  expect((await browser.get(link)).data.status).toBe("pending");
});
