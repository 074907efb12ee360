/** What happens around Better Auth's own endpoints: our rules on bodies, the account lock, firms and sessions. */
import { APIError, createAuthMiddleware, getSessionFromCtx } from "better-auth/api";
import * as z from "zod";
import { Firm } from "../firm/index.ts";
import { FirmName } from "../firm/schema.ts";
import { log } from "../lib/log.ts";
import { EmailAddress, text } from "../lib/schema.ts";
import { dropUnproven } from "./join/visitor.ts";
import { LOCKED_WORDS, passwordWasRight, tryPassword } from "./lockout.ts";
import { passwordProblem } from "./password.ts";
import { again, authUnit, is, MEMBER, USER } from "../auth-store/rows.ts";

/** Strict: Better Auth merges what a hook answers into the body, so what is not refused here gets through. */
const SignUp = z.strictObject({
  name: text(120),
  email: EmailAddress,
  password: z.string(),
  firmName: FirmName,
  callbackURL: z.string().max(500).optional(),
});
const UpdateUser = z.strictObject({ name: text(120) });

/** Endpoints that take the password of whoever is signed in. */
const TAKES_OWN_PASSWORD = new Set([
  "/change-password",
  "/verify-password",
  "/two-factor/enable",
  "/two-factor/disable",
  "/two-factor/generate-backup-codes",
  "/two-factor/get-totp-uri",
]);

const refuse = (code: string, message: string): APIError => new APIError("BAD_REQUEST", { code, message });

/** The body, or a refusal in the schema's words. */
function parse<S extends z.ZodType>(schema: S, body: unknown): z.output<S> {
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw refuse("VALIDATION_ERROR", `${issue?.path.join(".") || "body"}: ${issue?.message ?? "not valid"}.`);
}

function assertNewPassword(password: unknown): void {
  const problem = passwordProblem(password);
  if (problem === null) return;
  throw refuse(String(password).length < 12 ? "PASSWORD_TOO_SHORT" : "PASSWORD_TOO_LONG", problem);
}

async function countPassword(email: string): Promise<void> {
  const counted = await tryPassword(email);
  if (counted.allowed) return;
  throw new APIError(
    "TOO_MANY_REQUESTS",
    { code: "ACCOUNT_LOCKED", message: LOCKED_WORDS },
    { "Retry-After": String(Math.ceil(counted.retryAfterMs / 1000)) },
  );
}

const bodyText = (body: unknown, field: string): string => {
  const value = (body as Record<string, unknown> | undefined)?.[field];
  return typeof value === "string" ? value : "";
};

export const before = createAuthMiddleware(async (ctx) => {
  switch (ctx.path) {
    case "/sign-up/email": {
      const body = parse(SignUp, ctx.body);
      assertNewPassword(body.password);
      await again(async () => {
        const unit = authUnit();
        await dropUnproven(unit, body.email);
        await unit.commit();
      });
      return { context: { ...ctx, body } };
    }
    case "/sign-in/email":
      await countPassword(bodyText(ctx.body, "email"));
      return undefined;
    case "/reset-password":
      assertNewPassword(bodyText(ctx.body, "newPassword"));
      return undefined;
    case "/update-user":
      return { context: { ...ctx, body: parse(UpdateUser, ctx.body) } };
    default:
  }
  if (TAKES_OWN_PASSWORD.has(ctx.path)) {
    if (ctx.path === "/change-password") assertNewPassword(bodyText(ctx.body, "newPassword"));
    const session = await getSessionFromCtx(ctx);
    if (session) await countPassword(session.user.email);
  }
  return undefined;
});

export const after = createAuthMiddleware(async (ctx) => {
  if (ctx.context.returned instanceof Error) return;
  if (ctx.path === "/sign-in/email") await passwordWasRight(bodyText(ctx.body, "email"));
  else if (TAKES_OWN_PASSWORD.has(ctx.path)) {
    const email = ctx.context.session?.user.email;
    if (email) await passwordWasRight(email);
  }
});

/**
 * Before a session comes into being, however a person signed in: the account must be in order, the firm of a sign-up is
 * made if it was not yet, and the session looks at the firm the person has been with longest.
 */
export async function beforeSession(session: { userId: string }): Promise<{ data: Record<string, unknown> }> {
  const [user] = await authUnit().find(USER, [is("id", session.userId)]);
  if (!user || user.fields.emailVerified !== true)
    throw new APIError("FORBIDDEN", { code: "EMAIL_NOT_VERIFIED", message: "Confirm your email address first." });
  if (user.fields.disabledAt) {
    log("warn", "sign-in of a disabled account", { userId: session.userId });
    throw new APIError("FORBIDDEN", { code: "ACCOUNT_DISABLED", message: "This account is closed. Ask your firm." });
  }
  if (user.fields.kind === "portal") return { data: session };
  await Firm.found(session.userId);
  const memberships = await authUnit().find(MEMBER, [is("userId", session.userId)]);
  const [first] = memberships.toSorted((a, b) => String(a.fields.createdAt).localeCompare(String(b.fields.createdAt)));
  return { data: { ...session, activeOrganizationId: first ? String(first.fields.organizationId) : null } };
}
