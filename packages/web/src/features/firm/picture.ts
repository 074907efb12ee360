/** A logo as it is sent: drawn anew by the browser, so that it is small, plain and holds nothing of where it was made. */
import { MAX_LOGO_BYTES } from "@practice-hub/core/firm/schema";

/** Twice what the head of an A4 page shows at 300 dots an inch is not seen. */
const WIDEST = 900;
const HIGHEST = 360;

const failed = () => new Error("not a picture");

/** Base64 of a PNG of at most 200 KB. Rejects when the file is no picture that the browser knows, or stays too large. */
export async function toLogo(file: File): Promise<string> {
  const picture = await createImageBitmap(file);
  for (let scale = Math.min(1, WIDEST / picture.width, HIGHEST / picture.height); scale > 0.05; scale *= 0.7) {
    const canvas = document.createElement("canvas");
    canvas.width = Math.max(1, Math.round(picture.width * scale));
    canvas.height = Math.max(1, Math.round(picture.height * scale));
    const context = canvas.getContext("2d");
    if (!context) throw failed();
    context.imageSmoothingQuality = "high";
    context.drawImage(picture, 0, 0, canvas.width, canvas.height);
    const base64 = canvas.toDataURL("image/png").split(",")[1] ?? "";
    if (base64.length * 0.75 <= MAX_LOGO_BYTES) return base64;
  }
  throw failed();
}
