import { expect, test } from "vitest";
import { REVIEW_MONTHS, reviewDueOn } from "../../case/rule/review-due.ts";
import { suggestRisk } from "../../case/rule/risk.ts";
import { discrepancies, draftReport } from "./discrepancy.ts";
import { matrixOf, type Said, type Statements } from "./matrix.ts";
import { type Fact, SOURCES, type Source } from "./schema.ts";

const home = { lines: ["10 High Street", "Leeds"], postcode: "LS1 1AA" };
const AGREEING: Record<Source, Said> = {
  document: {
    name: { given: "JANE MARY", family: "ALDER" },
    dateOfBirth: "1970-06-15",
    nationality: "GBR",
    documentNumber: "123456789",
    documentExpiry: "2031-01-01",
  },
  answers: {
    name: { given: "Jane", family: "Alder" },
    dateOfBirth: "1970-06-15",
    nationality: "British",
    address: home,
    companyName: "Alder Joinery Ltd",
    companyNumber: "01234567",
    companyAddress: { lines: ["1 Mill Lane"], postcode: "LS2 2BB" },
  },
  register: {
    name: "Jane Mary ALDER",
    dateOfBirth: "1970-06",
    nationality: "British",
    companyName: "ALDER JOINERY LIMITED",
    companyNumber: "01234567",
    companyAddress: { lines: ["1 Mill Ln", "Leeds"], postcode: "LS2 2BB" },
  },
  check: { name: "JANE ALDER", dateOfBirth: "1970-06-15", address: home, documentNumber: "123456789" },
  xero: { name: "J Alder", companyName: "Alder Joinery Ltd.", companyNumber: "01234567" },
};
const COLUMNS = Object.fromEntries(SOURCES.map((source, index) => [source, index])) as Record<Source, number>;

/** The verdicts of a row, one letter a source: agree, differs, missing. */
const letters = (statements: Statements, fact: Fact): string =>
  matrixOf(statements, { company: true })
    .find((row) => row.fact === fact)
    ?.cells.map(({ verdict }) => verdict.slice(0, 1))
    .join("") ?? "";

test("five sources of one person agree, and what a source cannot know is missing with its reason", () => {
  const rows = matrixOf(AGREEING, { company: true });
  expect(rows.map(({ fact, cells }) => `${fact} ${cells.map(({ verdict }) => verdict.slice(0, 1)).join("")}`)).toEqual([
    "name aaaaa",
    "dateOfBirth aaaam",
    "nationality aaamm",
    "address mamam",
    "documentNumber ammam",
    "documentExpiry ammmm",
    "companyName maama",
    "companyNumber maama",
    "companyAddress maamm",
  ]);
  for (const { cells } of rows) {
    for (const { reason, verdict, value } of cells) {
      expect(reason).not.toBe("");
      expect(value === null).toBe(verdict === "missing");
    }
    expect(cells.filter(({ basis }) => basis).length).toBe(1);
  }
});

test.each<[Source, Said, Fact, string]>([
  ["answers", { name: "Joan Alder" }, "name", "adaaa"],
  ["register", { name: "Jane ALDER-SMITH" }, "name", "aadaa"],
  ["register", { dateOfBirth: "1970-07" }, "dateOfBirth", "aadam"],
  ["answers", { dateOfBirth: "1970-15-06" }, "dateOfBirth", "adaam"],
  ["check", { documentNumber: "123456780" }, "documentNumber", "ammdm"],
  ["xero", { companyName: "Rowan Bakery Ltd" }, "companyName", "maamd"],
  ["answers", { companyNumber: "07654321" }, "companyNumber", "mdama"],
  ["answers", { nationality: "Irish" }, "nationality", "adamm"],
])("what only %s says otherwise (%j) stands out in its own cell", (source, said, fact, verdicts) => {
  const statements = { ...AGREEING, [source]: { ...AGREEING[source], ...said } };
  expect(letters(statements, fact)).toBe(verdicts);
  const row = matrixOf(statements, { company: true }).find((one) => one.fact === fact);
  expect(row?.verdict).toBe("differs");
  expect(row?.cells[COLUMNS[source]]?.reason).not.toMatch(/^The same/);
});

