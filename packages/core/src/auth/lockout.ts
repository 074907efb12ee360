/**
 * The lock of an account (R7): ten wrong passwords in a row close it for 15 minutes. Counted by address, whether or not
 * there is an account, so that the answer tells nothing; counted before the password is looked at, so that guesses made
 * at the same moment count too. The second factor has the same rule in Better Auth's own plugin, by account.
 */
import { MINUTE_MS } from "../lib/clock.ts";
import { attempt, forgetAttempts, type Attempt, type AttemptRule } from "../lib/attempts.ts";

const PASSWORD: AttemptRule = { kind: "password", max: 10, windowMs: 15 * MINUTE_MS, sliding: true };

export const LOCKED_WORDS =
  "Too many wrong passwords. For your safety this account is closed for 15 minutes. Try again then, or reset your password.";

const normal = (email: string): string => email.trim().toLowerCase();

/** Counts one try of a password for an address; refuses the eleventh. */
export const tryPassword = (email: string): Promise<Attempt> => attempt(PASSWORD, normal(email));

/** The password was right, or was replaced by its owner. */
export const passwordWasRight = (email: string): Promise<void> => forgetAttempts(PASSWORD, normal(email));
