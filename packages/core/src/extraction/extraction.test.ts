import { gemini } from "./testing/own-world.ts";
import { afterAll, beforeEach, expect, it, vi } from "vitest";
import { Activity } from "../activity/index.ts";
import { Document } from "../document/index.ts";
import { aHeic } from "../document/testing/file.ts";
import { refusal } from "../invoice/testing/fixture.ts";
import { tenantId, withActor } from "../lib/actor.ts";
import { DAY_MS, SECOND_MS, withClock } from "../lib/clock.ts";
import { newId } from "../lib/id.ts";
import { captureLog } from "../lib/log.ts";
import { dueRows } from "../lib/table/due.ts";
import { Onboarding } from "../onboarding/index.ts";
import { Gemini } from "../provider/gemini/index.ts";
import { ExtractionRow } from "./entity.ts";
import { Extraction } from "./index.ts";
import { paper, type Papers, read, script, upload, wanted, withPapers, worked } from "./testing/world.ts";

afterAll(() => gemini.close());
beforeEach(() => script({}));

const YEAR = 2026;
const PASSPORT = { seed: 9, year: YEAR, kind: "passport" } as const;
const LICENCE = { seed: 2, year: YEAR, kind: "driving-licence" } as const;

/** As owner of a firm with its switch on, on a day of its own: limits and circuits of other tests are long over. */
let days = 0;
function inWorld(run: (papers: Papers) => Promise<void>): Promise<void> {
  const at = Date.UTC(YEAR, 10, 25) + (days += 1) * DAY_MS;
  return withClock(
    () => at,
    () => withPapers(run),
  );
}
const later = <T>(ms: number, run: () => Promise<T>): Promise<T> => {
  const at = Date.UTC(YEAR, 10, 25) + days * DAY_MS + ms;
  return withClock(() => at, run);
};
const byKey = (fields: readonly { key: string; state: string; value: unknown; reason: string }[]) =>
  Object.fromEntries(fields.map(({ key, state, value, reason }) => [key, [state, value, reason]]));

it("fills from a passport what print and machine-readable lines both say, offers the rest, and says on which page", () =>
  inWorld(({ clientId, asPerson }) =>
    asPerson(async () => {
      const { person, zones } = (await paper(PASSPORT)).paper;
      const id = await upload(await paper({ ...PASSPORT, format: "pages" }));
      const done = await read(id);
      expect(done).toMatchObject({ status: "done", documentType: "passport", manual: null, expiredOn: null });
      expect(byKey(done.fields)).toMatchObject({
        dateOfBirth: ["filled", person.bornOn, "proven"],
        documentNumber: ["filled", zones.paper?.number, "proven"],
        nationality: ["filled", "Utopian", "proven"],
        issueDate: ["offered", expect.stringMatching(/^20/), "unproven"],
        placeOfBirth: ["offered", person.bornIn, "unproven"],
      });
      expect(done.fields.find(({ key }) => key === "lastName")).toMatchObject({
        state: "filled",
        page: 2,
        confidence: 0.99,
      });
      const suggested = await Extraction.suggestions(clientId);
      expect(suggested).toHaveLength(done.fields.length);
      expect(suggested[0]).toMatchObject({ documentId: id, documentType: "passport", readAt: done.finishedAt });
    }),
  ));

it("reads a WebP with its places, and a HEIC that shows nothing ends in words and typing", () =>
  inWorld(({ asPerson }) =>
    asPerson(async () => {
      const webp = await read(await upload(await paper({ ...PASSPORT, format: "webp" })));
      expect(webp).toMatchObject({ status: "done", documentType: "passport" });
      expect(webp.fields.find(({ key }) => key === "lastName")).toMatchObject({
        state: "filled",
        box: { left: expect.closeTo(339, -2) },
      });
      const heic = {
        ...(await paper(PASSPORT)),
        name: "IMG_0001.heic",
        contentType: "image/heic",
        body: aHeic(),
      } as const;
      expect(await read(await upload(heic))).toMatchObject({
        status: "manual",
        manual: "not-identity",
        canRetry: true,
      });
    }),
  ));

