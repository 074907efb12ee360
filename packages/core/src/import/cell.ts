/** Writing CSV that no spreadsheet can be tricked by. Safe for the browser. */

/** What makes a spreadsheet read a cell as a formula, also behind white space (OWASP, "CSV injection"). */
const FORMULA = /^[\s]*[=+\-@\t\r|%＝＋－＠]/u;

/** One cell: formulas begin with an apostrophe and stay text; quoted when it must be. */
export function cell(value: string): string {
  const text = FORMULA.test(value) ? `'${value}` : value;
  return /[",;\t\r\n']/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** A file that Excel opens as UTF-8. */
export const toCsv = (rows: readonly (readonly string[])[]): string =>
  `\u{feff}${rows.map((row) => row.map(cell).join(",")).join("\r\n")}\r\n`;
