import { expect, test } from "vitest";
import { resolve } from "./shortcut.ts";

const known = (keys: string) => ["c", "g c", "/", "j"].includes(keys);

test("a pair counts when its second key comes within a second", () => {
  expect(resolve("c", { key: "g", at: 1000 }, 1900, known)).toBe("g c");
  expect(resolve("c", { key: "g", at: 1000 }, 2100, known)).toBe("c");
});

test("a key alone, and a key that means nothing", () => {
  expect(resolve("c", null, 0, known)).toBe("c");
  expect(resolve("x", null, 0, known)).toBeNull();
  expect(resolve("x", { key: "g", at: 0 }, 1, known)).toBeNull();
});
