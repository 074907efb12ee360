import { describe, expect, it, test } from "vitest";
import { Activity } from "../activity/index.ts";
import { Client } from "../client/index.ts";
import { withActor } from "../lib/actor.ts";
import { withClock } from "../lib/clock.ts";
import { ClientImport } from "./index.ts";
import { runImport } from "./run.ts";
import { aFirm, checkedFile, confirmed, fileOf, rowsOf, uploaded, worked } from "./testing/upload.ts";

const clientsOf = async (firm: ReturnType<typeof aFirm>) =>
  (await withActor(firm, () => Client.list({ limit: 100 }))).items;

it("makes the clients of a file by the same rules as the form, and only once they are confirmed", async () => {
  const firm = aFirm();
  const file = [
    "\u{feff}Name;Type;Company number;VAT number;Year end;Incorporated on;Address line 1;Postcode;Contact email;Notes",
    '"Ash ""The Tree"" & Co";Ltd;445790;GB123456789;31 March;14/02/2019;1 Mill Lane;LS1 4AP;Amy@Ash.example;"two',
    'lines"',
    "=cmd|' /C calc'!A1;sole trader;;;;;;;;",
    ";;;;;;;;;",
  ].join("\r\n");
  const checked = await checkedFile(firm, file);
  expect(checked).toMatchObject({ status: "ready", found: { ready: 2, error: 0, duplicate: 0, alike: 0 }, notes: [] });
  expect(await clientsOf(firm)).toEqual([]);
  expect(await confirmed(firm, checked.id)).toMatchObject({ status: "done", made: 2, failed: 0 });
  const [ash, formula] = (await clientsOf(firm)).toSorted((a, b) => (a.type < b.type ? -1 : 1));
  expect(formula).toMatchObject({ name: "=cmd|' /C calc'!A1", type: "sole_trader", xeroSyncStatus: "pending" });
  expect(await withActor(firm, () => Client.fromId(ash?.id ?? ""))).toMatchObject({
    name: 'Ash "The Tree" & Co',
    companyNumber: "00445790",
    vatRegistered: true,
    yearEnd: "03-31",
    incorporatedOn: "2019-02-14",
    registeredOffice: { addressLine1: "1 Mill Lane", postcode: "LS1 4AP" },
    contact: { name: 'Ash "The Tree" & Co', email: "amy@ash.example" },
    notes: "two\nlines",
    createdBy: firm.userId,
    register: { source: "manual", reason: "not-asked" },
  });
  expect((await withActor(firm, () => Client.list({ q: "tree", limit: 5 }))).items).toHaveLength(1);
  const trail = await withActor(firm, () => Activity.list({ limit: 10 }));
  expect(trail.items.map(({ action }) => action).toSorted()).toEqual([
    "client.created",
    "client.created",
    "import.finished",
    "import.started",
  ]);
  expect(new Set(trail.items.map(({ actor }) => actor.id))).toEqual(new Set([firm.userId]));
});

it("says what is wrong with each row, column by column, and imports the others", async () => {
  const firm = aFirm();
  const { id, found } = await checkedFile(
    firm,
    [
      "Name,Type,Company number,Email,VAT registered,Year end,Incorporated on,Account manager",
      "Good,,,,,,,",
      ",shop,12X,nobody,perhaps,31/13,30/02/2020,who@else.example",
      `Wide${",".repeat(499)}x`,
      '"Two\nlines",,,,,,,',
    ].join("\n"),
  );
  expect(found).toMatchObject({ ready: 1, error: 3 });
  const [bad, wide, lines] = await rowsOf(firm, id, "error");
  expect(bad).toMatchObject({ line: 3, state: "error" });
  expect(bad?.errors).toEqual([
    { column: "Company number", message: "must be a company number, e.g. 00445790 or SC123456" },
    { column: "Type", message: expect.stringMatching(/^must be one of individual, company, limited company/) },
    { column: "VAT registered", message: "must be yes or no" },
    { column: "Year end", message: "must be a day and month, e.g. 31/03 or 31 March" },
    { column: "Incorporated on", message: "must be a date, e.g. 14/02/2019" },
    { column: "Account manager", message: "must be the email address of a member of your firm" },
    { column: "Name", message: "must not be empty" },
    { column: "Email", message: "must be an email address" },
  ]);
  expect(wide).toMatchObject({ line: 4, errors: [{ column: "", message: "has 500 columns; the header has 8" }] });
  expect(lines).toMatchObject({ line: 5, errors: [{ column: "Name", message: "must be one line of plain text" }] });
  expect(await confirmed(firm, id)).toMatchObject({ status: "done", made: 1 });
});

