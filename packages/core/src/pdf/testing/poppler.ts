/** For tests: a PDF as other software sees it, through Poppler. */
import { execFileSync } from "node:child_process";
import { decode } from "fast-png";
import pixelmatch from "pixelmatch";

/** The words in the order the file holds them, which is how they are selected and read aloud. */
export const textOf = (pdf: Uint8Array): string =>
  execFileSync("pdftotext", ["-raw", "-", "-"], { input: pdf, encoding: "utf8" });

/** What a reader's "properties" says: `{Title: "Invoice INV-0001", Pages: "1", …}`. */
export const infoOf = (pdf: Uint8Array): Record<string, string> =>
  Object.fromEntries(
    execFileSync("pdfinfo", ["-"], { input: pdf, encoding: "utf8" })
      .split("\n")
      .map((line) => [line.split(":")[0] ?? "", line.slice(line.indexOf(":") + 1).trim()]),
  );

/** Page one as a PNG of 496 × 702 points, grey. */
export const pageOne = (pdf: Uint8Array): Buffer =>
  execFileSync("pdftoppm", ["-png", "-gray", "-r", "60", "-f", "1", "-l", "1", "-singlefile", "-"], { input: pdf });

/** The share of pixels that differ beyond anti-aliasing; 1 when even the sizes do. */
export function difference(one: Uint8Array, other: Uint8Array): number {
  const [a, b] = [rgba(one), rgba(other)];
  if (a.width !== b.width || a.height !== b.height) return 1;
  return pixelmatch(a.data, b.data, undefined, a.width, a.height, { threshold: 0.25 }) / (a.width * a.height);
}

function rgba(png: Uint8Array): { width: number; height: number; data: Uint8Array } {
  const { width, height, channels, data } = decode(png);
  const pixels = new Uint8Array(width * height * 4).fill(255);
  for (let at = 0; at < width * height; at += 1)
    for (let colour = 0; colour < 3; colour += 1)
      pixels[at * 4 + colour] = data[at * channels + (channels >= 3 ? colour : 0)] ?? 0;
  return { width, height, data: pixels };
}
