/**
 * Company numbers: the one place that knows their forms. Safe for the browser.
 * Source: the register's list of prefixes (R15); societies and some Northern Irish bodies really end in letters.
 */

const TWO_LETTERS =
  "AC|BR|CE|CS|EN|ES|FC|FE|GE|GN|GS|IC|IP|LP|NA|NC|NF|NI|NL|NO|NP|NR|NZ|OC|OE|PC|RC|RS|SA|SC|SE|SF|SG|SI|SL|SO|SP|SR|SZ|UC|ZC";
const WITH_LETTER_SUFFIX = "IP|SP|NP|NO|RS|SO|OC|NI|SL";

/** Eight characters as the register writes them: `00445790`, `SC123456`, `OC301234`, `R0000123`, `IP12345R`. */
export const COMPANY_NUMBER = new RegExp(
  `^(?:\\d{8}|(?:${TWO_LETTERS})\\d{6}|R0\\d{6}|(?:${WITH_LETTER_SUFFIX})[A-Z0-9]{6})$`,
);

/** Longer than any number somebody would type, spaces and hyphens included. */
const MAX_TYPED = 40;

/**
 * The register's form of what a person typed: trimmed, upper case, without spaces and hyphens, padded with zeros to eight
 * characters (after a two-letter prefix, to six). Null when it cannot be a company number. A valid form is not existence.
 */
export function normaliseCompanyNumber(typed: string): string | null {
  if (typed.length > MAX_TYPED) return null;
  const bare = typed.toUpperCase().replaceAll(/[\s\u2010-\u2015-]/g, "");
  const prefixed = /^([A-Z]{2})(\d{1,6})$/.exec(bare);
  const padded = /^\d{1,8}$/.test(bare)
    ? bare.padStart(8, "0")
    : prefixed
      ? `${prefixed[1]}${(prefixed[2] ?? "").padStart(6, "0")}`
      : bare;
  return COMPANY_NUMBER.test(padded) ? padded : null;
}