it("finds who is there already, in the firm and in the file, and lets a person import those who are only alike", async () => {
  const firm = aFirm();
  const known = await withActor(firm, () =>
    Client.create({ type: "sole_trader", name: "Elm Ltd", clientCode: "ELM9", email: "ed@elm.example" }),
  );
  const file = [
    "Name,Company number,Client code,Email,Contact email",
    "Other,,elm9,,",
    "Elm Ltd.,,,,ED@elm.example",
    "First,00000006,,f@f.example,",
    "Second,6,,,",
    "First,,,f@f.example,",
    "Third,,,ed@elm.example,",
  ].join("\n");
  const { id, found } = await checkedFile(firm, file);
  expect(found).toEqual({ ready: 2, error: 0, duplicate: 2, alike: 2 });
  expect((await rowsOf(firm, id)).map(({ line, duplicateOf }) => [line, duplicateOf])).toEqual([
    [2, { by: "code", clientId: known.id, label: "Elm Ltd (ELM9)" }],
    [3, { by: "name-and-email", clientId: known.id, label: "Elm Ltd (ELM9)" }],
    [4, null],
    [5, { by: "company-number", clientId: null, label: "line 4 of this file" }],
    [6, { by: "name-and-email", clientId: null, label: "line 4 of this file" }],
    [7, null],
  ]);
  // Between check and confirmation somebody takes the number of line 4.
  await withActor(firm, () => Client.create({ type: "llp", name: "Faster", companyNumber: "00000006" }));
  expect(await confirmed(firm, id, "import")).toMatchObject({ status: "done", made: 3, failed: 1 });
  expect(await rowsOf(firm, id, "failed")).toMatchObject([
    { line: 4, clientId: null, failure: expect.stringMatching(/^Faster \(FAS001\) already has this company number/) },
  ]);
  expect((await clientsOf(firm)).map(({ name }) => name)).toEqual(["Elm Ltd", "Elm Ltd.", "Faster", "First", "Third"]);
});

it("asks for the columns when the headers are not ours, and suggests what it can", async () => {
  const firm = aFirm();
  const file = "*ContactName,Ref,EmailAddress,Colour\nAsh Ltd,ASH1,a@ash.example,green\n";
  const first = await checkedFile(firm, file);
  expect(first).toMatchObject({
    status: "mapping",
    headers: ["*ContactName", "Ref", "EmailAddress", "Colour"],
    mapping: ["name", null, "email", null],
    sample: [["Ash Ltd", "ASH1", "a@ash.example", "green"]],
  });
  const check = (mapping: never) => withActor(firm, () => ClientImport.check(first.id, { mapping }));
  for (const wrong of [["name"], [null, null, null, null], ["name", "name", null, null], ["shoe", "name", null, null]])
    await expect(check(wrong as never)).rejects.toThrow(/mapping/);
  await check(["name", "clientCode", "email", null] as never);
  expect(await worked(firm, first.id)).toMatchObject({ status: "ready", found: { ready: 1 } });
  expect(await confirmed(firm, first.id)).toMatchObject({ made: 1 });
  expect(await clientsOf(firm)).toMatchObject([{ name: "Ash Ltd", clientCode: "ASH1" }]);
});

const utf16 = (text: string) => new Uint8Array([0xff, 0xfe, ...Buffer.from(text, "utf16le")]);

test.each<[string, Uint8Array<ArrayBuffer>, string, RegExp | undefined]>([
  ["UTF-16", utf16("Name\tCity\r\nCafé £\tLeeds\r\n"), "Café £", /UTF-16/],
  ["UTF-16 without a mark", utf16("Name\tCity\r\nCafé £\tLeeds\r\n").slice(2), "Café £", /UTF-16/],
  ["Windows-1252", new Uint8Array(Buffer.from("Name,City\nCaf\xe9 \xa3,Leeds\n", "latin1")), "Café £", /Windows-1252/],
  ["UTF-8", new TextEncoder().encode("Name,City\nCafé £,Leeds\n"), "Café £", undefined],
])("reads %s, and says so when it is not UTF-8", async (_, file, name, note) => {
  const firm = aFirm();
  const checked = await checkedFile(firm, file);
  expect(checked.status).toBe("ready");
  expect(checked.notes.join(" ")).toMatch(note ?? /^$/);
  expect(await rowsOf(firm, checked.id)).toMatchObject([{ name, state: "ready" }]);
});

