/** The file cannot be imported, and why: a sentence for the person. Ends the check; it is nobody's defect. */
export class FileRefused extends Error {
  override readonly name = "FileRefused";
}
