/**
 * Where a value is printed in a picture. The symbol of a zone is found in the pixels; the print stands so far from it on every
 * paper of its kind, however the paper lies, so that the symbol's corners carry the rest.
 */
import type { Corners, Pixels } from "../../specimen/block.ts";
import { LAYOUT, MACHINE_LINES } from "../../specimen/draw/layout.ts";
import type { PaperKind } from "../../specimen/paper.ts";

/** In thousandths of the picture. */
export type Box = readonly [ymin: number, xmin: number, ymax: number, xmax: number];

interface Print {
  paper: PaperKind;
  zone: string;
  field: string;
  printed: string;
}
interface Rectangle {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** Of a letter, as a part of its size: its width on average, how far it goes above and below its line. */
const LETTER = { width: 0.68, above: 0.9, below: 0.3 };

/** On the paper, in the units of the drawing. */
function onPaper({ paper, zone, field, printed }: Print): Rectangle | null {
  const line = LAYOUT[paper].lines.find((one) => one.zone === zone && one.field === field);
  const machine = paper === "passport" && zone === "machine" ? MACHINE_LINES[field] : undefined;
  if (machine) return { ...machine, y: machine.y - machine.size, height: machine.size * 1.3 };
  if (!line) return null;
  const { x, y, size = 24 } = line;
  const height = size * (LETTER.above + LETTER.below);
  return { x, y: y - size * LETTER.above, width: printed.length * size * LETTER.width, height };
}

/** Null for what is not in it. */
export function printedAt(print: Print, { topLeft, topRight, bottomLeft }: Corners, picture: Pixels): Box | null {
  const symbol = LAYOUT[print.paper].blocks[print.zone];
  const there = onPaper(print);
  if (!symbol || !there) return null;
  const at = (x: number, y: number) => {
    const [right, down] = [(x - symbol.x) / symbol.size, (y - symbol.y) / symbol.size];
    return {
      x: topLeft.x + right * (topRight.x - topLeft.x) + down * (bottomLeft.x - topLeft.x),
      y: topLeft.y + right * (topRight.y - topLeft.y) + down * (bottomLeft.y - topLeft.y),
    };
  };
  const [right, bottom] = [there.x + there.width, there.y + there.height];
  const corners = [at(there.x, there.y), at(right, there.y), at(there.x, bottom), at(right, bottom)];
  const part = (value: number, whole: number) => Math.round(Math.min(1, Math.max(0, value / whole)) * 1000);
  const xs = corners.map(({ x }) => part(x, picture.width));
  const ys = corners.map(({ y }) => part(y, picture.height));
  const [ymin, xmin, ymax, xmax] = [Math.min(...ys), Math.min(...xs), Math.max(...ys), Math.max(...xs)];
  return ymin < ymax && xmin < xmax ? [ymin, xmin, ymax, xmax] : null;
}