describe("a file that cannot be imported is refused in words", () => {
  test.each<[string, string | Uint8Array<ArrayBuffer>, RegExp]>([
    ["only white space", " \n \r\n", /^The file is empty/],
    ["a header alone", "Name,Email\n", /has a header and no rows/],
    ["5,001 rows", fileOf(5001), /more than 5,000 rows/],
    ["a header twice", "Name,Email,name\nA,,\n", /Two columns are called "name"/],
    ["61 columns", `Name${",x".repeat(60)}\nA\n`, /has 61 columns; at most 60/],
    ["a PDF", "%PDF-1.7\n%\u{e2}\n", /PDF file, not a CSV/],
    ["a workbook", new Uint8Array([0x50, 0x4b, 3, 4, 20, 0, 6, 0, 8, 0, ...Array(200).fill(0)]), /save it as CSV/],
    ["bytes of no kind", new Uint8Array([1, 2, 3, 0, 0, 7, 9, 0, 200, 0]), /not a text file/],
    ["JSON", '[{"name":"Ash"}]', /web page or a data file/],
    ["a page", "<!doctype html><table>", /web page or a data file/],
    ["a quote that never closes", 'Name,Notes\nAsh,"open\nElm,x\n', /line \d is never closed/],
    ["a quote within a value", 'Name,Notes\nAsh,5" pipe\n', /On line 2 there is a quotation mark/],
  ])("%s", async (_, file, words) => {
    const firm = aFirm();
    const checked = await checkedFile(firm, file);
    expect(checked).toMatchObject({ status: "refused", refusal: expect.stringMatching(words) });
    await expect(withActor(firm, () => ClientImport.confirm(checked.id, { alike: "skip" }))).rejects.toMatchObject({
      code: "import.status",
    });
  });

  test("and an empty one, or one of 10 MB and a byte, does not even arrive", async () => {
    const firm = aFirm();
    for (const size of [0, 10 * 1024 * 1024 + 1]) {
      const { id, status } = await uploaded(firm, new Uint8Array(size));
      expect(status).toBe(400);
      await expect(withActor(firm, () => ClientImport.check(id, {}))).rejects.toMatchObject({
        code: "import.not-uploaded",
      });
      await expect(withActor(firm, () => ClientImport.create({ fileName: "x.csv", sizeBytes: size }))).rejects.toThrow(
        /sizeBytes/,
      );
    }
  });
});

it("is one firm's alone, and not for those who only look", async () => {
  const firm = aFirm();
  const { id } = await checkedFile(firm, fileOf(1));
  const verbs: (() => Promise<unknown>)[] = [
    () => ClientImport.fromId(id),
    () => ClientImport.rows(id, {}),
    () => ClientImport.confirm(id, { alike: "skip" }),
    () => ClientImport.check(id, {}),
    () => ClientImport.cancel(id),
  ];
  for (const verb of verbs) {
    await expect(withActor(aFirm(), verb)).rejects.toMatchObject({ code: "import.not-found" });
    await expect(withActor({ ...firm, role: "viewer" }, verb)).rejects.toMatchObject({ code: "actor.permission" });
  }
});

it("does everything once, however often it is told", async () => {
  const firm = aFirm();
  const { id } = await checkedFile(firm, fileOf(120));
  await withActor(firm, () => ClientImport.confirm(id, { alike: "skip" }));
  await Promise.all(Array.from({ length: 4 }, () => runImport(firm.tenantId, id, Number.POSITIVE_INFINITY)));
  expect(await confirmed(firm, id)).toMatchObject({ status: "done", made: 120, failed: 0 });
  const rest = await withActor(firm, () => Client.list({ limit: 100, cursor: undefined }));
  const more = await withActor(firm, () => Client.list({ limit: 100, cursor: rest.nextCursor ?? "" }));
  expect([rest.items.length, more.items.length]).toEqual([100, 20]);
  await expect(withActor(firm, () => ClientImport.cancel(id))).rejects.toMatchObject({ code: "import.status" });
});

it("stops where it stands when it is cancelled: what was made stays, nothing more follows", async () => {
  const firm = aFirm();
  const { id } = await checkedFile(firm, fileOf(130));
  await withActor(firm, () => ClientImport.confirm(id, { alike: "skip" }));
  // The clock passes the deadline during the first page.
  let time = Date.now();
  const outcome = await withClock(
    () => (time += 1),
    () => runImport(firm.tenantId, id, time + 50),
  );
  expect(outcome).toBe("more");
  expect(await withActor(firm, () => ClientImport.fromId(id))).toMatchObject({
    status: "importing",
    progress: { done: 100, total: 130 },
  });
  await withActor(firm, () => ClientImport.cancel(id));
  expect(await worked(firm, id)).toMatchObject({ status: "cancelled", made: 100 });
  expect(await clientsOf(firm)).toHaveLength(100);
});
