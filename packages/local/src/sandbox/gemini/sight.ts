/**
 * What the model sees in a file: the printed zones that its pixels still show, each with how sure it is. It has no other
 * source; a blurred picture is read by nobody.
 */
import { createHash } from "node:crypto";
import { readBlocks, type ReadZone } from "../../specimen/block.ts";
import { picturesOf } from "../../specimen/file.ts";
import { printedAt, type Box } from "./place.ts";

export interface Fact {
  value: string;
  /** From 0 to 1. */
  confidence: number;
  /** From 1. */
  page: number;
  /** Null on a page of a PDF, whose pictures stand anywhere on it. */
  box: Box | null;
}
/** By the name of what it is; dates as `YYYY-MM-DD`, everything else as printed. */
export type Facts = Readonly<Record<string, Fact>>;
export interface Sight {
  kind: "passport" | "driving licence" | null;
  facts: Facts;
  /** Text that addresses its reader. */
  remark: string | null;
}

/** Ink and paper wholly apart are read for certain, or what a model calls so. */
const sure = (contrast: number): number => Math.round(Math.min(0.99, 0.3 + 0.75 * contrast) * 100) / 100;

const MONTHS = "JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC".split(" ");

/** `12 AUG 1974` and `12.08.1974` as ISO dates. */
function day(printed: string): string | undefined {
  const [, date = "", month = "", year = ""] = /^(\d\d)[ .]([A-Z]{3}|\d\d)[ .](\d{4})$/.exec(printed) ?? [];
  const number = MONTHS.includes(month) ? String(MONTHS.indexOf(month) + 1).padStart(2, "0") : month;
  return year === "" ? undefined : `${year}-${number}-${date}`;
}

/** The names of facts, from a zone and a field of it. */
const NAMES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  name: { surname: "surname", givenNames: "givenNames", nationality: "nationality" },
  birth: { born: "birthDate", sex: "sex", place: "birthPlace" },
  paper: { number: "documentNumber", issued: "issueDate", expires: "expiryDate", state: "issuer" },
  machine: { first: "mrz1", second: "mrz2", number: "documentNumber" },
  address: { line1: "line1", city: "city", postcode: "postcode" },
};
const DATES = new Set(["birthDate", "issueDate", "expiryDate"]);
const TITLE = /^(?:MR|MRS|MISS|MS|DR) /;

/** `placeOf`: where a field of the zone is printed. */
function factsOf(
  { zone, fields, contrast }: ReadZone,
  page: number,
  placeOf: (field: string, printed: string) => Box | null,
): [string, Fact][] {
  return Object.entries(fields).flatMap(([field, printed]) => {
    const name = NAMES[zone]?.[field];
    if (name === undefined) return [];
    const value = DATES.has(name) ? day(printed) : name === "givenNames" ? printed.replace(TITLE, "") : printed;
    return value === undefined
      ? []
      : [[name, { value, confidence: sure(contrast), page, box: placeOf(field, printed) }]];
  });
}

type Looked = Sight & { pages: number; tiles: number };

/** The last few files, by their hash: who asks again gets the same answer, and sooner. */
const known = new Map<string, Promise<Looked | null>>();
const MOST_KNOWN = 16;

/** Looks at one file. Null when it is none that can be looked at. */
export function look(body: Uint8Array): Promise<Looked | null> {
  const hash = createHash("sha256").update(body).digest("hex");
  const looking = known.get(hash) ?? lookAnew(body);
  known.delete(hash);
  known.set(hash, looking);
  for (const oldest of known.keys()) if (known.size > MOST_KNOWN) known.delete(oldest);
  return looking;
}

async function lookAnew(body: Uint8Array): Promise<Looked | null> {
  const pictures = await picturesOf(body);
  if (pictures.length === 0) return null;
  const facts: Record<string, Fact> = {};
  const seen = new Set<string>();
  let remark: string | null = null;
  for (const { page, pixels, isWhole } of pictures) {
    const zones = await readBlocks(pixels);
    for (const { fields } of zones) for (const field of Object.keys(fields)) seen.add(field);
    const paper = OF_PASSPORT.some((field) => seen.has(field)) ? "passport" : "driving-licence";
    for (const read of zones) {
      remark = read.fields.remark ?? remark;
      const placeOf = (field: string, printed: string) =>
        isWhole ? printedAt({ paper, zone: read.zone, field, printed }, read.corners, pixels) : null;
      // What was seen first stays: a second paper in the same file is another one.
      for (const [name, fact] of factsOf(read, page, placeOf)) facts[name] ??= fact;
    }
  }
  const kind = OF_PASSPORT.some((field) => seen.has(field)) ? "passport" : seen.size > 0 ? "driving licence" : null;
  const tiles = pictures.reduce(
    (sum, { pixels }) => sum + Math.ceil(pixels.width / TILE) * Math.ceil(pixels.height / TILE),
    0,
  );
  return { kind, facts, remark, pages: Math.max(...pictures.map(({ page }) => page)), tiles };
}

/** What stands on passports only. */
const OF_PASSPORT = ["first", "type", "sex", "nationality"];

/** Larger pictures are counted in tiles of so many pixels a side. */
const TILE = 768;
