/** How a part of a picture is shown by the browser alone: a window of the part's shape, and the picture behind it. Pure. */
import type { ReadBox } from "@practice-hub/core/extraction/schema";

/** In pixels, as a browser shows it. */
export interface Size {
  width: number;
  height: number;
}

export interface Crop {
  /** Of the window: as wide as it may be, and its shape. */
  widthPx: number;
  ratio: number;
  /** Of the picture behind it, in percent of the window's width and height. */
  image: { width: number; left: number; top: number };
}

/** Around the print, in thousandths of the page: a model's box is near, not exact. */
const ROOM = { across: 15, down: 8, ofHeight: 0.35 };
/** A line of print need not be larger than this to be compared: across it, and along it for one that stands upright. */
const MOST_PX = { across: 88, along: 260 };

export function cropOf({ top, left, bottom, right }: ReadBox, { width, height }: Size): Crop {
  const down = ROOM.down + (bottom - top) * ROOM.ofHeight;
  const [x1, x2] = [Math.max(0, left - ROOM.across), Math.min(1000, right + ROOM.across)];
  const [y1, y2] = [Math.max(0, top - down), Math.min(1000, bottom + down)];
  const ratio = ((x2 - x1) * width) / ((y2 - y1) * height);
  return {
    widthPx: Math.min(
      ((x2 - x1) / 1000) * width,
      ratio >= 1 ? MOST_PX.across * ratio : Math.min(MOST_PX.across, MOST_PX.along * ratio),
    ),
    ratio,
    image: {
      width: (100 * 1000) / (x2 - x1),
      left: (-100 * x1) / (x2 - x1),
      top: (-100 * y1) / (y2 - y1),
    },
  };
}
