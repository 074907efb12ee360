/**
 * Each zone of a specimen carries a small QR symbol with what is printed beside it. A real model reads letters; its twin reads
 * these, from the same pixels, so that blur, glare and a cut edge spoil its reading as they spoil a reader's.
 */
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { prepareZXingModule, readBarcodes } from "zxing-wasm/reader";
import { prepareZXingModule as prepareWriter, writeBarcode } from "zxing-wasm/writer";

const { resolve } = createRequire(import.meta.url);

/** The library would fetch its program from the web; here it is read from the disk, once. */
async function program(name: "reader" | "writer"): Promise<ArrayBuffer> {
  const file = await readFile(resolve(`zxing-wasm/${name}/zxing_${name}.wasm`));
  return file.buffer.slice(file.byteOffset, file.byteOffset + file.byteLength);
}

let writer: Promise<unknown> | undefined;
let reader: Promise<unknown> | undefined;
const prepared = {
  writer: () =>
    (writer ??= program("writer").then((wasmBinary) =>
      prepareWriter({ overrides: { wasmBinary }, fireImmediately: true }),
    )),
  reader: () =>
    (reader ??= program("reader").then((wasmBinary) =>
      prepareZXingModule({ overrides: { wasmBinary }, fireImmediately: true }),
    )),
};

/** Tells our symbols from others that a picture may hold. */
const MARK = "specimen:";

export interface Block {
  /** Modules a side, without a quiet zone. */
  size: number;
  /** The dark modules as an SVG path, one unit a module. */
  path: string;
}

/** The symbol of one zone. With the least error correction: spoilt pixels shall spoil it. */
export async function drawBlock(zone: string, fields: Readonly<Record<string, string>>): Promise<Block> {
  await prepared.writer();
  const text = `${MARK}${zone}?${new URLSearchParams(fields).toString()}`;
  const made = await writeBarcode(text, { format: "QRCode", options: "ecLevel=L", addQuietZones: false });
  const { data, width, height } = made.symbol;
  if (made.error) throw new Error(`no symbol for zone ${zone}: ${made.error}`);
  const dark = Array.from({ length: width * height }, (_, at) => at).filter((at) => data[at] === 0);
  return { size: width, path: dark.map((at) => `M${at % width} ${Math.floor(at / width)}h1v1h-1z`).join("") };
}

export interface Pixels {
  /** Red, green, blue, alpha. */
  data: Uint8ClampedArray;
  width: number;
  height: number;
}

export interface ReadZone {
  zone: string;
  fields: Record<string, string>;
  /** From 0 to 1: how far ink and paper are apart where it stands. */
  contrast: number;
  /** Where the symbol stands, in pixels. */
  corners: Corners;
}

interface Point {
  x: number;
  y: number;
}
export type Corners = Readonly<Record<"topLeft" | "topRight" | "bottomLeft" | "bottomRight", Point>>;

const MOST_ZONES = 24;

/** Every zone that can still be read, in no particular order. */
export async function readBlocks(pixels: Pixels): Promise<ReadZone[]> {
  await prepared.reader();
  const found = await readBarcodes(
    { ...pixels, data: new Uint8ClampedArray(pixels.data), colorSpace: "srgb" },
    { formats: ["QRCode"], tryHarder: true, tryDownscale: false, maxNumberOfSymbols: MOST_ZONES },
  );
  return found
    .filter(({ isValid, text }) => isValid && text.startsWith(MARK))
    .map((symbol) => ({
      ...zoneOf(symbol.text),
      contrast: contrast(pixels, symbol.position),
      corners: symbol.position,
    }));
}

function zoneOf(text: string): { zone: string; fields: Record<string, string> } {
  const [zone = "", query = ""] = text.slice(MARK.length).split(/\?(.*)/s);
  return { zone, fields: Object.fromEntries(new URLSearchParams(query)) };
}

/** The distance of the lightest and darkest tenth of the pixels in the symbol's bounds. */
function contrast({ data, width, height }: Pixels, position: Corners): number {
  const corners = [position.topLeft, position.topRight, position.bottomLeft, position.bottomRight];
  const [xs, ys] = [corners.map(({ x }) => x), corners.map(({ y }) => y)];
  const light: number[] = [];
  for (let y = Math.max(0, Math.min(...ys)); y < Math.min(height, Math.max(...ys)); y += 1)
    for (let x = Math.max(0, Math.min(...xs)); x < Math.min(width, Math.max(...xs)); x += 1) {
      const at = (y * width + x) * 4;
      light.push((0.299 * (data[at] ?? 0) + 0.587 * (data[at + 1] ?? 0) + 0.114 * (data[at + 2] ?? 0)) / 255);
    }
  light.sort((a, b) => a - b);
  const level = (part: number) => light[Math.floor(light.length * part)] ?? 0;
  return level(0.9) - level(0.1);
}
