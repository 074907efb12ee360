/**
 * A photograph carries more than its picture: where and when it was taken, with which telephone, a small second picture. None
 * of it goes to the provider; only which way up it is shown is read first. Pure. Sources: ITU T.81 and Exif 2.3 for JPEG, the
 * PNG specification (third edition), the WebP container specification.
 */

/** Exif's tag 274: 1 is upright as stored, 6 a quarter clockwise to be upright. */
export type Orientation = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8;

export interface Bare {
  bytes: Uint8Array;
  /** How viewers show the stored pixels; null when they do not agree on it, or it is not known. */
  orientation: Orientation | null;
}

/** The file without what is noted in it. What cannot be taken apart is given as it is. */
export function bare(bytes: Uint8Array, contentType: string): Bare {
  switch (contentType) {
    case "image/jpeg":
      return ofJpeg(bytes) ?? { bytes, orientation: null };
    case "image/png":
      return ofPng(bytes) ?? { bytes, orientation: null };
    case "image/webp":
      return ofWebp(bytes) ?? { bytes, orientation: null };
    case "application/pdf":
      return { bytes, orientation: 1 };
    default:
      // HEIC keeps its notes among its data, and how it is turned is a part of the format.
      return { bytes, orientation: null };
  }
}

const viewOf = (bytes: Uint8Array): Buffer => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
const bytesOf = (parts: readonly Buffer[]): Uint8Array => new Uint8Array(Buffer.concat(parts));

const EXIF = "Exif\0\0";
const MARK = { APP0: 0xe0, APP1: 0xe1, APP2: 0xe2, APP14: 0xee, APP15: 0xef, COMMENT: 0xfe, SCAN: 0xda } as const;

/** Of the application segments only those stay without which colours are wrong: JFIF, ICC profile, Adobe. */
const isNote = (marker: number, segment: Buffer): boolean =>
  marker === MARK.COMMENT ||
  (marker >= MARK.APP1 &&
    marker <= MARK.APP15 &&
    marker !== MARK.APP14 &&
    !(marker === MARK.APP2 && segment.toString("latin1", 4, 15) === "ICC_PROFILE"));

function ofJpeg(bytes: Uint8Array): Bare | null {
  const view = viewOf(bytes);
  const kept = [view.subarray(0, 2)];
  let orientation: Orientation = 1;
  for (let at = 2; at + 4 <= view.length && view[at] === 0xff;) {
    const marker = view[at + 1] ?? 0;
    if (marker === MARK.SCAN) return { bytes: bytesOf([...kept, view.subarray(at)]), orientation };
    const end = at + 2 + view.readUInt16BE(at + 2);
    const segment = view.subarray(at, end);
    if (marker === MARK.APP1 && segment.toString("latin1", 4, 10) === EXIF)
      orientation = orientationOf(segment.subarray(10)) ?? 1;
    if (!isNote(marker, segment)) kept.push(segment);
    at = end;
  }
  return null;
}

const PNG_NOTES = new Set(["eXIf", "tEXt", "iTXt", "zTXt", "tIME"]);
const PNG_HEAD = 8;

function ofPng(bytes: Uint8Array): Bare | null {
  const view = viewOf(bytes);
  const kept = [view.subarray(0, PNG_HEAD)];
  let orientation: Orientation | null = 1;
  for (let at = PNG_HEAD; at + 12 <= view.length;) {
    const end = at + 12 + view.readUInt32BE(at);
    const type = view.toString("latin1", at + 4, at + 8);
    if (end > view.length) return null;
    if (type === "eXIf") orientation = uprightOnly(view.subarray(at + 8, end - 4));
    if (!PNG_NOTES.has(type)) kept.push(view.subarray(at, end));
    if (type === "IEND") return { bytes: bytesOf(kept), orientation };
    at = end;
  }
  return null;
}

const RIFF_HEAD = 12;
/** In the flags of an extended WebP file: it has Exif, it has XMP. */
const WEBP_NOTES = 0x08 | 0x04;

function ofWebp(bytes: Uint8Array): Bare | null {
  const view = viewOf(bytes);
  const kept: Buffer[] = [];
  let orientation: Orientation | null = 1;
  for (let at = RIFF_HEAD; at < view.length;) {
    if (at + 8 > view.length) return null;
    const type = view.toString("latin1", at, at + 4);
    const size = view.readUInt32LE(at + 4);
    const end = at + 8 + size + (size % 2);
    if (end > view.length) return null;
    const chunk = Buffer.from(view.subarray(at, end));
    if (type === "VP8X" && size >= 1) chunk[8] = (chunk[8] ?? 0) & ~WEBP_NOTES;
    if (type === "EXIF") orientation = uprightOnly(chunk.subarray(8));
    else if (type !== "XMP ") kept.push(chunk);
    at = end;
  }
  if (kept.length === 0) return null;
  const head = Buffer.from(view.subarray(0, RIFF_HEAD));
  head.writeUInt32LE(
    kept.reduce((sum, { length }) => sum + length, 4),
    4,
  );
  return { bytes: bytesOf([head, ...kept]), orientation };
}

/** In formats in which viewers do not agree on obeying it. */
const uprightOnly = (tiff: Buffer): Orientation | null => ((orientationOf(tiff) ?? 1) === 1 ? 1 : null);

const ORIENTATION = 0x0112;
const ENTRY = 12;

/** From the first directory of Exif's TIFF structure; null when it has none. */
function orientationOf(block: Buffer): Orientation | null {
  const tiff = block.toString("latin1", 0, 6) === EXIF ? block.subarray(6) : block;
  if (tiff.length < 8) return null;
  const isLittle = tiff.toString("latin1", 0, 2) === "II";
  const short = (at: number): number =>
    at + 2 > tiff.length ? 0 : isLittle ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at);
  const start = isLittle ? tiff.readUInt32LE(4) : tiff.readUInt32BE(4);
  for (let n = 0; n < short(start); n += 1) {
    const at = start + 2 + n * ENTRY;
    if (at + ENTRY > tiff.length) return null;
    if (short(at) === ORIENTATION) return ORIENTATIONS.find((one) => one === short(at + 8)) ?? null;
  }
  return null;
}

const ORIENTATIONS = [1, 2, 3, 4, 5, 6, 7, 8] as const;
