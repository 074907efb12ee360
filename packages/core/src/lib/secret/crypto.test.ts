import fc from "fast-check";
import { afterEach, expect, it } from "vitest";
import { decryptObject, encryptObject, open, seal, SealError } from "./crypto.ts";

const firmA = { tenantId: "firm_a", purpose: "email.props" };
const original = process.env.ENCRYPTION_KEY;
afterEach(() => {
  process.env.ENCRYPTION_KEY = original;
  delete process.env.ENCRYPTION_KEY_PREVIOUS;
});

it("opens exactly what was sealed", () => {
  fc.assert(fc.property(fc.string({ unit: "binary" }), (text) => open(seal(text, firmA), firmA) === text));
  expect(decryptObject(encryptObject({ url: "x" }, firmA), firmA)).toEqual({ url: "x" });
});

it("does not open in another tenant or for another purpose", () => {
  const sealed = seal("token", firmA);
  expect(() => open(sealed, { ...firmA, tenantId: "firm_b" })).toThrow(SealError);
  expect(() => open(sealed, { ...firmA, purpose: "other" })).toThrow(SealError);
});

it("does not open after a change of any one character", () => {
  const sealed = seal("a secret of some length", firmA);
  const bytesOf = (value: string) =>
    value.split(".").map((part, i) => (i < 2 ? part : Buffer.from(part, "base64url").toString("hex")));
  const opened: number[] = [];
  for (let at = 0; at < sealed.length; at += 1) {
    const changed = sealed.slice(0, at) + (sealed[at] === "A" ? "Q" : "A") + sealed.slice(at + 1);
    // The last character of a base64url part may hold unused bits only: then the bytes are the same value.
    if (bytesOf(changed).join() === bytesOf(sealed).join()) continue;
    try {
      open(changed, firmA);
      opened.push(at);
    } catch (error) {
      if (!(error instanceof SealError)) throw error;
    }
  }
  expect(opened).toEqual([]);
});

it("refuses a shortened tag", () => {
  const parts = seal("x", firmA).split(".");
  parts[4] = Buffer.from(parts[4] ?? "", "base64url")
    .subarray(0, 4)
    .toString("base64url");
  expect(() => open(parts.join("."), firmA)).toThrow(SealError);
});

it("opens values of the previous key during a rotation and none after it", () => {
  const sealed = seal("kept", firmA);
  process.env.ENCRYPTION_KEY_PREVIOUS = original;
  process.env.ENCRYPTION_KEY = "cd".repeat(32);
  expect(open(sealed, firmA)).toBe("kept");
  expect(open(seal("new", firmA), firmA)).toBe("new");
  delete process.env.ENCRYPTION_KEY_PREVIOUS;
  expect(() => open(sealed, firmA)).toThrow(SealError);
});

it("never repeats an initialisation vector", () => {
  const ivs = new Set(Array.from({ length: 20_000 }, () => seal("x", firmA).split(".")[2]));
  expect(ivs.size).toBe(20_000);
});