it("takes from a licence the birth date that its number repeats, and offers name and address", () =>
  inWorld(({ asPerson }) =>
    asPerson(async () => {
      const { person } = (await paper(LICENCE)).paper;
      const { fields } = await read(await upload(await paper(LICENCE)));
      expect(byKey(fields)).toMatchObject({
        dateOfBirth: ["filled", person.bornOn, "proven"],
        firstName: ["offered", expect.any(String), "unproven"],
        address: ["offered", { line1: person.address.line1, postcode: person.address.postcode }, "unproven"],
      });
    }),
  ));

it("shows where a value stands beside its question, keeps it with the answer that is confirmed, and drops it when it is typed anew", () =>
  inWorld(({ clientId, asPerson }) =>
    asPerson(async () => {
      const documentId = await upload(await paper(PASSPORT));
      await read(documentId);
      const asked = async (key: string) =>
        (await Onboarding.forPortal({ clientId })).sections
          .flatMap(({ questions }) => questions)
          .find((question) => question.key === key);
      const place = {
        documentId,
        documentType: "passport",
        page: 1,
        box: {
          top: expect.any(Number),
          left: expect.closeTo(339, -2),
          bottom: expect.any(Number),
          right: expect.any(Number),
        },
      };
      const key = "contact_last_name";
      const { suggestion } = (await asked(key)) ?? {};
      expect(suggestion).toMatchObject({ isFilled: true, place });
      await Onboarding.saveAnswer({ clientId, key, value: suggestion?.value ?? "", version: 0 });
      expect((await asked(key))?.answer).toMatchObject({ source: "document", place });
      await Onboarding.saveAnswer({ clientId, key, value: "Rowan-Elm", version: 1 });
      expect((await asked(key))?.answer).toMatchObject({ source: "typed", place: null });
    }),
  ));

it("suggests from two documents of one person, and from the newest alone when they are of two", () =>
  inWorld(({ clientId, asPerson }) =>
    asPerson(async () => {
      const sources = async () => {
        const all = await Extraction.suggestions(clientId);
        return Object.fromEntries(all.map(({ key, documentId }) => [key, documentId]));
      };
      const licence = await upload(await paper(LICENCE));
      await read(licence);
      await later(SECOND_MS, async () => {
        const ofThem = await upload(await paper({ ...LICENCE, kind: "passport" }));
        await read(ofThem);
        expect(await sources()).toMatchObject({ firstName: ofThem, lastName: ofThem, address: licence });
      });
      await later(2 * SECOND_MS, async () => {
        const ofAnother = await upload(await paper(PASSPORT));
        await read(ofAnother);
        expect(new Set(Object.values(await sources()))).toEqual(new Set([ofAnother]));
      });
    }),
  ));

it.each([
  ["birth-differs", "dateOfBirth", "differs"],
  ["name-differs", "lastName", "differs"],
  ["check-digit", "dateOfBirth", "check-failed"],
  ["child", "dateOfBirth", "implausible"],
] as const)(
  "withholds on a passport with %s the field, with its reason, and fills nothing else",
  (fault, key, reason) =>
    inWorld(({ asPerson }) =>
      asPerson(async () => {
        const { fields } = await read(await upload(await paper({ ...PASSPORT, faults: [fault] })));
        expect(byKey(fields)[key]).toEqual(["withheld", null, reason]);
        expect(fields.filter(({ state }) => state === "filled")).toEqual([]);
      }),
    ),
);

it("says that a document has expired, and still reads it; what is too pale to be sure of is withheld", () =>
  inWorld(({ asPerson }) =>
    asPerson(async () => {
      const old = await read(await upload(await paper({ ...PASSPORT, faults: ["expired"] })));
      expect(old.expiredOn).toMatch(/^20(1|2)\d-/);
      expect(byKey(old.fields).dateOfBirth?.[0]).toBe("filled");
      const pale = await read(await upload(await paper({ ...PASSPORT, quality: "pale" })));
      expect(pale).toMatchObject({ status: "manual", manual: "unreadable" });
    }),
  ));

