/** The types of file that may be kept: by their MIME type, how they are called, and what their names end in. Safe for the browser. */

export const CONTENT_TYPES = [
  "application/pdf",
  "image/jpeg",
  "image/png",
  "image/webp",
  "image/heic",
  "image/heif",
] as const;
export type ContentType = (typeof CONTENT_TYPES)[number];

/** HEIC and HEIF are one format under two names: phones and browsers use either. */
export const TYPE_WORDS: Record<ContentType, { word: string; extensions: readonly [string, ...string[]] }> = {
  "application/pdf": { word: "PDF", extensions: ["pdf"] },
  "image/jpeg": { word: "JPEG", extensions: ["jpg", "jpeg", "jfif"] },
  "image/png": { word: "PNG", extensions: ["png"] },
  "image/webp": { word: "WebP", extensions: ["webp"] },
  "image/heic": { word: "HEIC", extensions: ["heic", "heif"] },
  "image/heif": { word: "HEIC", extensions: ["heif", "heic"] },
};

export const isContentType = (type: string): type is ContentType => (CONTENT_TYPES as readonly string[]).includes(type);

const extensionOf = (name: string): string => /\.([^.]+)$/.exec(name)?.[1]?.toLowerCase() ?? "";

/** The type a name's ending promises; for files whose browser does not say. */
export const typeOfName = (name: string): ContentType | undefined =>
  CONTENT_TYPES.find((type) => TYPE_WORDS[type].extensions[0] === extensionOf(name)) ??
  CONTENT_TYPES.find((type) => TYPE_WORDS[type].extensions.includes(extensionOf(name)));

/** The name with an ending of its type, so that a download never opens as something else: `a.exe` → `a.exe.pdf`. */
export function named(name: string, type: ContentType): string {
  const { extensions } = TYPE_WORDS[type];
  return extensions.includes(extensionOf(name)) ? name : `${name}.${extensions[0]}`;
}
