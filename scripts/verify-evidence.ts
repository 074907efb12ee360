/**
 * `node scripts/verify-evidence.ts <pack.zip> [--head <hash>]`: says whether any byte of an evidence pack differs from what was
 * made, and where. Works offline and needs nothing but Node. Without `--head` it proves that the pack is whole; with the
 * head that the firm's audit trail shows, also that it is the very one. Ends with 1 when anything is wrong, 2 when it cannot read.
 *
 * The layout (docs/guide/evidence-pack.md) leaves no byte open: entries stored one after another, `manifest.json` first, in
 * the manifest's order; then the directory; then its end. So each byte is either predicted or part of a hashed content.
 */
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { crc32 } from "node:zlib";

interface Finding {
  /** The path of an entry, or `the end of the file`. */
  entry: string;
  what: string;
}
interface Verdict {
  findings: Finding[];
  head: string | null;
  entries: number;
  about: unknown;
}
interface Entry {
  path: string;
  bytes: number;
  sha256: string;
  hash: string;
}
interface Manifest {
  format: string;
  about: unknown;
  entries: Entry[];
  head: string;
}

const FORMAT = "practice-hub-evidence/1";
const MANIFEST = "manifest.json";
const END = "the end of the file";
const LOCAL = 30;
/** 1 January 1980, midnight, in DOS form (APPNOTE 4.4.6). */
const DATE = 0x21;

const sha256 = (data: Uint8Array | string): string => createHash("sha256").update(data).digest("hex");

/** The part of a header that an entry has in front of it and in the directory (APPNOTE 4.3.7, 4.3.12). */
function shared(path: string, size: number, crc: number): Buffer {
  const header = Buffer.alloc(26);
  header.writeUInt16LE(20, 0);
  header.writeUInt16LE(DATE, 8);
  header.writeUInt32LE(crc, 10);
  header.writeUInt32LE(size, 14);
  header.writeUInt32LE(size, 18);
  header.writeUInt16LE(path.length, 22);
  return header;
}
const localHeader = (path: string, size: number, crc: number): Buffer =>
  Buffer.concat([Buffer.from("PK\u0003\u0004"), shared(path, size, crc), Buffer.from(path)]);
function directoryRecord(path: string, size: number, crc: number, offset: number): Buffer {
  const tail = Buffer.alloc(14);
  tail.writeUInt32LE(offset, 10);
  const parts = [Buffer.from("PK\u0001\u0002"), Buffer.from([20, 0]), shared(path, size, crc), tail, Buffer.from(path)];
  return Buffer.concat(parts);
}
function endRecord(count: number, size: number, offset: number): Buffer {
  const end = Buffer.alloc(22);
  end.write("PK\u0005\u0006", "latin1");
  end.writeUInt16LE(count, 8);
  end.writeUInt16LE(count, 10);
  end.writeUInt32LE(size, 12);
  end.writeUInt32LE(offset, 16);
  return end;
}

/** The first byte, counted from 0, at which the file is not what it must be; null when it is. */
function firstDifference(file: Buffer, at: number, expected: Buffer): number | null {
  for (const [index, byte] of expected.entries()) if (file[at + index] !== byte) return at + index;
  return null;
}

/** Reads the manifest, which stands first; null when it is not as it was made. */
function readManifest(file: Buffer): { manifest: Manifest; size: number; crc: number } | null {
  if (file.length < LOCAL) return null;
  const size = file.readUInt32LE(22);
  const content = file.subarray(LOCAL + MANIFEST.length, LOCAL + MANIFEST.length + size);
  const crc = crc32(content);
  if (content.length !== size || firstDifference(file, 0, localHeader(MANIFEST, size, crc)) !== null) return null;
  try {
    return { manifest: parsed(content.toString()), size, crc };
  } catch {
    return null;
  }
}

function parsed(text: string): Manifest {
  const value = JSON.parse(text) as Partial<Manifest>;
  const { format, about, entries, head } = value;
  if (format !== FORMAT || !Array.isArray(entries) || typeof head !== "string") throw new Error("another format");
  for (const { path, bytes, sha256: hash } of entries)
    if (typeof path !== "string" || !Number.isSafeInteger(bytes) || bytes < 0 || typeof hash !== "string")
      throw new Error("another format");
  return { format, about, entries, head };
}

