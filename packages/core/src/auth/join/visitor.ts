/** Who opens an invitation: somebody new, somebody signed in, or an account that has to sign in first. */
import { ACCOUNT, again, authUnit, is, NotUnique, type Row, SESSION, type Unit, USER } from "../../auth-store/rows.ts";
import { nowIso, isoIn, SECOND_MS } from "../../lib/clock.ts";
import { newToken } from "../../lib/secret/crypto.ts";
import { VisibleError } from "../../lib/error.ts";
import { newId } from "../../lib/id.ts";
import { text } from "../../lib/schema.ts";
import { SESSION_S } from "../cookie.ts";
import { LOCKED_WORDS, passwordWasRight, tryPassword } from "../lockout.ts";
import { assertPassword, hashPassword, verifyPassword } from "../password.ts";
import type { LiveSession } from "../session.ts";
import type { UserKind } from "../kind.ts";
import * as z from "zod";

/**
 * POST of both kinds of invitation. Somebody new names themselves and sets a password. Whoever has an account is signed in,
 * or sends its password (then the name is not looked at).
 */
export const Acceptance = z.strictObject({ name: text(120).optional(), password: z.string().max(200).optional() });
export type Acceptance = z.infer<typeof Acceptance>;

/** Where a request comes from, for the list of sessions. */
export interface Origin {
  ipAddress: string;
  userAgent: string;
}

export interface Joined {
  redirectTo: string;
  /** The token of a session made for somebody new; null for who was signed in. */
  sessionToken: string | null;
}

/** What an address has so far. An account whose address was never proven is as good as none. */
export async function accountOf(email: string): Promise<"new" | UserKind> {
  const [user] = await authUnit().find(USER, [is("email", email)]);
  return user && user.fields.emailVerified === true ? kindOf(user) : "new";
}

const kindOf = (user: Row): UserKind => (user.fields.kind === "portal" ? "portal" : "staff");

export interface Visit {
  email: string;
  kind: UserKind;
  session: LiveSession | null;
  input: Acceptance;
  from: Origin;
  /** On the new session or the one there is. */
  look: { activeOrganizationId: string } | { portalTenantId: string };
  /** The rest of the acceptance, in the same unit of work; commits it. Runs again when a row changed meanwhile. */
  accept: (unit: Unit, user: { id: string; name: string }) => Promise<void>;
  /** Refuses when the invitation was used or ended meanwhile. */
  stillOpen: () => Promise<void>;
  redirectTo: string;
}

/**
 * Joins a person by an invitation to their address. Errors: `invitation.sign-in-first`, `invitation.other-account`,
 * `invitation.other-kind`, `invitation.wrong-password`, `auth.account-locked`, `password.invalid`, and whatever `accept`
 * refuses.
 */
export async function join(visit: Visit): Promise<Joined> {
  const account = await accountOf(visit.email);
  if (account === "new" && visit.session !== null) throw otherAccount();
  if (account === "new") return joinNew(visit);
  if (account !== visit.kind) throw otherKind(account);
  return visit.session === null ? joinWithPassword(visit) : joinSignedIn(visit, visit.session);
}

async function joinNew(visit: Visit): Promise<Joined> {
  const { name, password } = visit.input;
  if (name === undefined)
    throw new VisibleError("invalid", "request.body-invalid", "Enter your name.", {
      fields: [{ path: "name", message: "Enter your name." }],
    });
  assertPassword(password);
  const hash = await hashPassword(password);
  const sessionToken = newToken();
  await again(async () => {
    const unit = authUnit();
    await dropUnproven(unit, visit.email);
    const userId = newId("usr");
    const at = { createdAt: nowIso(), updatedAt: nowIso() };
    unit.create(USER, {
      id: userId,
      name,
      email: visit.email,
      // The link came by mail, so whoever holds it reads this address.
      emailVerified: true,
      image: null,
      kind: visit.kind,
      twoFactorEnabled: false,
      ...at,
    });
    unit.create(ACCOUNT, {
      id: newId("acc"),
      providerId: "credential",
      accountId: userId,
      userId,
      password: hash,
      ...at,
    });
    startSession(unit, visit, userId, sessionToken);
    await visit.accept(unit, { id: userId, name });
  }).catch(async (error: unknown) => {
    if (!(error instanceof NotUnique)) throw error;
    // Somebody made an account with this address a moment ago: by this very link, or by another.
    await visit.stillOpen();
    throw signInFirst();
  });
  return { redirectTo: visit.redirectTo, sessionToken };
}

