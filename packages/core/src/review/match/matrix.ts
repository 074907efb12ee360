/**
 * The agreement matrix (facts × five sources): each cell says whether it agrees with the row's basis, and by which rule. The
 * basis is the source furthest from the client's own word that speaks. Pure.
 */
import { alike } from "../../lib/text/name.ts";
import { compareAddress, type PostalAddress, writtenAddress } from "../../comparison/address.ts";
import { compareBirth, type Comparison } from "../../comparison/birth.ts";
import { compareNames } from "../../comparison/name.ts";
import { compareNationality } from "../../comparison/nationality.ts";
import { type Cell, type Fact, FACTS, type MatrixRow, NOT_HELD, type Source, SOURCES } from "./schema.ts";
import { type PersonName, written } from "../../comparison/spelling.ts";

/** What a source says. A fact that it does not know is absent. */
export interface Said {
  name?: PersonName;
  /** `YYYY-MM-DD`, or `YYYY-MM`. */
  dateOfBirth?: string;
  nationality?: string;
  address?: PostalAddress;
  documentNumber?: string;
  /** `YYYY-MM-DD`. */
  documentExpiry?: string;
  companyName?: string;
  companyNumber?: string;
  companyAddress?: PostalAddress;
}
/** What all sources say; a source that is silent says why, in words. */
export type Statements = Record<Source, Said | { absent: string }>;

interface Rule<T> {
  /** Who can speak of it at all; the first who does is the basis. */
  order: readonly Source[];
  show: (value: T) => string;
  compare: (a: T, b: T) => Comparison;
}

const asIs = (value: string): string => value;
const squeezed = (text: string): string => text.toUpperCase().replaceAll(/[^\p{L}\p{N}]/gu, "");

/** The same letters and digits; blanks and punctuation mean nothing. */
const sameMark = (a: string, b: string): Comparison =>
  squeezed(a) === squeezed(b)
    ? { agree: true, reason: a === b ? "The same." : "The same but for blanks and punctuation." }
    : { agree: false, reason: `${a} and ${b} differ.` };

const sameDay = (a: string, b: string): Comparison =>
  a === b ? { agree: true, reason: "The same day." } : { agree: false, reason: `Another day: ${a} and ${b}.` };

function sameCompany(a: string, b: string): Comparison {
  if (a === b) return { agree: true, reason: "The names are the same." };
  if (squeezed(a) === squeezed(b)) return { agree: true, reason: "The same but for capitals, blanks and punctuation." };
  const form = (name: string): string => squeezed(name).replace(/(?:LIMITED|LTD|PUBLICLIMITEDCOMPANY|PLC)$/, "");
  if (form(a) === form(b)) return { agree: true, reason: "The same but for how the kind of company is written." };
  return alike(a, b)
    ? { agree: false, reason: `Similar, but not the same: “${a}” and “${b}”.` }
    : { agree: false, reason: `Another name: “${a}” and “${b}”.` };
}

const PERSON = ["document", "check", "answers", "register", "xero"] as const;
const COMPANY = ["register", "answers", "xero"] as const;
const RULES: { [F in Fact]: Rule<NonNullable<Said[F]>> } = {
  name: { order: PERSON, show: written, compare: compareNames },
  dateOfBirth: { order: ["document", "check", "answers", "register"], show: asIs, compare: compareBirth },
  nationality: { order: ["document", "check", "answers", "register"], show: asIs, compare: compareNationality },
  address: { order: ["document", "check", "answers"], show: writtenAddress, compare: compareAddress },
  documentNumber: { order: ["document", "check"], show: asIs, compare: sameMark },
  documentExpiry: { order: ["document", "check"], show: asIs, compare: sameDay },
  companyName: { order: COMPANY, show: asIs, compare: sameCompany },
  companyNumber: { order: COMPANY, show: asIs, compare: sameMark },
  companyAddress: { order: COMPANY, show: writtenAddress, compare: compareAddress },
};
const COMPANY_FACTS: ReadonlySet<Fact> = new Set<Fact>(["companyName", "companyNumber", "companyAddress"]);

/** The matrix. Rows about a company only for a client that is one. */
export const matrixOf = (statements: Statements, { company }: { company: boolean }): MatrixRow[] =>
  FACTS.filter((fact) => company || !COMPANY_FACTS.has(fact)).map((fact) => rowOf(fact, statements));

function rowOf<F extends Fact>(fact: F, statements: Statements): MatrixRow {
  const rule: Rule<NonNullable<Said[F]>> = RULES[fact];
  const said = (source: Source): NonNullable<Said[F]> | undefined => {
    const statement = statements[source];
    return "absent" in statement ? undefined : (statement[fact] ?? undefined);
  };
  const basis = rule.order.find((source) => said(source) !== undefined);
  const cells = SOURCES.map((source): Cell => {
    const value = rule.order.includes(source) ? said(source) : undefined;
    if (value === undefined || basis === undefined) return missing(source, rule.order.includes(source), statements);
    const cell = { source, value: rule.show(value), basis: source === basis };
    const against = said(basis);
    if (source === basis || against === undefined)
      return { ...cell, verdict: "agree", reason: "The others are compared with this." };
    const { agree, reason } = rule.compare(against, value);
    return { ...cell, verdict: agree ? "agree" : "differs", reason };
  });
  return { fact, verdict: whole(cells), cells };
}

function missing(source: Source, speaks: boolean, statements: Statements): Cell {
  const statement = statements[source];
  const reason = !speaks ? NOT_HELD : "absent" in statement ? statement.absent : "Nothing is said of this.";
  return { source, value: null, verdict: "missing", reason, basis: false };
}

function whole(cells: readonly Cell[]): MatrixRow["verdict"] {
  if (cells.some(({ verdict }) => verdict === "differs")) return "differs";
  return cells.filter(({ verdict }) => verdict === "agree").length > 1 ? "agree" : "missing";
}