it("is not talked into anything by a document, not even when the model is", () =>
  inWorld(({ clientId, asPerson }) =>
    asPerson(async () => {
      await script({ obeys: true });
      for (const kind of ["passport", "driving-licence"] as const) {
        const { fields } = await read(
          await upload(await paper({ seed: 9, year: YEAR, kind, faults: ["instructions"] })),
        );
        expect(byKey(fields).lastName).toEqual(["withheld", null, "differs"]);
        expect(fields.filter(({ state }) => state === "filled")).toEqual([]);
      }
      expect(JSON.stringify(await Extraction.suggestions(clientId))).not.toMatch(/approved|verified/i);
    }),
  ));

it.each([
  ["a blocked prompt", { block: "PROHIBITED_CONTENT" }, "declined"],
  ["personal data", { finish: "SPII" }, "declined"],
  ["an answer cut off", { finish: "MAX_TOKENS" }, "unreadable"],
  ["prose", { says: "prose" }, "unreadable"],
  ["more than was asked for", { says: "extra" }, "unreadable"],
  ["a refused key", { status: 403, body: "{}" }, "unavailable"],
] as const)("turns %s into words and typing, and lets the person try again", (_, scenario, manual) =>
  inWorld(({ asPerson }) =>
    asPerson(async () => {
      await script(scenario);
      const id = await upload(await paper(PASSPORT));
      expect(await read(id)).toMatchObject({ status: "manual", manual, canRetry: true, fields: [] });
      await script({});
      expect(await read(id)).toMatchObject({ status: "done", manual: null });
      expect((await ExtractionRow.get({ tenantId: tenantId(), id }).go()).data).toMatchObject({ tries: 2 });
    }),
  ),
);

it("tries again what fails for a moment, gives up while somebody still waits, and not before a limit that ends soon", () =>
  inWorld(({ asPerson }) =>
    asPerson(async () => {
      const id = await upload(await paper(PASSPORT));
      await script({ status: 500, body: "{}" });
      await wanted(id);
      expect(await worked(id)).toBe("later");
      expect(await worked(id)).toBe("not-due");
      expect(await later(11 * SECOND_MS, () => worked(id))).toBe("later");
      expect(await later(50 * SECOND_MS, () => worked(id))).toBe("manual");
      expect(await Extraction.fromDocument(id)).toMatchObject({ status: "manual", manual: "unavailable" });
    }),
  ));

it("does not wait for a quota that is used up for the day", () =>
  inWorld(({ asPerson }) =>
    asPerson(async () => {
      await script({ quota: { perMinute: 60, perDay: 1 } });
      const [one, two] = [await upload(await paper(PASSPORT)), await upload(await paper(LICENCE))];
      await read(one);
      expect(await read(two)).toMatchObject({ status: "manual", manual: "quota" });
    }),
  ));

it("reads once, however often it is wanted and nudged, and a late worker changes nothing", () =>
  inWorld(({ asPerson }) =>
    asPerson(async () => {
      const id = await upload(await paper(PASSPORT));
      const [one, two] = await Promise.all([wanted(id), wanted(id)]);
      expect(one).toMatchObject({ status: "reading", documentId: two.documentId });
      const calls = vi.spyOn(Gemini, "extractDocumentData");
      const outcomes = await Promise.all([worked(id), worked(id), worked(id)]);
      expect(outcomes.toSorted()).toEqual(["done", "not-due", "not-due"]);
      expect(calls).toHaveBeenCalledTimes(1);
      expect(await worked(id)).toBe("not-due");
      expect((await wanted(id)).status).toBe("done");
      // A worker that hung while its lease ran out: another one finished, and its own answer is thrown away.
      const slow = await upload(await paper(LICENCE));
      await wanted(slow);
      calls.mockImplementationOnce(async (image) => {
        calls.mockRestore();
        expect(await later(DAY_MS / 2, () => worked(slow))).toBe("done");
        return Gemini.extractDocumentData(image);
      });
      expect(await worked(slow)).toBe("overtaken");
    }),
  ));

