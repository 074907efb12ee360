/**
 * A file that is two files: what one program opens as a picture another runs as an archive or a page. The first magic number
 * decides what a sniffer says, so the second one is looked for where programs would find it.
 */

/** Readers of PDF look this far for its header; browsers sniff less for HTML. */
const HEAD_BYTES = 1024;
/** A ZIP archive ends with a record of 22 bytes and a comment of at most 65,535. */
const ZIP_END_BYTES = 22;
const ZIP_TAIL_BYTES = ZIP_END_BYTES + 65_535;

const HTML = /<(?:!doctype\s+html|html|head|body|script|iframe|svg|\?php)[\s>]/i;

/** What else the file is, in words; null when it is one thing. `isPdf`: that it begins as a PDF is no disguise. */
export function disguise(bytes: Uint8Array, isPdf: boolean): string | null {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const head = buffer.toString("latin1", 0, HEAD_BYTES);
  if (!isPdf && head.includes("%PDF-")) return "a PDF";
  if (HTML.test(head)) return "a web page";
  return endsAsZip(buffer) ? "a ZIP archive" : null;
}

/** An end-of-central-directory record of an archive in one part that names at least one entry (APPNOTE 4.3.16). */
function endsAsZip(buffer: Buffer): boolean {
  const tail = buffer.subarray(Math.max(0, buffer.length - ZIP_TAIL_BYTES));
  for (
    let at = tail.indexOf("PK\u0005\u0006", 0, "latin1");
    at >= 0;
    at = tail.indexOf("PK\u0005\u0006", at + 1, "latin1")
  ) {
    if (at + ZIP_END_BYTES > tail.length) return false;
    const onePart = tail.readUInt32LE(at + 4) === 0;
    const entries = tail.readUInt16LE(at + 8);
    if (onePart && entries > 0 && entries === tail.readUInt16LE(at + 10)) return true;
  }
  return false;
}
