/** Sending a file straight to the storage by a form that the API signed, with progress. */
import { noAnswer, RequestError } from "./problem.ts";

export interface UploadForm {
  url: string;
  fields: Record<string, string>;
}

/**
 * Resolves when the storage has the file. `onProgress` gets the part that is sent, 0 to 1.
 * @throws RequestError; the storage's own words are for machines and are not shown.
 */
export function upload(form: UploadForm, file: Blob, onProgress: (part: number) => void): Promise<void> {
  const data = new FormData();
  for (const [name, value] of Object.entries(form.fields)) data.append(name, value);
  data.append("file", file); // S3 reads no field behind the file
  return new Promise((resolve, reject) => {
    // Only XMLHttpRequest tells how much of a body is sent.
    const request = new XMLHttpRequest();
    request.open("POST", form.url);
    request.upload.addEventListener("progress", ({ loaded, total }) => onProgress(total > 0 ? loaded / total : 0));
    request.addEventListener("load", () => {
      if (request.status >= 200 && request.status < 300) resolve();
      else reject(refused(request.status));
    });
    for (const name of ["error", "abort", "timeout"]) request.addEventListener(name, () => reject(noAnswer(null)));
    request.send(data);
  });
}

const refused = (status: number): RequestError =>
  new RequestError({
    status,
    code: "upload.refused",
    detail:
      status === 400
        ? "The storage refused the file: it is empty or larger than allowed."
        : "The storage refused the file. Start the upload again.",
  });