it("is due for the sweep until it is done", () =>
  inWorld(({ asPerson }) =>
    asPerson(async () => {
      const id = await upload(await paper(PASSPORT));
      await wanted(id);
      const isDue = () => later(SECOND_MS, async () => (await dueRows("extract", 100)).some((row) => row.id === id));
      expect(await isDue()).toBe(true);
      await worked(id);
      expect(await isDue()).toBe(false);
    }),
  ));

it("reads only identity evidence that the person uploaded, with the wording of now, while the firm allows it", () =>
  inWorld(async ({ asPerson, person }) => {
    const mine = await asPerson(async () => upload(await paper(PASSPORT)));
    const letter = await asPerson(async () => upload(await paper(PASSPORT), "client"));
    const stranger = { ...person, userId: newId("usr"), clientIds: [newId("cli")] };
    for (const [actor, id] of [
      [stranger, mine],
      [{ ...person, userId: newId("usr") }, mine],
      [person, letter],
      [person, newId("doc")],
    ] as const)
      expect(await withActor(actor, () => refusal(wanted(id)))).toMatchObject({ code: "document.not-found" });
    await expect(asPerson(() => Extraction.start({ documentId: mine, consent: "yes" as never }))).rejects.toThrow(
      /consent/,
    );
    await Extraction.updateSetting({ enabled: false, version: 1 });
    expect(await asPerson(() => refusal(wanted(mine)))).toMatchObject({ code: "extraction.off" });
    expect(await asPerson(() => Extraction.listForPortal({}))).toEqual({ enabled: false, items: [] });
    expect(await refusal(Extraction.updateSetting({ enabled: true, version: 1 }))).toMatchObject({
      code: "extraction.version-conflict",
    });
    // Switched off between the wish and the worker.
    await Extraction.updateSetting({ enabled: true, version: 2 });
    await asPerson(() => wanted(mine));
    await Extraction.updateSetting({ enabled: false, version: 3 });
    await worked(mine);
    expect(await asPerson(() => Extraction.fromDocument(mine))).toMatchObject({ status: "manual", manual: "off" });
    expect(await withActor(stranger, () => refusal(Extraction.fromDocument(mine)))).toMatchObject({
      kind: "not-found",
    });
    expect(await withActor(stranger, () => refusal(Extraction.suggestions(person.clientIds[0] ?? "")))).toMatchObject({
      kind: "not-found",
    });
  }));

it("keeps what was read sealed, out of the log and the audit trail, and counts what it cost", () =>
  inWorld(async ({ asPerson, clientId }) => {
    const lines: string[] = [];
    const undo = captureLog((line) => lines.push(line));
    const { surname, bornOn } = (await paper(PASSPORT)).paper.person;
    const id = await asPerson(async () => upload(await paper(PASSPORT)));
    await asPerson(() => read(id));
    undo();
    const row = (await ExtractionRow.get({ tenantId: tenantId(), id }).go()).data;
    const trail = await Activity.listForClient(clientId, { limit: 50 });
    for (const text of [JSON.stringify(row), lines.join("\n"), JSON.stringify(trail)])
      expect(text).not.toMatch(new RegExp(`${surname}|${bornOn}`, "i"));
    expect(JSON.stringify(trail)).toContain("extraction.started");
    const { month } = await Extraction.setting();
    expect(month).toMatchObject({ documents: 1, inputTokens: row?.inputTokens, costMicroUsd: row?.costMicroUsd });
    expect(month.costMicroUsd).toBeGreaterThan(0);
    // A document that is in the bin is not sent anywhere.
    await script({ says: "prose" });
    const other = await asPerson(async () => upload(await paper(LICENCE)));
    await asPerson(() => wanted(other));
    expect(await Document.fromId(other)).toMatchObject({ kind: "kyc" });
    await worked(other);
    expect(await Extraction.setting()).toMatchObject({
      month: { documents: 2 },
      trouble: expect.stringMatching(/agreed form/),
    });
  }));
