import { expect, test } from "vitest";
import { RequestError } from "../../lib/request/problem.ts";
import { authWords, inWords, waitWords } from "./words.ts";

const refusal = (code: string, status = 400, retryAfterS?: number) =>
  new RequestError({ code, status, detail: "raw", retryAfterS });

test("an unknown account and a wrong password read the same", () => {
  expect(authWords(refusal("INVALID_EMAIL_OR_PASSWORD", 401))).toBe(
    "The email address or the password is wrong. Check both, or reset your password.",
  );
});

test("a locked account says for how long, and the way out", () => {
  expect(authWords(refusal("ACCOUNT_LOCKED", 429, 840))).toBe(
    "This account is locked after too many wrong passwords. Try again in 14 minutes, or reset your password now.",
  );
  expect(authWords(refusal("auth.account-locked", 429))).toContain("15 minutes");
});

test("too many tries say when to come back", () => {
  expect(authWords(refusal("TOO_MANY", 429, 30))).toBe("Too many tries. Wait 30 seconds and try again.");
  expect([waitWords(60), waitWords(61), waitWords(59)]).toEqual(["1 minute", "2 minutes", "59 seconds"]);
});

test("an unknown refusal keeps the server's words, and what is no refusal stays what it is", () => {
  expect(authWords(refusal("SOMETHING_NEW"))).toBe("raw");
  const other = new TypeError("x");
  expect(inWords(other)).toBe(other);
});
