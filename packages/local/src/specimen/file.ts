/** Pictures as PDF files and pictures out of files: what a scanner makes, and what a reader takes apart. */
import { PDFDict, PDFDocument, PDFName, type PDFPage, PDFRawStream } from "@cantoo/pdf-lib";
import type { Pixels } from "./block.ts";
import { toPixels } from "./draw/raster.ts";

const A4 = { width: 595, height: 842 };
const MARGIN = 40;

/** One page a picture, JPEG only. `covers`: so many pages without a picture come first. */
export async function toPdf(pictures: readonly Uint8Array[], covers = 0): Promise<Uint8Array> {
  const pdf = await PDFDocument.create();
  pdf.setCreationDate(new Date(0));
  pdf.setModificationDate(new Date(0));
  for (let n = 0; n < covers; n += 1)
    pdf
      .addPage([A4.width, A4.height])
      .drawText("Copies of my papers follow.", { x: MARGIN, y: A4.height - 80, size: 14 });
  for (const picture of pictures) {
    const image = await pdf.embedJpg(picture);
    const width = A4.width - 2 * MARGIN;
    const height = (width * image.height) / image.width;
    pdf.addPage([A4.width, A4.height]).drawImage(image, { x: MARGIN, y: A4.height - MARGIN - height, width, height });
  }
  return pdf.save();
}

/** More is more than anybody's papers have. */
const MOST_PAGES = 10;
/** As wide as is needed to read the symbols; a photo of twelve million pixels is made smaller first. */
const READ_WIDTH = 1500;

/** A picture that stands on a page of the file, from 1. */
export interface PagePicture {
  page: number;
  pixels: Pixels;
  /** It is the whole page, as in a file that is a picture. */
  isWhole: boolean;
}

/** The pictures of a JPEG, PNG, WebP or PDF file; none for what is no such file. Of a PDF the JPEG pictures, page by page. */
export async function picturesOf(body: Uint8Array): Promise<PagePicture[]> {
  const head = Buffer.from(body.subarray(0, 4)).toString("latin1");
  if (head.startsWith("%PDF")) return ofPdf(body);
  if (head === "RIFF") {
    const { fromWebp } = await import("./draw/webp.ts");
    const pixels = await fromWebp(body);
    return pixels === null ? [] : [{ page: 1, pixels, isWhole: true }];
  }
  const type = head.startsWith("\u0089PNG") ? "png" : head.startsWith("\u00ff\u00d8") ? "jpeg" : null;
  const pixels = type === null ? null : await decode(body, type);
  return pixels === null ? [] : [{ page: 1, pixels, isWhole: true }];
}

async function decode(body: Uint8Array, type: "png" | "jpeg"): Promise<Pixels | null> {
  const image = `<image width="100%" height="100%" href="data:image/${type};base64,${Buffer.from(body).toString("base64")}"/>`;
  const size = type === "png" ? pngSize(body) : jpegSize(body);
  if (size === null) return null;
  const scale = Math.min(1, READ_WIDTH / size.width);
  const [width, height] = [Math.round(size.width * scale), Math.round(size.height * scale)];
  return toPixels(`<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">${image}</svg>`);
}

interface Size {
  width: number;
  height: number;
}

function pngSize(body: Uint8Array): Size | null {
  const view = Buffer.from(body.buffer, body.byteOffset, body.byteLength);
  return view.length < 24 ? null : { width: view.readUInt32BE(16), height: view.readUInt32BE(20) };
}

/** From the frame header: markers C0 to CF that are not C4, C8 and CC (ITU T.81). */
function jpegSize(body: Uint8Array): Size | null {
  const view = Buffer.from(body.buffer, body.byteOffset, body.byteLength);
  for (let at = 2; at + 9 < view.length && view[at] === 0xff; at += 2 + view.readUInt16BE(at + 2)) {
    const marker = view[at + 1] ?? 0;
    if (marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker))
      return { height: view.readUInt16BE(at + 5), width: view.readUInt16BE(at + 7) };
  }
  return null;
}

async function ofPdf(body: Uint8Array): Promise<PagePicture[]> {
  const pdf = await PDFDocument.load(body, { ignoreEncryption: true }).catch(() => null);
  const found: PagePicture[] = [];
  for (const [index, page] of (pdf?.getPages() ?? []).slice(0, MOST_PAGES).entries())
    for (const picture of jpegsOn(page)) {
      const pixels = await decode(picture, "jpeg");
      if (pixels !== null) found.push({ page: index + 1, pixels, isWhole: false });
    }
  return found;
}

function jpegsOn(page: PDFPage): Uint8Array[] {
  const objects = page.node.Resources()?.lookupMaybe(PDFName.of("XObject"), PDFDict);
  return (objects?.values() ?? []).flatMap((value) => {
    const object = page.doc.context.lookup(value);
    const isJpeg = object instanceof PDFRawStream && object.dict.get(PDFName.of("Filter")) === PDFName.of("DCTDecode");
    return isJpeg ? [object.contents] : [];
  });
}
