/** Better Auth as this product uses it (ADR 0003). Only the auth function imports this file. */
import type { BetterAuthOptions } from "better-auth";
import { APIError, isAPIError } from "better-auth/api";
// Without the SQL query builder that the full entry brings for its own adapters.
import { betterAuth } from "better-auth/minimal";
import { organization, twoFactor } from "better-auth/plugins";
import { appUrl } from "../lib/app-url.ts";
import { DAY_MS, now, SECOND_MS } from "../lib/clock.ts";
import { newId } from "../lib/id.ts";
import { log, logError } from "../lib/log.ts";
import { isRole, ROLES } from "../lib/permission.ts";
import { accessControl, accessRoles } from "./access.ts";
import { authAdapter } from "../auth-store/adapter/index.ts";
import { attempt } from "../lib/attempts.ts";
import { authSecret, SESSION_S } from "./cookie.ts";
import { after, before, beforeSession } from "./hook.ts";
import { passwordWasRight } from "./lockout.ts";
import { LINK_S, mailExistingAccount, mailReset, mailVerification } from "./mail.ts";
import { microsoftConfig, microsoftPerson } from "./microsoft.ts";
import { hashPassword, MAX_PASSWORD_BYTES, MIN_PASSWORD, verifyPassword } from "./password.ts";
import { mailStaffLink } from "./staff-link.ts";

/** The header that carries the caller's address. The door overwrites it from the gateway's own word. */
export const CLIENT_IP_HEADER = "x-ph-client-ip";

const PREFIXES: Record<string, string> = {
  user: "usr",
  session: "ses",
  account: "acc",
  verification: "ver",
  organization: "firm",
  member: "mem",
  invitation: "sti",
  twoFactor: "tfa",
};

/** What Better Auth offers and this product does otherwise (core/staff, core/auth/join) or not at all. */
const DISABLED_PATHS = [
  ..."create update delete accept-invitation reject-invitation cancel-invitation get-invitation remove-member update-member-role leave check-slug list-user-invitations"
    .split(" ")
    .map((name) => `/organization/${name}`),
  "/two-factor/send-otp",
  "/two-factor/verify-otp",
  "/get-access-token",
  "/refresh-token",
  "/account-info",
  "/update-session",
];

const firms = () =>
  organization({
    ac: accessControl,
    roles: accessRoles,
    allowUserToCreateOrganization: false,
    disableOrganizationDeletion: true,
    creatorRole: "owner",
    membershipLimit: 100,
    invitationLimit: 100,
    invitationExpiresIn: (7 * DAY_MS) / SECOND_MS,
    cancelPendingInvitationsOnReInvite: true,
    organizationHooks: {
      beforeCreateInvitation: async ({ invitation }) => {
        if (!isRole(invitation.role))
          throw new APIError("BAD_REQUEST", {
            code: "ROLE_NOT_FOUND",
            message: `role: must be one of ${ROLES.join(", ")}.`,
          });
      },
    },
    sendInvitationEmail: async ({ id, role, email, organization: firm, invitation, inviter }) => {
      if (!isRole(inviter.role)) throw new Error("auth: an inviter without a role");
      await mailStaffLink({
        invitationId: id,
        email,
        role,
        expiresAt: invitation.expiresAt.toISOString(),
        firmName: firm.name,
        inviter: {
          kind: "staff",
          tenantId: firm.id,
          userId: inviter.userId,
          name: inviter.user.name,
          email: inviter.user.email,
          role: inviter.role,
        },
      });
    },
  });

function social(): BetterAuthOptions["socialProviders"] {
  const config = microsoftConfig();
  if (!config) return {};
  return {
    microsoft: {
      ...config,
      scope: ["openid", "profile", "email"],
      disableDefaultScope: true,
      disableProfilePhoto: true,
      disableSignUp: true,
      disableIdTokenSignIn: true,
      getUserInfo: async (token) => microsoftPerson(config, token.idToken, now()) as never,
    },
  };
}

const minute = (max: number) => ({ window: 60, max });

