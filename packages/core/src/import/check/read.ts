/** A CSV file as records, streamed: 10 MB never lie in memory as rows. */
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { CsvError, parse } from "csv-parse";
import { MAX_COLUMNS } from "../schema.ts";
import { FileRefused } from "../refusal.ts";
import { decoded, type Encoding, encodingOf, separatorOf } from "./encoding.ts";

export interface CsvRecord {
  /** The line at which it begins, 1 being the first of the file. */
  line: number;
  cells: string[];
}

export interface Opened {
  encoding: Encoding;
  headers: string[];
  /** The records after the header; those without any content are left out. */
  records: AsyncGenerator<CsvRecord>;
}

/** One record in characters: a quote that is never closed swallows the file no further. */
const MAX_RECORD = 64 * 1024;
// oxlint-disable-next-line no-control-regex -- control characters are what no text file has
const BINARY = /[\u0000-\u0008\u000e-\u001a\u001c-\u001f]/;

/** Opens a file; `encoding` reads it so whatever it looks like. Refuses what is no CSV; throws `NotUtf8` while reading. */
export async function openCsv(chunks: AsyncGenerator<Uint8Array>, encoding?: Encoding): Promise<Opened> {
  const first = await chunks.next();
  if (first.done || first.value.length === 0) throw new FileRefused("The file is empty.");
  const known = encoding ?? (await encodingOf(first.value));
  const text = decoded(again(first.value, chunks), known);
  const start = await text.next();
  const begin = start.value ?? "";
  if (begin.trim() === "") throw new FileRefused("The file is empty.");
  if (BINARY.test(begin.slice(0, MAX_RECORD)))
    throw new FileRefused("This is not a text file. Export your clients as CSV and upload that.");
  if (/^\s*(?:<|[{[]\s*["{[\]}])/.test(begin))
    throw new FileRefused(
      "This is a web page or a data file, not a CSV file. Export your clients as CSV and upload that.",
    );
  const records = recordsOf(again(begin, text), separatorOf(begin));
  const header = await records.next();
  if (header.done) throw new FileRefused("The file is empty.");
  return { encoding: known, headers: headersOf(header.value.cells), records };
}

async function* again<T>(first: T, rest: AsyncIterable<T>): AsyncGenerator<T> {
  yield first;
  yield* rest;
}

async function* recordsOf(text: AsyncGenerator<string>, delimiter: string): AsyncGenerator<CsvRecord> {
  const parser = parse({
    delimiter,
    info: true,
    relax_column_count: true,
    skip_empty_lines: true,
    max_record_size: MAX_RECORD,
  });
  // What goes wrong in the source reaches the loop through the parser.
  pipeline(Readable.from(text), parser).catch(() => undefined);
  let last = 0;
  try {
    for await (const { info, record } of parser as AsyncIterable<{ info: { lines: number }; record: string[] }>) {
      const breaks = record.reduce((sum, cell) => sum + (cell.match(/\r\n|\n|\r/g)?.length ?? 0), 0);
      const line = Math.max(last + 1, info.lines - breaks);
      last = info.lines;
      if (record.some((cell) => cell.trim() !== "")) yield { line, cells: record };
    }
  } catch (error) {
    if (error instanceof CsvError) throw new FileRefused(wordsOf(error));
    throw error;
  } finally {
    parser.destroy();
  }
}

/** The parser's errors carry the line where it stood. */
function wordsOf(error: CsvError): string {
  const line = "lines" in error ? Number(error.lines) : 1;
  return error.code === "CSV_MAX_RECORD_SIZE" || error.code === "CSV_QUOTE_NOT_CLOSED"
    ? `A quotation mark that opens on or before line ${line} is never closed, so the rest of the file cannot be told apart.`
    : `On line ${line} there is a quotation mark in the middle of a value. Put the value in quotes and double the marks in it.`;
}

function headersOf(cells: readonly string[]): string[] {
  const trimmed = cells.map((cell) => cell.trim().slice(0, 100));
  while (trimmed.at(-1) === "") trimmed.pop();
  if (trimmed.length > MAX_COLUMNS)
    throw new FileRefused(`The file has ${trimmed.length} columns; at most ${MAX_COLUMNS} can be imported.`);
  const headers = trimmed.map((header, at) => header || `Column ${at + 1}`);
  const twice = headers.find(
    (header, at) => headers.findIndex((one) => one.toLowerCase() === header.toLowerCase()) < at,
  );
  if (twice !== undefined)
    throw new FileRefused(`Two columns are called "${twice}". Rename one of them and upload the file again.`);
  return headers;
}
