import { createHmac } from "node:crypto";
import { expect, it } from "vitest";
import { MINUTE_MS, now, withClock } from "@practice-hub/core/lib/clock";
import { captureLog } from "@practice-hub/core/lib/log";
import { tryPassword } from "../../../core/src/auth/lockout.ts";
import { Browser, mailbox, newEmail, newFirm, PASSWORD, tokenTo } from "./testing/browser.ts";

interface Session {
  token: string;
  ipAddress: string;
}

it("sets a cookie that scripts cannot read and other sites do not send, for seven days", async () => {
  const { email } = await newFirm();
  const answer = await new Browser().request("POST", "/api/auth/sign-in/email", { email, password: PASSWORD });
  const cookie = answer.headers.getSetCookie().find((one) => one.startsWith("better-auth.session_token="));
  expect(cookie).toMatch(/HttpOnly/);
  expect(cookie).toMatch(/SameSite=Lax/);
  expect(cookie).toMatch(/Max-Age=604800/);
});

it("locks an account after ten wrong passwords, the right one included, with the same words for nobody's account", async () => {
  const { email } = await newFirm();
  const nobody = newEmail();
  for (const address of [email, nobody]) {
    // Nine of the ten are counted without the second that bcrypt takes for each.
    await Promise.all(Array.from({ length: 9 }, () => tryPassword(address)));
    expect((await new Browser().signIn(address.toUpperCase(), "not the password")).status).toBe(401);
  }
  const [locked, none] = [await new Browser().signIn(email), await new Browser().signIn(nobody)];
  expect([locked.status, locked.data.code]).toEqual([429, "ACCOUNT_LOCKED"]);
  expect(locked.data).toEqual(none.data);
  expect(Number(locked.headers.get("retry-after"))).toBeGreaterThan(14 * 60);

  const later = now() + 15 * MINUTE_MS + 1000;
  await withClock(
    () => later,
    async () => expect((await new Browser().signIn(email)).status).toBe(200),
  );
});

it("lets ten of 50 guesses at once be looked at, and counts anew after the lock", async () => {
  const email = newEmail();
  const tries = await Promise.all(Array.from({ length: 50 }, () => tryPassword(email)));
  expect(tries.filter((one) => one.allowed)).toHaveLength(10);
  const later = now() + 15 * MINUTE_MS + 1000;
  await withClock(
    () => later,
    async () => {
      const again = await Promise.all(Array.from({ length: 20 }, () => tryPassword(email)));
      expect(again.filter((one) => one.allowed)).toHaveLength(10);
    },
  );
});

it("forgets wrong passwords once the right one was given", async () => {
  const { email } = await newFirm();
  for (let round = 0; round < 2; round += 1) {
    await Promise.all(Array.from({ length: 9 }, () => tryPassword(email)));
    expect((await new Browser().signIn(email)).status).toBe(200);
  }
});

it("limits requests by the address the gateway saw, whatever the caller claims", async () => {
  const browser = new Browser();
  const spoofed = { "x-ph-client-ip": "203.0.113.9", "x-forwarded-for": "203.0.113.9" };
  const ask = (i: number) =>
    browser.request("POST", "/api/auth/sign-up/email", { email: `${i}@x.example` }, { ...spoofed });
  const statuses: number[] = [];
  for (let i = 0; i < 22; i += 1) statuses.push((await ask(i)).status);
  expect(statuses.filter((status) => status === 429)).toHaveLength(2);
  expect((await new Browser().request("POST", "/api/auth/sign-up/email", {}, spoofed)).status).toBe(400);
});

it("counts viewers apart behind one edge of CloudFront, whatever they put into x-forwarded-for", async () => {
  const edge = new Browser().ip;
  const ask = (viewer: string, claimed: string) => {
    const browser = new Browser();
    browser.ip = edge;
    const forwarded = { "x-forwarded-for": `${claimed}, ${viewer}, ${edge}` };
    return browser.request("POST", "/api/auth/sign-up/email", {}, forwarded);
  };
  const [one, other] = [new Browser().ip, new Browser().ip];
  const statuses: number[] = [];
  for (let i = 0; i < 22; i += 1) statuses.push((await ask(one, `203.0.113.${i}`)).status);
  expect(statuses.filter((status) => status === 429)).toHaveLength(2);
  expect((await ask(other, one)).status).toBe(400);
});

it("resets a password by mail once, ends every session, and opens a locked account", async () => {
  const { owner, email } = await newFirm();
  await Promise.all(Array.from({ length: 10 }, () => tryPassword(email)));
  expect((await new Browser().signIn(email)).status).toBe(429);
  const known = await new Browser().post("/api/auth/request-password-reset", { email });
  const unknown = await new Browser().post("/api/auth/request-password-reset", { email: newEmail() });
  expect([known.status, known.data]).toEqual([unknown.status, unknown.data]);
  const token = await tokenTo(email, "reset-password");
  const reset = (newPassword: string) => new Browser().post("/api/auth/reset-password", { token, newPassword });
  expect((await reset("x".repeat(73))).data.code).toBe("PASSWORD_TOO_LONG");
  expect((await reset("another long password")).status).toBe(200);
  expect((await reset("a third long password")).status).toBe(400);
  expect(await owner.staff()).toBeNull();
  expect((await new Browser().signIn(email)).status).toBe(401);
  expect((await new Browser().signIn(email, "another long password")).status).toBe(200);
});

