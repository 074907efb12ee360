/**
 * Phase one: reads the uploaded file once and writes what it found, row by row, in pages. Nothing of the firm is changed. A
 * check that was cut off begins again from the start: its pages are simply written again.
 */
import { type TransactItem, write } from "../../lib/table/transact.ts";
import { ProviderError } from "../../lib/provider/error.ts";
import { readChunks } from "../../provider/storage/chunk.ts";
import { incomingKey } from "../../provider/storage/key.ts";
import { Staff } from "../../staff/index.ts";
import { type CheckedRow, ImportPage, type PageCounts, pageKey } from "../entity.ts";
import { suggestMapping } from "../field.ts";
import { advance, finish, type Held } from "../lease.ts";
import { FileRefused } from "../refusal.ts";
import { MAX_FILE_BYTES, MAX_ROWS } from "../schema.ts";
import { Doubles, type Good } from "./double.ts";
import { ENCODING_NOTES, type Encoding, NotUtf8 } from "./encoding.ts";
import { type CsvRecord, openCsv } from "./read.ts";
import { readRow, type Sheet } from "./row.ts";

/** An item of DynamoDB holds 400 KB; the API answers a page at a time. */
const PAGE_ROWS = 100;
const PAGE_CHARS = 50_000;
const SAMPLE_ROWS = 5;
const SAMPLE_CHARS = 120;

/** Checks the file of an import that we hold, to its end: ready, to be mapped, or refused with the reason. */
export async function check(held: Held): Promise<string> {
  try {
    return await checked(held);
  } catch (error) {
    const refusal = refusalOf(error);
    if (refusal === null) throw error;
    await finish(held, { status: "refused", refusal, pages: [] });
    return "refused";
  }
}

function refusalOf(error: unknown): string | null {
  if (error instanceof FileRefused) return error.message;
  if (error instanceof ProviderError && error.details.providerCode === "NoSuchKey")
    return "The file is no longer there: uploads are kept for a day. Upload it again.";
  if (error instanceof ProviderError && error.details.providerCode === "EntityTooLarge")
    return "The file is larger than 10 MB.";
  return null;
}

/** What one reading of the file tells without looking at the firm: it costs little, and refuses a file before any row is judged. */
interface Survey {
  encoding: Encoding;
  headers: string[];
  sample: string[][];
  rows: number;
}

async function survey(open: () => AsyncGenerator<Uint8Array>, as?: Encoding): Promise<Survey> {
  const { encoding, headers, records } = await openCsv(open(), as);
  const sample: string[][] = [];
  let rows = 0;
  for await (const { cells } of records) {
    rows += 1;
    if (rows <= SAMPLE_ROWS) sample.push(headers.map((_, at) => (cells[at] ?? "").slice(0, SAMPLE_CHARS)));
    if (rows > MAX_ROWS)
      throw new FileRefused(
        `The file has more than ${MAX_ROWS.toLocaleString("en-GB")} rows. Split it and import the parts one after another.`,
      );
  }
  if (rows === 0) throw new FileRefused("The file has a header and no rows.");
  return { encoding, headers, sample, rows };
}

async function checked(held: Held): Promise<string> {
  const { tenantId, id, mapping: asked } = held.row;
  const open = () => readChunks(incomingKey(tenantId, "import", id), MAX_FILE_BYTES);
  const { encoding, headers, sample, rows } = await survey(open).catch((error: unknown) => {
    if (error instanceof NotUtf8) return survey(open, "windows-1252");
    throw error;
  });
  const suggested = suggestMapping(headers);
  const mapping = asked.length > 0 ? asked : suggested.mapping;
  if (mapping.length !== headers.length)
    throw new FileRefused("The columns of the file are not those that were mapped. Upload the file again.");
  const seen = { headers, sample, mapping, rows, notes: encoding === "utf-8" ? [] : [ENCODING_NOTES[encoding]] };
  if (asked.length === 0 && !suggested.sure) {
    await finish(held, { status: "mapping", ...seen });
    return "mapping";
  }
  const pages = new Pages(await advance(held, { rows }), { headers, mapping, members: await members() });
  for await (const record of (await openCsv(open(), encoding)).records) await pages.add(record);
  await pages.end({ status: "ready", ...seen });
  return "ready";
}

async function members(): Promise<Map<string, string>> {
  return new Map((await Staff.members()).map(({ email, userId }) => [email.toLowerCase(), userId]));
}

const NONE: PageCounts = { ready: 0, error: 0, duplicate: 0, alike: 0, failed: 0 };

/** Collects rows and writes them a page at a time, each together with the progress. */
class Pages {
  #held: Held;
  readonly #sheet: Sheet;
  readonly #doubles = new Doubles();
  readonly #counts: PageCounts[] = [];
  #records: CsvRecord[] = [];
  #chars = 0;

  constructor(held: Held, sheet: Sheet) {
    this.#held = held;
    this.#sheet = sheet;
  }

  async add(record: CsvRecord): Promise<void> {
    const chars = record.cells.reduce((sum, cell) => sum + cell.length, 0);
    if (this.#records.length === PAGE_ROWS || (this.#records.length > 0 && this.#chars + chars > PAGE_CHARS)) {
      const items = await this.#page();
      this.#held = await advance(this.#held, { pages: this.#counts }, items);
    }
    this.#records.push(record);
    this.#chars += chars;
  }

  async end(change: Parameters<typeof finish>[1]): Promise<void> {
    const last = await this.#page();
    await finish(this.#held, { pages: this.#counts, ...change }, last);
  }

  async #page(): Promise<TransactItem[]> {
    const records = this.#records;
    this.#records = [];
    this.#chars = 0;
    if (records.length === 0) return [];
    const rows = await this.#checked(records);
    const key = pageKey(this.#held.row, this.#counts.length);
    this.#counts.push(countsOf(rows));
    return [write(ImportPage.put({ ...key, rows, ttl: this.#held.row.ttl }))];
  }

  async #checked(records: readonly CsvRecord[]): Promise<CheckedRow[]> {
    const read = records.map((record) => ({ record, row: readRow(record.cells, this.#sheet) }));
    const good = read.flatMap(({ record, row }): Good[] =>
      "typed" in row ? [{ line: record.line, typed: row.typed }] : [],
    );
    const found = await this.#doubles.of(this.#held.row.tenantId, good);
    const doubles = new Map(good.map(({ line }, at) => [line, found[at] ?? null]));
    const nameAt = this.#sheet.mapping.indexOf("name");
    return read.map(({ record: { line, cells }, row }): CheckedRow => {
      const duplicateOf = doubles.get(line) ?? null;
      const shown = { line, name: (cells[nameAt] ?? "").trim().slice(0, 160), errors: row.errors, duplicateOf };
      if (!("typed" in row)) return { ...shown, state: "error", cells };
      if (duplicateOf === null) return { ...shown, state: "ready", typed: row.typed };
      return { ...shown, state: duplicateOf.by === "name-and-email" ? "alike" : "duplicate", typed: row.typed, cells };
    });
  }
}

const countsOf = (rows: readonly CheckedRow[]): PageCounts =>
  rows.reduce((counts, { state }) => ({ ...counts, [state]: counts[state] + 1 }), NONE);
