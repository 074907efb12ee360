/** What a file is, by its bytes and not by what anybody says of it. */
import { VisibleError } from "../../lib/error.ts";
import { type ContentType, isContentType, TYPE_WORDS } from "../rule/type.ts";
import { disguise } from "./disguise.ts";
import { isEncrypted } from "./encrypted.ts";

const refused = (code: string, words: string): VisibleError => new VisibleError("unprocessable", code, words);

/**
 * The file's type, when it is what `declared` says. Errors: `document.type-unknown`, `document.type-differs`,
 * `document.disguised`, `document.encrypted`.
 */
export async function inspect(bytes: Uint8Array, declared: ContentType): Promise<ContentType> {
  const { fileTypeFromBuffer } = await import("file-type");
  const found = await fileTypeFromBuffer(bytes);
  if (!found || !isContentType(found.mime))
    throw refused(
      "document.type-unknown",
      "This is not a PDF, JPEG, PNG, WebP or HEIC file, whatever its name says. Save or scan it as one of these and upload it again.",
    );
  const [is, says] = [TYPE_WORDS[found.mime].word, TYPE_WORDS[declared].word];
  if (is !== says)
    throw refused(
      "document.type-differs",
      `This file says it is ${says} and its content is ${is}. Give it its true ending and upload it again.`,
    );
  const isPdf = found.mime === "application/pdf";
  const other = disguise(bytes, isPdf);
  if (other !== null)
    throw refused(
      "document.disguised",
      `This file is ${is} and ${other} in one, which may hide something. Open it, save it anew and upload the new file.`,
    );
  if (isPdf && isEncrypted(bytes))
    throw refused(
      "document.encrypted",
      "This PDF is protected by a password or by restrictions. Save it without protection and upload it again.",
    );
  return found.mime;
}
