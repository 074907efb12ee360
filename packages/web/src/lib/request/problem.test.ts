import { expect, test } from "vitest";
import { explain, fromAnswer, hasCode, noAnswer } from "./problem.ts";

const headers = (values: Record<string, string> = {}) => new Headers(values);

test("a problem document keeps its words, code, fields, members and request id", () => {
  const error = fromAnswer(409, headers({ "x-request-id": "req_1" }), {
    code: "client.version-conflict",
    detail: "Somebody else changed this client.",
    errors: [{ path: "name", message: "must not be empty" }, { nonsense: true }],
    current: { version: 2 },
  });
  expect(error.failure).toMatchObject({
    status: 409,
    code: "client.version-conflict",
    detail: "Somebody else changed this client.",
    requestId: "req_1",
    fields: [{ path: "name", message: "must not be empty" }],
    document: { current: { version: 2 } },
  });
  expect(hasCode(error, "client.version-conflict")).toBe(true);
  expect(hasCode(new Error("x"), "client.version-conflict")).toBe(false);
});

test("Better Auth's refusals are understood too", () => {
  expect(
    fromAnswer(401, headers(), { code: "INVALID_EMAIL_OR_PASSWORD", message: "Invalid email or password" }).code,
  ).toBe("INVALID_EMAIL_OR_PASSWORD");
});

test("an answer that is no problem document, or no JSON, still says something fixed", () => {
  for (const body of [null, undefined, "<html>", [], 3]) {
    const { detail, code } = fromAnswer(503, headers(), body).failure;
    expect([detail, code]).toEqual(["The service is not available right now. Try again in a minute.", "http.503"]);
  }
});

test("Retry-After is read in seconds, and nonsense in it is left out", () => {
  expect(fromAnswer(429, headers({ "retry-after": "12" }), null).failure.retryAfterS).toBe(12);
  expect(fromAnswer(429, headers({ "retry-after": "Wed, 21 Oct" }), null).failure.retryAfterS).toBeUndefined();
  expect(fromAnswer(429, headers(), null).failure.retryAfterS).toBeUndefined();
});

test("the message of an unknown error is never shown", () => {
  expect(explain(new Error("secret token abc")).detail).not.toContain("secret");
  expect(explain("boom").detail).toBe("Something went wrong in this page. Reload it and try again.");
});

test("no answer says whether it was slow or away", () => {
  expect(noAnswer(new DOMException("x", "TimeoutError")).failure.detail).toMatch(/too long/);
  expect(noAnswer(new TypeError("fetch failed")).failure).toMatchObject({ status: 0, code: "network" });
});
