/** What people write in spreadsheets, as our fields have it. Pure. Each answers the value, or a sentence about what must be there. */
import { CLIENT_TYPES, type ClientType } from "../../client/schema.ts";

/** `bad` continues the column's name: "must be …". */
export type Read<T> = { value: T } | { bad: string };

const plain = (text: string) =>
  text
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, " ")
    .trim();

const TYPE_WORDS: Record<string, ClientType> = {
  ltd: "limited_company",
  limited: "limited_company",
  "private limited company": "limited_company",
  plc: "limited_company",
  "public limited company": "limited_company",
  "limited liability partnership": "llp",
  person: "individual",
  "self employed": "sole_trader",
  sole: "sole_trader",
  "charitable incorporated organisation": "charity",
  cio: "charity",
};

export function readType(text: string): Read<ClientType> {
  const word = plain(text);
  const own = CLIENT_TYPES.find((type) => type === word.replaceAll(" ", "_"));
  const type = own ?? TYPE_WORDS[word];
  return type ? { value: type } : { bad: `must be one of ${CLIENT_TYPES.join(", ").replaceAll("_", " ")}` };
}

const STATUSES = ["prospect", "onboarding", "active", "inactive"] as const;

export function readStatus(text: string): Read<(typeof STATUSES)[number]> {
  const status = STATUSES.find((one) => one === plain(text));
  return status ? { value: status } : { bad: `must be one of ${STATUSES.join(", ")}` };
}

const YES = new Set(["yes", "y", "true", "1", "x", "registered"]);
const NO = new Set(["no", "n", "false", "0", "not registered"]);

export function readYesNo(text: string): Read<boolean> {
  const word = plain(text);
  if (YES.has(word)) return { value: true };
  return NO.has(word) ? { value: false } : { bad: "must be yes or no" };
}

const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const two = (n: string | number) => String(n).padStart(2, "0");

/** A month by name or number, `01` to `12`; undefined when it is none. */
function monthOf(text: string): string | undefined {
  const named = /^[a-z]{3,9}$/i.test(text) ? MONTHS.indexOf(text.slice(0, 3).toLowerCase()) + 1 : Number(text);
  return Number.isInteger(named) && named >= 1 && named <= 12 ? two(named) : undefined;
}

/** `MM-DD` of `31/03`, `31 March`, `31-Mar`, `31/03/2026`, `2026-03-31` or `03-31`; days come before months, as in Britain. */
export function readYearEnd(text: string): Read<string> {
  const own = /^(?:\d{4}-)?(\d{2})-(\d{2})$/.exec(text);
  const british = /^(\d{1,2})(?:st|nd|rd|th)?[ /.-]+([a-z]{3,9}|\d{1,2})(?:[ /.,-]+(?:\d{4}|\d{2}))?$/i.exec(text);
  const day = own && Number(own[1]) <= 12 ? own[2] : british?.[1];
  const month = own && Number(own[1]) <= 12 ? own[1] : monthOf(british?.[2] ?? "");
  if (day === undefined || month === undefined) return { bad: "must be a day and month, e.g. 31/03 or 31 March" };
  // A year end on 29 February is one on the last day of the month.
  return { value: month === "02" && two(day) === "29" ? "02-28" : `${month}-${two(day)}` };
}

/** `YYYY-MM-DD` of `14/02/2019`, `14 Feb 2019` or `2019-02-14`. */
export function readDay(text: string): Read<string> {
  const bad = { bad: "must be a date, e.g. 14/02/2019" };
  const own = /^(\d{4})-(\d{2})-(\d{2})/.exec(text);
  const british = /^(\d{1,2})(?:st|nd|rd|th)?[ /.-]+([a-z]{3,9}|\d{1,2})[ /.,-]+(\d{4})$/i.exec(text);
  const [year, month, day] = own ? [own[1], own[2], own[3]] : [british?.[3], monthOf(british?.[2] ?? ""), british?.[1]];
  if (year === undefined || month === undefined || day === undefined) return bad;
  const value = `${year}-${month}-${two(day)}`;
  const known = Date.parse(`${value}T00:00:00Z`);
  return Number.isNaN(known) || new Date(known).toISOString().slice(0, 10) !== value ? bad : { value };
}