test("a silent source says why, and a row that one source speaks of is no agreement", () => {
  const absent = { absent: "A sole trader is not at Companies House." };
  const statements: Statements = { ...AGREEING, register: absent, document: absent, check: absent };
  const rows = matrixOf(statements, { company: false });
  expect(rows.some(({ fact }) => fact.startsWith("company"))).toBe(false);
  expect(rows.find(({ fact }) => fact === "dateOfBirth")).toMatchObject({ verdict: "missing" });
  expect(rows[0]?.cells[COLUMNS.register]).toMatchObject({ verdict: "missing", reason: absent.absent });
});

const psc = { name: "Ms Jane Alder", dateOfBirth: "1970-06", individual: true };
const owner = { name: "Jane Alder", dateOfBirth: "1970-06-15", share: "75-100" } as const;
const shares = (band: string) => [`ownership-of-shares-${band}-percent`, "voting-rights-75-to-100-percent"];

test("a difference with the register of PSCs drafts the report of regulation 30A, agreement drafts none", () => {
  const kinds = (...args: Parameters<typeof discrepancies>) => discrepancies(...args).map(({ kind }) => kind);
  expect(kinds([owner], [{ ...psc, naturesOfControl: shares("75-to-100") }])).toEqual([]);
  expect(kinds([owner], [{ ...psc, naturesOfControl: shares("50-to-75") }])).toEqual(["share-differs"]);
  expect(kinds([{ ...owner, share: "control" }], [{ ...psc, naturesOfControl: shares("75-to-100") }])).toEqual([]);
  expect(kinds([owner], [{ ...psc, dateOfBirth: "1971-06", naturesOfControl: [] }])).toEqual(["birth-differs"]);
  expect(kinds([owner], [])).toEqual(["not-on-register"]);
  expect(discrepancies([{ ...owner, share: "25-50" }], [])[0]?.reason).toMatch(/exactly 25% is no PSC/);
  expect(kinds([], [{ ...psc, naturesOfControl: [] }])).toEqual(["not-declared"]);
  expect(kinds([], [{ ...psc, name: "Alder Holdings Ltd", individual: false, naturesOfControl: [] }])).toEqual([]);

  const about = {
    firmName: "Alder & Co",
    companyName: "Alder Joinery Ltd",
    companyNumber: "01234567",
    on: "2026-11-25",
  };
  const found = discrepancies([owner], []);
  expect(draftReport({ ...about, registerReadOn: null, found: [] })).toBeNull();
  const report = draftReport({ ...about, registerReadOn: "2026-11-20", found });
  for (const words of ["30A", "Alder Joinery Ltd (01234567)", "1. Jane Alder", "75% or more", "no entry", "material"])
    expect(report).toContain(words);
});

test("two people of one name are told by their month of birth", () => {
  const father = { ...psc, dateOfBirth: "1940-01", naturesOfControl: [] };
  const son = { ...psc, naturesOfControl: [] };
  expect(discrepancies([owner], [father, son]).map(({ kind, register }) => [kind, register])).toEqual([
    ["not-declared", "1940-01"],
  ]);
});

test("the gravest rule that holds sets the risk, with every reason, and the risk sets the day of the next review", () => {
  const clean = {
    answers: { pep: false, highRiskCountry: false, cashIntensive: false },
    hits: [],
    dismissed: [],
    outcome: "pass",
    differences: 0,
    discrepancies: 0,
  } as const;
  expect(suggestRisk(clean)).toEqual({ level: "low", reasons: ["Nothing raises the risk."] });
  expect(suggestRisk({ ...clean, differences: 1, outcome: "refer" }).level).toBe("medium");
  const high = suggestRisk({ ...clean, hits: ["pep"], answers: { ...clean.answers, cashIntensive: true } });
  expect(high.level).toBe("high");
  expect(high.reasons).toHaveLength(2);
  expect(suggestRisk({ ...clean, answers: null }).level).toBe("medium");
  expect(REVIEW_MONTHS.high < REVIEW_MONTHS.medium && REVIEW_MONTHS.medium < REVIEW_MONTHS.low).toBe(true);
  expect(reviewDueOn("high", "2026-11-25")).toBe("2027-11-25");
  expect(reviewDueOn("high", "2024-02-29")).toBe("2025-02-28");
});
