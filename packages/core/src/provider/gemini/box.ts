/**
 * Where on a page a value is printed, as Gemini's documentation of image understanding has it: `box_2d` is
 * `[ymin, xmin, ymax, xmax]`, each from 0 to 1000 of the picture's height or width. A help for the eye and never an error:
 * what is no such place is dropped. Pure.
 */
import * as z from "zod";
import type { Orientation } from "./picture.ts";

/** In thousandths of the page as a viewer shows it, upright. */
export interface Box {
  top: number;
  left: number;
  bottom: number;
  right: number;
}

const WHOLE = 1000;
const Edge = z.number().min(0).max(WHOLE);
const Edges = z.tuple([Edge, Edge, Edge, Edge]);

/** The place a model names; null for one outside the page, reversed, or that covers nothing. */
export function boxOf(said: unknown): Box | null {
  const { data } = Edges.safeParse(said);
  if (!data) return null;
  const [top, left, bottom, right] = data;
  return top < bottom && left < right ? { top, left, bottom, right } : null;
}

/** A point of the stored pixels where a viewer shows it that obeys the note of orientation (Exif 2.3, tag 274). */
const SHOWN: Readonly<Record<Orientation, (x: number, y: number) => readonly [x: number, y: number]>> = {
  1: (x, y) => [x, y],
  2: (x, y) => [WHOLE - x, y],
  3: (x, y) => [WHOLE - x, WHOLE - y],
  4: (x, y) => [x, WHOLE - y],
  5: (x, y) => [y, x],
  6: (x, y) => [WHOLE - y, x],
  7: (x, y) => [WHOLE - y, WHOLE - x],
  8: (x, y) => [y, WHOLE - x],
};

export function shown({ top, left, bottom, right }: Box, orientation: Orientation): Box {
  const [[x1, y1], [x2, y2]] = [SHOWN[orientation](left, top), SHOWN[orientation](right, bottom)];
  return { top: Math.min(y1, y2), left: Math.min(x1, x2), bottom: Math.max(y1, y2), right: Math.max(x1, x2) };
}

/** The smallest box around all of them; null without any. */
export const around = (boxes: readonly Box[]): Box | null =>
  boxes.length === 0
    ? null
    : {
        top: Math.min(...boxes.map(({ top }) => top)),
        left: Math.min(...boxes.map(({ left }) => left)),
        bottom: Math.max(...boxes.map(({ bottom }) => bottom)),
        right: Math.max(...boxes.map(({ right }) => right)),
      };
