import { expect, it } from "vitest";
import { hashPassword, verifyPassword } from "./password.ts";

it("stores a password as bcrypt at cost 12, salted, knows it again and no other", async () => {
  const password = "correct horse battery";
  const [hash, again] = await Promise.all([hashPassword(password), hashPassword(password)]);
  expect(hash).toMatch(/^\$2b\$12\$[./\w]{53}$/);
  expect(again).not.toBe(hash);
  expect(await verifyPassword({ hash, password })).toBe(true);
  expect(await verifyPassword({ hash, password: `${password} ` })).toBe(false);
});

it("does not know a password of more than 72 bytes by its first 72, and stores none", async () => {
  const longest = "é".repeat(36);
  const hash = await hashPassword(longest);
  expect(await verifyPassword({ hash, password: `${longest}x` })).toBe(false);
  expect(() => hashPassword(`${longest}x`)).toThrow("72 bytes");
});
