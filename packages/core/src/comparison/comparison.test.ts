import fc from "fast-check";
import { expect, test } from "vitest";
import { compareAddress } from "./address.ts";
import { compareBirth } from "./birth.ts";
import { compareNames, type NameRule } from "./name.ts";
import { compareNationality } from "./nationality.ts";
import type { PersonName } from "./spelling.ts";

const parts = (given: string, family: string): PersonName => ({ given, family });

test.each<[PersonName, PersonName, NameRule[]]>([
  ["Jane Alder", "Jane Alder", []],
  ["JANE ALDER", "Jane Alder", ["case"]],
  ["Jane Mary ALDER", parts("Jane", "Alder"), ["case", "middle"]],
  ["ALDER, Jane", parts("Jane", "Alder"), ["case", "order"]],
  ["Ms Jane Alder", parts("Jane", "Alder"), ["title"]],
  ["Dr. Jane Alder OBE", "Jane Alder", ["title"]],
  ["Zoë Brontë", "Zoe Bronte", ["accent"]],
  ["Jürgen Müller", "JUERGEN MUELLER", ["accent"]],
  ["Jürgen Müller", "Jurgen Muller", ["accent"]],
  ["Søren Ångström", "Soeren Aangstroem", ["accent"]],
  ["Łukasz Wójcik", "Lukasz Wojcik", ["accent"]],
  ["Jean-Paul Smith-Jones", "Jean Paul Smith Jones", ["hyphen"]],
  ["Jeanpaul Smith", "Jean-Paul Smith", ["hyphen"]],
  ["Siobhan O'Brien", "Siobhan OBrien", ["hyphen"]],
  [parts("Smith", "John"), parts("John", "Smith"), ["order"]],
  ["J. P. Smith", "John Paul Smith", ["initial"]],
  ["J Smith", "John Paul Smith", ["middle", "initial"]],
  ["Liz Alder", "Elizabeth Alder", ["short"]],
  ["Mohammed Khan", "Muhammad Khan", ["short"]],
  ["Bill Smith", "MR WILLIAM HENRY SMITH", ["case", "title", "middle", "short"]],
  ["Maria de la Cruz", parts("Maria", "De La Cruz"), ["case"]],
])("%j and %j agree, by %j", (a, b, rules) => {
  for (const found of [compareNames(a, b), compareNames(b, a)]) {
    expect(found).toMatchObject({ agree: true, rules });
    expect(found.reason).not.toBe("");
  }
});

test.each<[PersonName, PersonName, RegExp]>([
  ["Jane Alder", "John Alder", /given names differ/],
  ["Jane Alder", "Jane Rowan", /marriage/],
  ["Jane Alder-Rowan", "Jane Alder", /part of the family name/],
  ["John Paul Smith", "John Peter Smith", /given names differ/],
  ["John Smith", "Thomas Brown", /Another name/],
  ["Smith", "John Smith", /no given name/],
  ["Mary Jane Smith", "Jane Smith", /given names differ/],
  ["", "Jane Alder", /cannot be compared/],
  ["...", "", /cannot be compared/],
])("%j and %j differ, and it is said how", (a, b, words) => {
  for (const found of [compareNames(a, b), compareNames(b, a)]) {
    expect(found.agree).toBe(false);
    expect(found.reason).toMatch(words);
  }
});

const word = fc.constantFrom("jane", "mary", "tom", "zoë", "o'neil", "smith", "jean-luc", "k", "alder", "de", "müller");
const long = word.filter((one) => one.length > 1);
const name = fc.array(word, { minLength: 1, maxLength: 4 }).map((words) => words.join(" "));

test("it does not matter which name comes first, and other writing never makes one name two", () => {
  fc.assert(
    fc.property(name, name, (a, b) => {
      const [there, back] = [compareNames(a, b), compareNames(b, a)];
      expect(there.agree).toBe(back.agree);
      expect(there.rules).toEqual(back.rules);
      if (a.includes(" ")) {
        expect(compareNames(a, a.toUpperCase()).agree).toBe(true);
        expect(compareNames(a, `Mrs ${a}`).agree).toBe(true);
        expect(compareNames(a, a.normalize("NFKD").replaceAll(/\p{M}/gu, "")).agree).toBe(true);
      }
    }),
    { numRuns: 500 },
  );
});

test("a name never agrees with one whose family name is another", () => {
  fc.assert(
    // An initial may stand for any name, a family name that is the wrong way round too.
    fc.property(long, long, (given, family) => {
      expect(compareNames({ given, family }, { given, family: `${family}x` }).agree).toBe(false);
    }),
    { numRuns: 100 },
  );
});

test("the register's month of birth agrees with a day in it, and a mistake is called by its name", () => {
  expect(compareBirth("1970-06-15", "1970-06")).toEqual({
    agree: true,
    reason: "The same month. Companies House publishes no day.",
  });
  expect(compareBirth("1970-06-15", "1970-07").reason).toMatch(/Another month/);
  expect(compareBirth("1990-02-01", "1990-01-02").reason).toMatch(/other way round/);
  expect(compareBirth("1990-02-01", "1991-02-01").reason).toMatch(/Another year/);
  expect(compareBirth("1990-02-01", "1990-02-11").reason).toMatch(/Another day/);
});

test("a nationality is the same as a code, an adjective or a country", () => {
  for (const other of ["GBR", "British", "United Kingdom", "british citizen"])
    expect(compareNationality("British", other).agree).toBe(true);
  expect(compareNationality("Irish", "GBR").agree).toBe(false);
  expect(compareNationality("Atlantean", "ATLANTEAN").agree).toBe(true);
  expect(compareNationality("Atlantean", "ATL").reason).toMatch(/Not known/);
});

test("an address is the same when postcode and number are", () => {
  const at = (line: string, postcode: string | null) => ({ lines: [line], postcode });
  expect(compareAddress(at("10 High St", "LS1 1AA"), at("10 High Street, Leeds", "ls11aa")).agree).toBe(true);
  expect(compareAddress(at("10 High St", "LS1 1AA"), at("12 High St", "LS1 1AA")).reason).toMatch(/another number/);
  expect(compareAddress(at("10 High St", "LS1 1AA"), at("10 High St", "LS1 1AB")).reason).toMatch(/Another postcode/);
  expect(compareAddress(at("10 High St Leeds", null), at("10 High Street Leeds", "LS1 1AA")).agree).toBe(true);
});
