import { expect, it } from "vitest";
import { readBlocks } from "./block.ts";
import { COLLECTION } from "./collection.ts";
import { picturesOf } from "./file.ts";
import { FAULTS, QUALITIES, specimen, type Wanted } from "./index.ts";
import { checkDigit, td3 } from "./mrz.ts";

const YEAR = 2026;

/** What a reader of pixels makes of a file, by zone. */
async function readAll(body: Uint8Array) {
  const pictures = await picturesOf(body);
  const read = await Promise.all(
    pictures.map(async ({ page, pixels }) => (await readBlocks(pixels)).map((zone) => ({ ...zone, page }))),
  );
  return Object.fromEntries(read.flat().map((zone) => [zone.zone, zone]));
}
const made = (wanted: Omit<Wanted, "seed" | "year">) => specimen({ seed: 4, year: YEAR, ...wanted });

it("writes the machine-readable lines and check digits of ICAO's own example", () => {
  expect(checkDigit("L898902C3")).toBe("6");
  const example = { surname: "Eriksson", givenNames: "Anna Maria", state: "UTO", nationality: "UTO", sex: "F" };
  const [first, second] = td3({ ...example, number: "L898902C3", bornOn: "1974-08-12", expiresOn: "2012-04-15" });
  expect(first).toBe("P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<");
  expect(second).toBe("L898902C36UTO7408122F1204159<<<<<<<<<<<<<<08");
});

it("makes the same file from the same seed, and another from another", async () => {
  const [one, again, other] = await Promise.all([
    made({ kind: "passport", format: "pdf" }),
    made({ kind: "passport", format: "pdf" }),
    specimen({ seed: 5, year: YEAR, kind: "passport", format: "pdf" }),
  ]);
  expect(Buffer.compare(one.body, again.body)).toBe(0);
  expect(Buffer.compare(one.body, other.body)).not.toBe(0);
});

it.each(["png", "webp", "pages"] as const)("can be read back from the pixels of a %s alone", async (format) => {
  const { body, paper } = await made({ kind: "driving-licence", format });
  const read = await readAll(body);
  for (const [zone, fields] of Object.entries(paper.zones))
    expect(read[zone]).toMatchObject({ fields, page: format === "pages" ? 2 : 1 });
});

it("reads worse what looks worse: paler, partly, or not at all", async () => {
  const contrast = async (quality: (typeof QUALITIES)[number]) => {
    const read = await readAll((await made({ kind: "passport", quality })).body);
    return { zones: Object.keys(read).length, machine: read.machine?.contrast ?? 0 };
  };
  const plain = await contrast("plain");
  expect(plain).toMatchObject({ zones: 4 });
  const pale = await contrast("pale");
  expect(pale).toMatchObject({ zones: 4 });
  expect(pale.machine).toBeLessThan(plain.machine);
  expect((await contrast("faint")).machine).toBeLessThan(pale.machine);
  expect((await contrast("cropped")).zones).toBeLessThan(4);
  expect((await contrast("blurred")).zones).toBe(0);
});

it("can disagree with itself: print and machine-readable lines", async () => {
  const { body, paper } = await made({ kind: "passport", faults: ["birth-differs"] });
  const { birth, machine } = await readAll(body);
  expect(birth?.fields.born).toContain(paper.person.bornOn.slice(0, 4));
  const line = machine?.fields.second ?? "";
  expect(line.slice(13, 19)).not.toBe(paper.person.bornOn.slice(2).replaceAll("-", ""));
  expect(line[19]).toBe(checkDigit(line.slice(13, 19)));
});

it("holds every fault and quality in a collection of sixty", () => {
  expect(COLLECTION).toHaveLength(60);
  expect(new Set(COLLECTION.flatMap(({ faults = [] }) => faults))).toEqual(new Set(FAULTS));
  expect(new Set(COLLECTION.map(({ quality = "plain" }) => quality))).toEqual(new Set(QUALITIES));
});
