/** What a file is made of: its encoding and its separator, or that it is no text at all. */
import { fileTypeFromBuffer } from "file-type";
import { FileRefused } from "../refusal.ts";

export type Encoding = "utf-8" | "utf-16le" | "utf-16be" | "windows-1252";

/** Said to the person when the file is not what a program should write today. */
export const ENCODING_NOTES: Record<Exclude<Encoding, "utf-8">, string> = {
  "utf-16le": "The file is in UTF-16 and was read as such.",
  "utf-16be": "The file is in UTF-16 and was read as such.",
  "windows-1252":
    "The file is not in UTF-8. It was read as Windows-1252, as older Excel writes it: look at accents and pound signs in the rows below.",
};

const startsWith = (bytes: Uint8Array, ...first: number[]) => first.every((byte, at) => bytes[at] === byte);
const LOOKED_AT = 4096;

/** The encoding by its first bytes; plain text is taken for UTF-8 until it turns out not to be. Refuses what is no text. */
export async function encodingOf(first: Uint8Array): Promise<Encoding> {
  if (startsWith(first, 0xff, 0xfe)) return "utf-16le";
  if (startsWith(first, 0xfe, 0xff)) return "utf-16be";
  const known = await fileTypeFromBuffer(first);
  if (known && known.ext !== "xml")
    throw new FileRefused(
      ["xlsx", "xls", "ods", "cfb", "zip"].includes(known.ext)
        ? "This is a spreadsheet or an archive, not a CSV file. Open it and save it as CSV (UTF-8), then upload that."
        : `This is a ${known.ext.toUpperCase()} file, not a CSV file.`,
    );
  const head = first.subarray(0, LOOKED_AT);
  const zeros = [0, 0];
  head.forEach((byte, at) => {
    if (byte === 0) zeros[at % 2] = (zeros[at % 2] ?? 0) + 1;
  });
  const [even = 0, odd = 0] = zeros;
  // Letters in UTF-16 have a zero in every second byte.
  if (odd > head.length / 4 && even === 0) return "utf-16le";
  if (even > head.length / 4 && odd === 0) return "utf-16be";
  if (even + odd > 0) throw new FileRefused("This is not a text file. Export your clients as CSV and upload that.");
  return "utf-8";
}

/** The text of the bytes, part by part. UTF-8 that turns out to be none throws `NotUtf8`. */
export async function* decoded(chunks: AsyncIterable<Uint8Array>, encoding: Encoding): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding, { fatal: encoding === "utf-8" });
  try {
    for await (const chunk of chunks) yield decoder.decode(chunk, { stream: true });
    yield decoder.decode();
  } catch (error) {
    if (error instanceof TypeError && "code" in error && error.code === "ERR_ENCODING_INVALID_ENCODED_DATA")
      throw new NotUtf8();
    throw error;
  }
}

export class NotUtf8 extends Error {
  override readonly name = "NotUtf8";
}

const SEPARATORS = [",", ";", "\t"] as const;

/** The separator that the first record has most of, outside quotes. */
export function separatorOf(text: string): (typeof SEPARATORS)[number] {
  const counts = new Map<string, number>();
  let quoted = false;
  for (const character of text) {
    if (character === '"') quoted = !quoted;
    else if (!quoted && (character === "\n" || character === "\r")) {
      if (counts.size > 0) break;
    } else if (!quoted) counts.set(character, (counts.get(character) ?? 0) + 1);
  }
  return SEPARATORS.toSorted((a, b) => (counts.get(b) ?? 0) - (counts.get(a) ?? 0))[0] ?? ",";
}
