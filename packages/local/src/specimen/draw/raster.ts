/** Drawings and files as pixels, and back. */
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { initWasm, Resvg } from "@resvg/resvg-wasm";
import jpeg from "jpeg-js";
import type { Pixels } from "../block.ts";
import { chance } from "../chance.ts";

const { resolve } = createRequire(import.meta.url);

let ready: Promise<Uint8Array> | undefined;
/** The drawing program and its one font, once. */
const font = () =>
  (ready ??= (async () => {
    await initWasm(await readFile(resolve("@resvg/resvg-wasm/index_bg.wasm")));
    return readFile(resolve("@expo-google-fonts/ibm-plex-sans/400Regular/IBMPlexSans_400Regular.ttf"));
  })());

async function render(svg: string) {
  const fontBuffers = [await font()];
  return new Resvg(svg, { font: { fontBuffers, defaultFontFamily: "IBM Plex Sans", loadSystemFonts: false } }).render();
}

export async function toPixels(svg: string): Promise<Pixels> {
  const image = await render(svg);
  return { data: new Uint8ClampedArray(image.pixels), width: image.width, height: image.height };
}

export const toPng = async (svg: string): Promise<Uint8Array> => (await render(svg)).asPng();

/** `quality` from 1 to 100. */
export const toJpeg = (pixels: Pixels, quality: number): Uint8Array =>
  new Uint8Array(jpeg.encode(pixels, quality).data);

/** The grain of a camera's sensor, which is what makes photographs large. In place. */
export function grain({ data }: Pixels, strength: number, seed: number): void {
  const by = chance(seed);
  for (let at = 0; at < data.length; at += 4) {
    const noise = (by.next() - 0.5) * strength;
    for (let channel = 0; channel < 3; channel += 1) data[at + channel] = (data[at + channel] ?? 0) + noise;
  }
}

const APP1 = 0xe1;

/**
 * The picture with an Exif note that says it must be turned a quarter clockwise to stand upright (orientation 6): what a
 * phone writes that was held upright.
 */
export function heldUpright(file: Uint8Array): Uint8Array {
  const tiff = Buffer.from("4d4d002a00000008000101120003000000010006000000000000", "hex");
  const body = Buffer.concat([Buffer.from("Exif\0\0", "latin1"), tiff]);
  const head = Buffer.from([0xff, APP1, 0, body.length + 2]);
  return new Uint8Array(Buffer.concat([file.subarray(0, 2), head, body, file.subarray(2)]));
}
