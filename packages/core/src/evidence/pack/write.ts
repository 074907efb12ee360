/**
 * The file of an evidence pack: a ZIP without compression whose first entry, `manifest.json`, names every other one with
 * length and SHA-256, chained: `hash = sha256(previous, path, bytes, sha256)`, one line each, from the hash of `about`. The
 * last hash, the head, stands in the audit trail too, so that nobody can make another pack and call it this one. Every byte
 * of the file follows from the entries; scripts/verify-evidence.ts checks them all and shares no code with this. Pure.
 */
import { createHash } from "node:crypto";
import { zipSync } from "fflate";

/** The format, as docs/guide/evidence-pack.md describes it. */
const FORMAT = "practice-hub-evidence/1";

export interface PackEntry {
  /** ASCII: letters, digits, `.`, `-`, `_` and `/`; unique in the pack. */
  path: string;
  bytes: Uint8Array;
}

/** What the pack is of, and who made it; part of the chain. */
export interface About {
  firm: string;
  clientId: string;
  client: string;
  madeAt: string;
  madeBy: string;
}

export interface Pack {
  zip: Uint8Array;
  /** The last hash of the chain, hexadecimal. */
  head: string;
}

const sha256 = (data: Uint8Array | string): string => createHash("sha256").update(data).digest("hex");

/** Every entry bears this time, whatever clock and zone wrote it: the true one is in `about`. */
const TIME = () => new Date(1980, 0, 1);

/** Makes the file. Throws (a defect) for a path that is not plain or stands twice. */
export function writePack(about: About, entries: readonly PackEntry[]): Pack {
  let head = sha256(JSON.stringify(about));
  const files: Record<string, Uint8Array> = { "manifest.json": new Uint8Array() };
  const chained = entries.map(({ path, bytes }) => {
    if (!/^[a-zA-Z0-9][\w.-]*(?:\/[\w.-]+)*$/.test(path) || path in files)
      throw new Error("evidence: a path is not plain, or stands twice");
    files[path] = bytes;
    const entry = { path, bytes: bytes.byteLength, sha256: sha256(bytes) };
    head = sha256(`${head}\n${path}\n${entry.bytes}\n${entry.sha256}\n`);
    return { ...entry, hash: head };
  });
  const manifest = { format: FORMAT, about, entries: chained, head };
  files["manifest.json"] = Buffer.from(`${JSON.stringify(manifest, null, 1)}\n`);
  return { zip: zipSync(files, { level: 0, mtime: TIME() }), head };
}
