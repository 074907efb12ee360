import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { alike, codePrefix, distinctive, nameKey, words } from "./name.ts";

describe("names", () => {
  test("are compared without case, accents and punctuation", () => {
    expect(words("O'Brien & Sons (Zoë) Ltd.")).toEqual(["obrien", "sons", "zoe", "ltd"]);
    expect(nameKey("  Ångström   Ltd ")).toBe("angstrom ltd");
    expect(nameKey("株式会社")).toBe("株式会社");
  });

  test("are alike when only the kind of body differs", () => {
    expect(alike("Tesco PLC", "TESCO LIMITED")).toBe(true);
    expect(alike("Tesco PLC", "Tesco Stores Limited")).toBe(true);
    expect(alike("Smith Plumbing Ltd", "Smith Bakery Ltd")).toBe(false);
    expect(alike("The Company Ltd", "The Group Ltd")).toBe(false);
  });

  test("give three letters to a code whatever they are written in", () => {
    expect(codePrefix("Tesco PLC")).toBe("TES");
    expect(codePrefix("Al Ltd")).toBe("ALX");
    expect(codePrefix("株式会社")).toBe("CLI");
    expect(codePrefix("The Bread Company")).toBe("BRE");
  });

  test("whatever is typed, keys have no separator and are never empty", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 200 }), (name) => {
        expect(nameKey(name)).toMatch(/^[^#]+$/u);
        expect(codePrefix(name)).toMatch(/^[A-Z]{3}$/);
        for (const word of words(name)) expect(word).toMatch(/^[^#\s]+$/u);
        expect(distinctive(name).length).toBeGreaterThanOrEqual(0);
      }),
    );
  });
});
