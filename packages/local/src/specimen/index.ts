/**
 * Papers of invented people for trying the reading of identity documents: passports with the machine-readable lines of ICAO Doc
 * 9303 and licences laid out as British ones, all of Utopia and marked as specimens. Everything follows from the seed, the
 * year and what is asked for. For development and tests only.
 */
import { drawCard } from "./draw/card.ts";
import { grain, heldUpright, toJpeg, toPixels, toPng } from "./draw/raster.ts";
import { drawScene, type Quality } from "./draw/scene.ts";
import { toPdf } from "./file.ts";
import { drivingLicence, type Fault, type Paper, type PaperKind, passport } from "./paper.ts";
import { person } from "./person.ts";

export { QUALITIES, type Quality } from "./draw/scene.ts";
export { type Fault, FAULTS, type Paper, PAPER_KINDS, type PaperKind } from "./paper.ts";

/** `pages`: a PDF whose first page shows nothing. `photo`: a JPEG of about 9 MB, twelve million pixels, as phones make. */
export const FORMATS = ["png", "jpeg", "webp", "pdf", "pages", "photo"] as const;
export type Format = (typeof FORMATS)[number];

export interface Wanted {
  seed: number;
  kind: PaperKind;
  faults?: readonly Fault[];
  quality?: Quality;
  format?: Format;
  /** In which the paper is shown to somebody: decides what is expired. */
  year?: number;
}

export interface Specimen {
  name: string;
  contentType: "image/png" | "image/jpeg" | "image/webp" | "application/pdf";
  body: Uint8Array;
  /** What is on it, for who checks a reading. Nothing of it travels with the file but as pixels. */
  paper: Paper;
}

const SCREEN_PX = 1240;
const PHOTO_PX = 4000;
/** Chosen so that the grain makes a file of 8 to 10 MB. */
const PHOTO_GRAIN = 40;
const PHOTO_QUALITY = 90;
const JPEG_QUALITY = 72;

/** The paper that is wanted, as a file that a person could have. */
export async function specimen(wanted: Wanted): Promise<Specimen> {
  const { seed, kind, faults = [], quality = "plain", format = "jpeg", year = new Date().getFullYear() } = wanted;
  const paper = (kind === "passport" ? passport : drivingLicence)(seed, person(seed), { faults, year });
  const scene = drawScene(await drawCard(paper), quality, format === "photo" ? PHOTO_PX : SCREEN_PX);
  const file = (ending: string, contentType: Specimen["contentType"], body: Uint8Array): Specimen => ({
    name: `Specimen ${seed}.${ending}`,
    contentType,
    body,
    paper,
  });
  if (format === "png") return file("png", "image/png", await toPng(scene));
  const pixels = await toPixels(scene);
  if (format === "webp") {
    const { toWebp } = await import("./draw/webp.ts");
    return file("webp", "image/webp", await toWebp(pixels, JPEG_QUALITY));
  }
  if (format === "photo") {
    grain(pixels, PHOTO_GRAIN, seed);
    return file("jpg", "image/jpeg", heldUpright(toJpeg(pixels, PHOTO_QUALITY)));
  }
  const picture = toJpeg(pixels, JPEG_QUALITY);
  if (format === "jpeg") return file("jpg", "image/jpeg", picture);
  return file("pdf", "application/pdf", await toPdf([picture], format === "pages" ? 1 : 0));
}
