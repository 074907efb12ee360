/**
 * What is pre-filled of sixty papers, with a model that reads as it sees and with one that misreads and is certain. A few of them
 * in the suite; all with `PRACTICE_HUB_PAPERS=all`, which prints the figures.
 */
import { gemini } from "./testing/own-world.ts";
import { afterAll, expect, it } from "vitest";
import { COLLECTION, describe } from "../../../local/src/specimen/collection.ts";
import type { Paper } from "../../../local/src/specimen/index.ts";
import { withClock } from "../lib/clock.ts";
import { newId } from "../lib/id.ts";
import { ProviderError } from "../lib/provider/error.ts";
import { Gemini } from "../provider/gemini/index.ts";
import { judge } from "./rule/judge.ts";
import type { FieldKey, ReadField } from "./schema.ts";
import { paper, script } from "./testing/world.ts";

afterAll(() => gemini.close());

const YEAR = 2026;
const TODAY = `${YEAR}-11-25`;
const isAll = process.env.PRACTICE_HUB_PAPERS === "all";
/** Every seventh: each kind, and faults of all sorts. */
const SAMPLE = COLLECTION.filter((_, n) => isAll || n % 7 === 1);

/** What is printed on the paper, which is what a careful person would type. */
function truth({ person, zones }: Paper): Partial<Record<FieldKey, string>> {
  return {
    firstName: person.givenNames.toUpperCase(),
    lastName: person.surname.toUpperCase(),
    dateOfBirth: person.bornOn,
    nationality: "UTOPIAN",
    documentNumber: zones.paper?.number ?? zones.machine?.number ?? "",
    expiryDate: day(zones.paper?.expires ?? ""),
  };
}
const MONTHS = "JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC".split(" ");
function day(printed: string): string {
  const [date = "", month = "", year = ""] = printed.split(/[ .]/);
  return `${year}-${MONTHS.includes(month) ? String(MONTHS.indexOf(month) + 1).padStart(2, "0") : month}-${date}`;
}

/** Fields that the paper's own fault makes untrustworthy: filling one is wrong, whatever it says. */
const SPOILT: Readonly<Record<string, readonly FieldKey[]>> = {
  "birth-differs": ["dateOfBirth"],
  "name-differs": ["lastName"],
  "number-differs": ["documentNumber"],
  child: ["dateOfBirth"],
  unborn: ["dateOfBirth"],
  "dates-swapped": ["expiryDate", "issueDate"],
};

it.each(["unsure", "sure"] as const)(
  "fills nothing wrong from any paper, read by a model that is %s",
  async (misreads) => {
    // Sixty papers twice are read within a minute of the real clock, which the twin counts by.
    await script({ misreads, quota: { perMinute: 1000, perDay: 10_000 } });
    const figures = {
      papers: SAMPLE.length,
      read: 0,
      manual: 0,
      filled: 0,
      offered: 0,
      withheld: 0,
      wrong: 0,
      expired: 0,
    };
    const wrong: string[] = [];
    for (const [n, wanted] of SAMPLE.entries()) {
      const { body, contentType, paper: printed } = await paper({ year: YEAR, ...wanted });
      // A minute between papers: this is not about the limit.
      const fields = await withClock(
        () => Date.parse(TODAY) + n * 60_000,
        () => readOf(body, contentType),
      );
      if (!fields) {
        figures.manual += 1;
        continue;
      }
      figures.read += 1;
      figures.expired += fields.expiredOn === null ? 0 : 1;
      const spoilt = (wanted.faults ?? []).flatMap((fault) => SPOILT[fault] ?? []);
      for (const { key, state, value } of fields.fields) {
        figures[state] += 1;
        const isRight =
          JSON.stringify(value).toUpperCase() === JSON.stringify(truth(printed)[key]) && !spoilt.includes(key);
        if (state === "filled" && !isRight) wrong.push(`${describe(wanted)}: ${key}`);
      }
    }
    figures.wrong = wrong.length;
    if (isAll) process.stdout.write(`\n${misreads}: ${JSON.stringify(figures)}\n`);
    expect(wrong).toEqual([]);
    expect(figures.filled).toBeGreaterThan(0);
    expect(figures.withheld).toBeGreaterThan(0);
  },
  600_000,
);

async function readOf(
  bytes: Uint8Array,
  contentType: string,
): Promise<{ fields: ReadField[]; expiredOn: string | null } | null> {
  try {
    const data = await Gemini.extractDocumentData({ bytes, contentType, tenantId: newId("org") });
    return data.documentType === "other" ? null : judge(data, TODAY);
  } catch (error) {
    if (error instanceof ProviderError) return null;
    throw error;
  }
}
