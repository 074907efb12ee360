/** Passwords: bcrypt at cost 12 (R7), 12 characters at least, and no more than the 72 bytes that bcrypt reads. */
import bcrypt from "bcryptjs";
import { VisibleError } from "../lib/error.ts";

const COST = 12;
export const MIN_PASSWORD = 12;
export const MAX_PASSWORD_BYTES = 72;

/** What is wrong with a new password, in words; null when it will do. */
export function passwordProblem(password: unknown): string | null {
  if (typeof password !== "string" || password.length < MIN_PASSWORD)
    return `Choose a password of at least ${MIN_PASSWORD} characters.`;
  if (Buffer.byteLength(password) > MAX_PASSWORD_BYTES)
    return `Choose a password of at most ${MAX_PASSWORD_BYTES} characters (fewer with accents or symbols: ${MAX_PASSWORD_BYTES} bytes).`;
  return null;
}

/** Refuses a new password that is too short or too long. */
export function assertPassword(password: unknown): asserts password is string {
  const message = passwordProblem(password);
  if (message !== null)
    throw new VisibleError("invalid", "password.invalid", message, { fields: [{ path: "password", message }] });
}

/** The stored form. Throws (a defect) for more than 72 bytes: bcrypt would ignore the rest. */
export function hashPassword(password: string): Promise<string> {
  if (Buffer.byteLength(password) > MAX_PASSWORD_BYTES) throw new Error("password of more than 72 bytes");
  return bcrypt.hash(password, COST);
}

/** Whether a password is the one that was hashed; about 400 ms, whatever the answer. */
export const verifyPassword = async ({ hash, password }: { hash: string; password: string }): Promise<boolean> =>
  Buffer.byteLength(password) <= MAX_PASSWORD_BYTES && (await bcrypt.compare(password, hash));