/** The entry at which the chain breaks; null when it holds to the head. */
function brokenAt({ about, entries, head }: Manifest): string | null {
  let previous = sha256(JSON.stringify(about));
  for (const { path, bytes, sha256: content, hash } of entries) {
    previous = sha256(`${previous}\n${path}\n${bytes}\n${content}\n`);
    if (previous !== hash) return path;
  }
  return previous === head ? null : MANIFEST;
}

/** Checks a pack; `expectedHead` is what the audit trail shows. */
export function verifyEvidence(bytes: Uint8Array, expectedHead?: string): Verdict {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const read = readManifest(file);
  if (!read) {
    const what = "is not as it was made; without it nothing else can be checked";
    return { findings: [{ entry: MANIFEST, what }], head: null, entries: 0, about: null };
  }
  const { manifest, size, crc } = read;
  const findings: Finding[] = [];
  const broken = brokenAt(manifest);
  if (broken !== null) findings.push({ entry: broken, what: "is where the chain of hashes breaks" });
  if (expectedHead !== undefined && expectedHead !== manifest.head)
    findings.push({ entry: MANIFEST, what: "has another head than the one expected: this is another pack" });

  const placed = [{ path: MANIFEST, bytes: size, crc, offset: 0 }];
  let at = LOCAL + MANIFEST.length + size;
  for (const entry of manifest.entries) {
    const start = at + LOCAL + entry.path.length;
    const content = file.subarray(start, start + entry.bytes);
    const found = { path: entry.path, bytes: entry.bytes, crc: crc32(content), offset: at };
    if (content.length !== entry.bytes) findings.push({ entry: entry.path, what: "is cut off" });
    else if (sha256(content) !== entry.sha256)
      findings.push({ entry: entry.path, what: "has another content than the manifest's hash" });
    else
      report(
        findings,
        entry.path,
        "header",
        firstDifference(file, at, localHeader(entry.path, entry.bytes, found.crc)),
      );
    placed.push(found);
    at = start + entry.bytes;
  }
  checkDirectory(file, at, placed, findings);
  return { findings, head: manifest.head, entries: manifest.entries.length, about: manifest.about };
}

function checkDirectory(
  file: Buffer,
  from: number,
  placed: readonly { path: string; bytes: number; crc: number; offset: number }[],
  findings: Finding[],
): void {
  const damaged = new Set(findings.map(({ entry }) => entry));
  let at = from;
  for (const { path, bytes, crc, offset } of placed) {
    const record = directoryRecord(path, bytes, crc, offset);
    // The record holds a checksum of the content: of a changed content there is nothing to compare it with.
    if (!damaged.has(path)) report(findings, path, "directory record", firstDifference(file, at, record));
    at += record.length;
  }
  const end = endRecord(placed.length, at - from, from);
  report(findings, END, "record", firstDifference(file, at, end));
  const more = file.length - at - end.length;
  if (more > 0) findings.push({ entry: END, what: `is followed by ${more} bytes that are not part of the pack` });
}

function report(findings: Finding[], entry: string, part: string, at: number | null): void {
  if (at !== null) findings.push({ entry, what: `has a changed ${part}, first at byte ${at}` });
}

function main(): number {
  const { values, positionals } = parseArgs({ options: { head: { type: "string" } }, allowPositionals: true });
  const [path] = positionals;
  if (path === undefined) {
    console.error("usage: node scripts/verify-evidence.ts <pack.zip> [--head <hash>]");
    return 2;
  }
  let file: Uint8Array;
  try {
    file = readFileSync(path);
  } catch (error) {
    console.error(error instanceof Error ? error.message : "cannot be read");
    return 2;
  }
  const { findings, head, entries, about } = verifyEvidence(file, values.head);
  if (about !== null) console.log(JSON.stringify(about));
  for (const { entry, what } of findings) console.log(`CHANGED  ${entry} ${what}`);
  if (findings.length > 0) return 1;
  console.log(`whole: ${entries} entries, head ${head}`);
  if (values.head === undefined) console.log("Compare the head with the one that the firm's audit trail shows.");
  return 0;
}

if (import.meta.main) process.exitCode = main();
