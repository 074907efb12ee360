/** For tests: the smallest files of each kind that are what they say. */
const bytes = (text: string): Uint8Array<ArrayBuffer> => new Uint8Array(Buffer.from(text, "latin1"));

/** One empty page. `words` make each a content of its own. */
export const aPdf = (words = "", trailer = ""): Uint8Array<ArrayBuffer> =>
  bytes(
    `%PDF-1.7\n%${words}\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n` +
      `3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>endobj\ntrailer<</Root 1 0 R/Size 4${trailer}>>\n%%EOF\n`,
  );

/** One grey pixel. */
export const aPng = (): Uint8Array<ArrayBuffer> =>
  new Uint8Array(
    Buffer.from(
      "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg==",
      "base64",
    ),
  );

/** The head of a JPEG; sniffers look no further. */
export const aJpeg = (): Uint8Array<ArrayBuffer> =>
  new Uint8Array([0xff, 0xd8, 0xff, 0xe0, 0, 16, ...Buffer.from("JFIF\0"), 1, 1, 0, 0, 1, 0, 1, 0, 0, 0xff, 0xd9]);

export const aWebp = (): Uint8Array<ArrayBuffer> =>
  bytes("RIFF\u001a\0\0\0WEBPVP8L\r\0\0\0/\0\0\0\u0010\u0007\u0010\u0011\u0011\u0088\u0088\u00fe\u0007\0");

/** The box that says what it is, as a phone writes it. */
export const aHeic = (): Uint8Array<ArrayBuffer> => bytes("\0\0\0\u0018ftypheic\0\0\0\0mif1heic");

/** An archive with one empty file `a`. */
export const aZip = (): Uint8Array<ArrayBuffer> =>
  bytes(
    "PK\u0003\u0004\u0014\0\0\0\0\0\0\0!\0\0\0\0\0\0\0\0\0\0\0\0\0\u0001\0\0\0a" +
      "PK\u0001\u0002\u0014\0\u0014\0\0\0\0\0\0\0!\0\0\0\0\0\0\0\0\0\0\0\0\0\u0001\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0a" +
      "PK\u0005\u0006\0\0\0\0\u0001\0\u0001\0/\0\0\0\u001f\0\0\0\0\0",
  );