const startSession = (unit: Unit, visit: Visit, userId: string, token: string): Row =>
  unit.create(SESSION, {
    id: newId("ses"),
    token,
    userId,
    expiresAt: isoIn(SESSION_S * SECOND_MS),
    ipAddress: visit.from.ipAddress,
    userAgent: visit.from.userAgent.slice(0, 400),
    createdAt: nowIso(),
    updatedAt: nowIso(),
    ...visit.look,
  });

const otherAccount = (): VisibleError =>
  new VisibleError(
    "conflict",
    "invitation.other-account",
    "You are signed in with another account than the one invited. Sign out, and open the link again.",
  );

const signInFirst = (): VisibleError =>
  new VisibleError("conflict", "invitation.sign-in-first", "You have an account already. Sign in to accept.");

/** An account's own password signs in and accepts at once; a second factor or a closed account needs the sign-in page. */
async function joinWithPassword(visit: Visit): Promise<Joined> {
  const { password } = visit.input;
  if (password === undefined) throw signInFirst();
  const counted = await tryPassword(visit.email);
  if (!counted.allowed)
    throw new VisibleError("rate-limited", "auth.account-locked", LOCKED_WORDS, {
      retryAfterS: counted.retryAfterMs / SECOND_MS,
    });
  const sessionToken = newToken();
  await again(async () => {
    const unit = authUnit();
    const [user] = await unit.find(USER, [is("email", visit.email)]);
    if (!user || user.fields.twoFactorEnabled === true || user.fields.disabledAt) throw signInFirst();
    const userId = String(user.fields.id);
    const [credential] = await unit.find(ACCOUNT, [is("providerId", "credential"), is("accountId", userId)]);
    const hash = credential?.fields.password;
    if (typeof hash !== "string") throw signInFirst();
    if (!(await verifyPassword({ hash, password })))
      throw new VisibleError("unauthenticated", "invitation.wrong-password", "The password is wrong.", {
        fields: [{ path: "password", message: "The password is wrong." }],
      });
    startSession(unit, visit, userId, sessionToken);
    await visit.accept(unit, { id: userId, name: String(user.fields.name) });
  });
  await passwordWasRight(visit.email);
  return { redirectTo: visit.redirectTo, sessionToken };
}

async function joinSignedIn(visit: Visit, live: LiveSession): Promise<Joined> {
  await again(async () => {
    const unit = authUnit();
    const [user] = await unit.find(USER, [is("email", visit.email)]);
    if (!user || live.userId !== user.fields.id) throw otherAccount();
    const [session] = await unit.find(SESSION, [is("token", live.token)]);
    if (!session) throw signInFirst();
    unit.update(SESSION, session, visit.look);
    await visit.accept(unit, { id: live.userId, name: String(user.fields.name) });
  });
  return { redirectTo: visit.redirectTo, sessionToken: null };
}

/**
 * Removes an account whose address nobody has proven. Whoever made it may not own the address, and its password must not
 * become the password of the person who does.
 */
export async function dropUnproven(unit: Unit, email: string): Promise<void> {
  const [user] = await unit.find(USER, [is("email", email)]);
  if (!user || user.fields.emailVerified === true) return;
  for (const account of await unit.find(ACCOUNT, [is("userId", String(user.fields.id))])) unit.remove(ACCOUNT, account);
  unit.remove(USER, user);
}

const otherKind = (kind: UserKind): VisibleError =>
  new VisibleError(
    "conflict",
    "invitation.other-kind",
    kind === "staff"
      ? "This address belongs to a firm's member of staff, who cannot also be a client. Ask for an invitation to another address."
      : "This address belongs to a client's person, who cannot also be staff. Ask for an invitation to another address.",
  );
