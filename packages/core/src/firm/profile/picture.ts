/** What a picture really is, from its own header: no name and no declared type is asked. */
import { imageSize } from "image-size";

/** A small file can still be a picture that takes gigabytes to unpack. */
const MAX_SIDE = 2000;

/** `png` or `jpg` when it is one of sane size; null otherwise. */
export function pictureType(body: Uint8Array): "png" | "jpg" | null {
  try {
    const { type, width, height } = imageSize(body);
    return (type === "png" || type === "jpg") && Math.max(width, height) <= MAX_SIDE ? type : null;
  } catch {
    return null;
  }
}
