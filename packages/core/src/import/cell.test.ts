import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { expect, it } from "vitest";
import { toCsv } from "./cell.ts";
import { suggestMapping } from "./field.ts";
import { templateCsv } from "./template.ts";

const read = (csv: string) => parse(csv, { bom: true, relax_column_count: true });

it("writes any cells so that they come back as they were, but none that a spreadsheet takes for a formula", () => {
  const cells = fc.oneof(
    fc.string({ unit: "grapheme", maxLength: 20 }),
    fc.constantFrom("=cmd|' /C calc'!A1", "+1", "-1", "@x", "\t=1", " =1", '"=1"', "a,b", "two\r\nlines", "\u{ff1d}1"),
  );
  fc.assert(
    fc.property(fc.array(fc.array(cells, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 4 }), (rows) => {
      const back = read(toCsv([["line"], ...rows])).slice(1);
      const formula = /^\s*[=+\-@\t\r|%＝＋－＠]/u;
      expect(back).toEqual(rows.map((row) => row.map((cell) => (formula.test(cell) ? `'${cell}` : cell))));
      for (const cell of back.flat()) expect(cell).not.toMatch(formula);
    }),
    { numRuns: 200 },
  );
});

it("gives a template that needs no matching of columns", () => {
  const [headers = [], example = []] = read(templateCsv());
  expect(suggestMapping(headers).sure).toBe(true);
  expect(example[0]).toBe("Cedar Joinery Limited");
});