it("lists sessions and ends one, the others, or this one; each counts with the next request", async () => {
  const { owner, email } = await newFirm();
  const [phone, tablet] = [new Browser(), new Browser()];
  await phone.signIn(email);
  await tablet.signIn(email);
  const { data } = await owner.get<Session[]>("/api/auth/list-sessions");
  expect(data.map((session) => session.ipAddress).toSorted()).toEqual([owner.ip, phone.ip, tablet.ip].toSorted());
  const ofPhone = data.find((session) => session.ipAddress === phone.ip);
  await owner.post("/api/auth/revoke-session", { token: ofPhone?.token });
  expect([await phone.staff(), await tablet.staff()]).toMatchObject([null, { email }]);
  await owner.post("/api/auth/revoke-other-sessions");
  expect([await tablet.staff(), await owner.staff()]).toMatchObject([null, { email }]);
  const cookies = owner.cookieHeader;
  await owner.post("/api/auth/sign-out");
  expect(await owner.staff()).toBeNull();
  owner.cookies.set("better-auth.session_token", /session_token=([^;]+)/.exec(cookies)?.[1] ?? "");
  expect(await owner.staff()).toBeNull();
});

it("asks for the second factor, and locks after ten wrong codes", async () => {
  const { owner, email } = await newFirm();
  const enabled = await owner.post<{ totpURI: string; backupCodes: string[] }>("/api/auth/two-factor/enable", {
    password: PASSWORD,
  });
  const secret = new URL(enabled.data.totpURI).searchParams.get("secret") ?? "";
  expect((await owner.post("/api/auth/two-factor/verify-totp", { code: totp(secret) })).status).toBe(200);

  const browser = new Browser();
  expect((await browser.signIn(email)).data).toMatchObject({ twoFactorRedirect: true });
  expect(await browser.staff()).toBeNull();
  expect((await browser.post("/api/auth/two-factor/verify-totp", { code: totp(secret) })).status).toBe(200);
  expect(await browser.staff()).toMatchObject({ email });

  const backup = new Browser();
  await backup.signIn(email);
  const [code = ""] = enabled.data.backupCodes;
  expect((await backup.post("/api/auth/two-factor/verify-backup-code", { code })).status).toBe(200);
  const again = new Browser();
  await again.signIn(email);
  expect((await again.post("/api/auth/two-factor/verify-backup-code", { code })).status).toBe(401);

  const codes: number[] = [];
  for (let challenge = 0; challenge < 4 && !codes.includes(429); challenge += 1) {
    const guess = new Browser();
    await guess.signIn(email);
    for (let i = 0; i < 4; i += 1)
      codes.push((await guess.post("/api/auth/two-factor/verify-totp", { code: "000000" })).status);
  }
  // The used backup code above was the first wrong one.
  expect(codes.indexOf(429)).toBe(9);
  const right = new Browser();
  await right.signIn(email);
  expect((await right.post("/api/auth/two-factor/verify-totp", { code: totp(secret) })).status).toBe(429);
});

it("refuses requests from other sites", async () => {
  const { owner } = await newFirm();
  owner.origin = "https://evil.example";
  expect((await owner.post("/api/auth/sign-out")).status).toBe(403);
  owner.origin = null;
  expect((await owner.post("/api/auth/sign-out")).status).toBe(403);
  owner.origin = String(process.env.APP_URL);
  expect(await owner.staff()).not.toBeNull();
});

it("writes no address, password, token or code to the log", async () => {
  const lines: string[] = [];
  const undo = captureLog((line) => lines.push(line));
  const { owner, email } = await newFirm();
  await new Browser().signIn(email, "not the password");
  await new Browser().post("/api/auth/request-password-reset", { email });
  const token = await tokenTo(email, "reset-password");
  await new Browser().request("GET", `/api/auth/reset-password/${token}?callbackURL=/x`);
  undo();
  const text = lines.join("\n");
  expect(lines.length).toBeGreaterThan(3);
  for (const secret of [email, token, PASSWORD, "not the password", owner.cookieHeader])
    expect(text.includes(secret)).toBe(false);
  expect(await mailbox(email)).toHaveLength(2);
});

/** RFC 6238 with Better Auth's defaults: SHA-1, six digits, 30 s; the secret in base32. */
function totp(secret: string): string {
  let bits = "";
  for (const char of secret.replace(/=+$/, ""))
    bits += "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(char).toString(2).padStart(5, "0");
  const key = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000)));
  const hash = createHmac("sha1", key).update(counter).digest();
  const offset = (hash.at(-1) ?? 0) & 0xf;
  return String((hash.readUInt32BE(offset) & 0x7fffffff) % 1_000_000).padStart(6, "0");
}