/** The options, read from the environment. */
export function authOptions() {
  const origin = appUrl();
  return {
    appName: "Practice Hub",
    baseURL: origin,
    basePath: "/api/auth",
    secret: authSecret(),
    trustedOrigins: [origin],
    database: authAdapter(),
    telemetry: { enabled: false },
    disabledPaths: DISABLED_PATHS,
    // The library's own messages quote addresses; only that there was one is written down.
    logger: {
      level: "warn",
      log: (_level, _message, ...details: unknown[]) => {
        const error = details.find((detail) => detail instanceof Error);
        if (error) logError("auth library", error);
        else log("warn", "auth library");
      },
    },
    onAPIError: {
      onError: (error) => {
        if (!isAPIError(error)) logError("auth library failed", error);
      },
    },
    user: {
      additionalFields: {
        kind: { type: "string", required: false, defaultValue: "staff", input: false },
        /** The firm to be made once the address is proven. */
        firmName: { type: "string", required: false, returned: false },
        disabledAt: { type: "date", required: false, input: false, returned: false },
      },
    },
    session: {
      expiresIn: SESSION_S,
      updateAge: DAY_MS / SECOND_MS,
      additionalFields: { portalTenantId: { type: "string", required: false, input: false, returned: false } },
    },
    account: { encryptOAuthTokens: true, accountLinking: { enabled: true, trustedProviders: [] } },
    verification: { storeIdentifier: "hashed", disableCleanup: true },
    emailAndPassword: {
      enabled: true,
      requireEmailVerification: true,
      minPasswordLength: MIN_PASSWORD,
      maxPasswordLength: MAX_PASSWORD_BYTES,
      password: { hash: hashPassword, verify: verifyPassword },
      revokeSessionsOnPasswordReset: true,
      resetPasswordTokenExpiresIn: LINK_S,
      sendResetPassword: ({ user, token }) => mailReset(user, token),
      onPasswordReset: ({ user }) => passwordWasRight(user.email),
      onExistingUserSignUp: ({ user }) => mailExistingAccount(user),
    },
    emailVerification: {
      sendOnSignUp: true,
      autoSignInAfterVerification: true,
      expiresIn: LINK_S,
      sendVerificationEmail: ({ user, token }) => mailVerification(user, token),
    },
    socialProviders: social(),
    rateLimit: {
      enabled: true,
      ...minute(300),
      // An office shares one address, so these are wide; the lock of the account is what stops guessing.
      customRules: {
        "/sign-in/*": minute(60),
        "/sign-up/*": minute(20),
        "/change-password": minute(20),
        "/two-factor/*": minute(30),
        "/request-password-reset": minute(20),
        "/reset-password": minute(20),
        "/send-verification-email": minute(20),
        "/organization/invite-member": minute(60),
      },
      customStorage: {
        consume: async (key, { window, max }) => {
          const result = await attempt({ kind: "rate", max, windowMs: window * SECOND_MS, sliding: false }, key);
          return result.allowed
            ? { allowed: true, retryAfter: null }
            : { allowed: false, retryAfter: Math.ceil(result.retryAfterMs / SECOND_MS) };
        },
      },
    },
    advanced: {
      // Said outright: Better Auth leaves the check out by itself when it believes to be in a test.
      disableOriginCheck: false,
      disableCSRFCheck: false,
      useSecureCookies: origin.startsWith("https://"),
      ipAddress: { ipAddressHeaders: [CLIENT_IP_HEADER] },
      database: { generateId: ({ model }) => newId(PREFIXES[model] ?? "row") },
    },
    databaseHooks: {
      // A made-up answer for a known address has `image: null`; so must the real one, or the two could be told apart.
      user: { create: { before: async (user) => ({ data: { ...user, image: null } }) } },
      // Encryption covers Microsoft's access token; its id_token names the person and is of no further use.
      account: {
        create: { before: async (account) => ({ data: { ...account, idToken: null } }) },
        update: { before: async (account) => ({ data: { ...account, idToken: null } }) },
      },
      session: { create: { before: (session) => beforeSession(session) } },
    },
    hooks: { before, after },
    plugins: [firms(), twoFactor({ issuer: "Practice Hub" })],
  } satisfies BetterAuthOptions;
}

/** Better Auth, ready to answer. */
export const createAuth = () => betterAuth(authOptions());
