/** What the sign-in pages say for each refusal of the auth function. One message for an unknown account and a wrong password. */
import { countdown } from "../../lib/time/date.ts";
import { explain, RequestError } from "../../lib/request/problem.ts";

const WORDS: Record<string, string> = {
  INVALID_EMAIL_OR_PASSWORD: "The email address or the password is wrong. Check both, or reset your password.",
  INVALID_PASSWORD: "The password is wrong.",
  INVALID_TOKEN: "This link has been used or has run out. Ask for a new one.",
  TOKEN_EXPIRED: "This link has run out. Ask for a new one.",
  INVALID_CODE: "That code is not right, or it has just changed. Enter the one your app shows now.",
  INVALID_TWO_FACTOR_COOKIE: "Signing in took too long. Enter your email address and password again.",
  INVALID_BACKUP_CODE: "That backup code is not right, or it has been used.",
  TOO_MANY_ATTEMPTS_REQUEST_NEW_CODE: "Too many wrong codes. Enter your email address and password again.",
  PASSWORD_TOO_SHORT: "Choose a password of at least 12 characters.",
  PASSWORD_TOO_LONG: "Choose a password of at most 72 characters.",
  PASSWORD_COMPROMISED: "This password is on public lists of stolen passwords. Choose another one.",
  SESSION_NOT_FRESH: "You signed in a while ago. Sign out and in again before you change this.",
};

const LOCKED = new Set(["ACCOUNT_LOCKED", "auth.account-locked"]);

export const isUnverified = (error: unknown): boolean =>
  error instanceof RequestError && error.code === "EMAIL_NOT_VERIFIED";
export const isExpiredLink = (error: unknown): boolean =>
  error instanceof RequestError && ["INVALID_TOKEN", "TOKEN_EXPIRED"].includes(error.code);

/** The sentence for a refusal. */
export function authWords(error: unknown): string {
  const { code, detail, status, retryAfterS } = explain(error);
  if (LOCKED.has(code)) return lockWords(retryAfterS);
  if (status === 429)
    return `Too many tries. Wait ${retryAfterS ? waitWords(retryAfterS) : "a few minutes"} and try again.`;
  return WORDS[code] ?? detail;
}

const lockWords = (seconds: number | undefined) =>
  `This account is locked after too many wrong passwords. ${seconds ? `Try again in ${waitWords(seconds)}` : "Try again in 15 minutes"}, or reset your password now.`;

/** `90` → `2 minutes`; under a minute, in seconds. */
export const waitWords = (seconds: number): string => {
  if (seconds < 60) return `${seconds} seconds`;
  const minutes = Math.ceil(seconds / 60);
  return minutes === 1 ? "1 minute" : minutes < 60 ? `${minutes} minutes` : countdown(seconds);
};

/** The same failure in words for people, so that forms show it. */
export const inWords = (error: unknown): unknown =>
  error instanceof RequestError ? new RequestError({ ...error.failure, detail: authWords(error) }) : error;
