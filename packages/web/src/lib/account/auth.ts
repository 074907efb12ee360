/** The endpoints of Better Auth that pages use, as typed calls. Small on purpose: its own client is 12 times the size. */
import { send } from "../request/http.ts";

const post = (path: string, body: unknown = {}): Promise<unknown> => send("POST", `/api/auth${path}`, { body });
const get = (path: string): Promise<unknown> => send("GET", `/api/auth${path}`);

export interface SignedIn {
  /** The password was right; a code of the second factor is still needed. */
  needsCode: boolean;
}

export async function signIn(email: string, password: string): Promise<SignedIn> {
  const answer = (await post("/sign-in/email", { email, password })) as { twoFactorRedirect?: boolean } | null;
  return { needsCode: answer?.twoFactorRedirect === true };
}

/** Where to send the browser for Microsoft's own sign-in page. */
export async function microsoftAddress(callbackURL: string): Promise<string> {
  const answer = (await post("/sign-in/social", {
    provider: "microsoft",
    callbackURL,
    errorCallbackURL: "/sign-in",
  })) as { url: string };
  return answer.url;
}

export const signOut = (): Promise<unknown> => post("/sign-out");
export const signUp = (value: { name: string; email: string; password: string; firmName: string }): Promise<unknown> =>
  post("/sign-up/email", value);
export const resendVerification = (email: string): Promise<unknown> =>
  post("/send-verification-email", { email, callbackURL: "/client-hub" });
export const verifyEmail = (token: string): Promise<unknown> => get(`/verify-email?token=${encodeURIComponent(token)}`);
export const requestReset = (email: string): Promise<unknown> =>
  post("/request-password-reset", { email, redirectTo: "/reset-password" });
export const resetPassword = (token: string, newPassword: string): Promise<unknown> =>
  post("/reset-password", { token, newPassword });
export const changePassword = (value: {
  currentPassword: string;
  newPassword: string;
  revokeOtherSessions: boolean;
}): Promise<unknown> => post("/change-password", value);

/** Second factor. */
export const verifyCode = (code: string, trustDevice: boolean): Promise<unknown> =>
  post("/two-factor/verify-totp", { code, trustDevice });
export const verifyBackupCode = (code: string): Promise<unknown> => post("/two-factor/verify-backup-code", { code });
export const startTwoFactor = async (password: string): Promise<{ totpURI: string; backupCodes: string[] }> =>
  (await post("/two-factor/enable", { password })) as { totpURI: string; backupCodes: string[] };
export const stopTwoFactor = (password: string): Promise<unknown> => post("/two-factor/disable", { password });
export const newBackupCodes = async (password: string): Promise<string[]> =>
  ((await post("/two-factor/generate-backup-codes", { password })) as { backupCodes: string[] }).backupCodes;

export interface AuthUser {
  id: string;
  name: string;
  email: string;
  kind?: "staff" | "portal";
  twoFactorEnabled?: boolean | null;
}
export interface AuthSession {
  id: string;
  token: string;
  createdAt: string;
  updatedAt: string;
  expiresAt: string;
  ipAddress?: string | null;
  userAgent?: string | null;
}

/** Null when nobody is signed in. */
export const currentSession = async (): Promise<{ session: AuthSession; user: AuthUser } | null> =>
  (await get("/get-session")) as { session: AuthSession; user: AuthUser } | null;
export const listSessions = async (): Promise<AuthSession[]> => (await get("/list-sessions")) as AuthSession[];
export const revokeSession = (token: string): Promise<unknown> => post("/revoke-session", { token });
export const revokeOtherSessions = (): Promise<unknown> => post("/revoke-other-sessions");

/** Looks at another firm one works for. */
export const switchFirm = (organizationId: string): Promise<unknown> =>
  post("/organization/set-active", { organizationId });
