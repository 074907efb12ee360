import { getAuthTables } from "better-auth/db";
import { expect, it } from "vitest";
import { sessionCookie, tokenOf } from "../auth/cookie.ts";
import { toModel } from "./adapter/model.ts";
import { authOptions } from "../auth/options.ts";
import { KEY_SCHEMA } from "./rows.ts";

it("lays rows out as Better Auth's own schema would", () => {
  const schema = getAuthTables(authOptions());
  for (const name of Object.keys(KEY_SCHEMA))
    expect(toModel(KEY_SCHEMA, name, name)).toEqual(toModel(schema, name, name));
});

it("reads back the cookie it makes, and no other", () => {
  const cookie = sessionCookie("a.token-of-43");
  const [pair = ""] = cookie.split(";");
  expect(tokenOf(pair)).toBe("a.token-of-43");
  expect(tokenOf(pair.replace("token-of", "token-oF"))).toBeNull();
  expect(cookie).toMatch(/; HttpOnly; SameSite=Lax$/);
});

it("marks the cookie Secure, by name and attribute, on https", () => {
  const before = process.env.APP_URL;
  process.env.APP_URL = "https://hub.example";
  try {
    expect(sessionCookie("t")).toMatch(/^__Secure-better-auth\.session_token=.*; Secure;/);
    expect(authOptions().advanced.useSecureCookies).toBe(true);
  } finally {
    process.env.APP_URL = before;
  }
});
