/** Pictures as WebP files, and back. */
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import decode, { init as initDecoder } from "@jsquash/webp/decode.js";
import encode, { init as initEncoder } from "@jsquash/webp/encode.js";
import type { Pixels } from "../block.ts";

const { resolve } = createRequire(import.meta.url);

/** The library would fetch its programs from the web; here they are read from the disk, each once. */
async function program(name: string): Promise<{ wasmBinary: ArrayBuffer }> {
  const file = await readFile(resolve(`@jsquash/webp/codec/${name}.wasm`));
  return { wasmBinary: file.buffer.slice(file.byteOffset, file.byteOffset + file.byteLength) };
}

/** What browsers give pixels in, and Node does not have. */
class Picture implements Pixels {
  readonly data: Uint8ClampedArray<ArrayBuffer>;
  readonly width: number;
  readonly height: number;
  readonly colorSpace = "srgb";
  constructor(data: Uint8ClampedArray<ArrayBuffer>, width: number, height: number) {
    this.data = data;
    this.width = width;
    this.height = height;
  }
}
Object.assign(globalThis, { ImageData: Picture });

let decoder: Promise<void> | undefined;
let encoder: Promise<unknown> | undefined;

/** `quality` from 1 to 100. */
export async function toWebp({ data, width, height }: Pixels, quality: number): Promise<Uint8Array> {
  await (encoder ??= program("enc/webp_enc_simd").then((from) => initEncoder(from)));
  return new Uint8Array(await encode(new Picture(new Uint8ClampedArray(data), width, height), { quality }));
}

/** The pixels; null for what is no WebP. */
export async function fromWebp(body: Uint8Array): Promise<Pixels | null> {
  await (decoder ??= program("dec/webp_dec").then((from) => initDecoder(from)));
  const { buffer } = new Uint8Array(body);
  return decode(buffer).catch(() => null);
}
