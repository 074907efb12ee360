/** A file straight to the storage, by the form the service signed. XMLHttpRequest, because fetch cannot tell how far it is. */
import { noAnswer } from "../../../lib/request/problem.ts";
import { type Form, Refused } from "./queue.ts";

const TIMEOUT_MS = 14 * 60_000;

/** What the storage refuses for good, in our words. */
const REFUSALS: Record<string, string> = {
  EntityTooLarge: "This file is larger than 10 MB. Make it smaller, or split it.",
  EntityTooSmall: "This file is empty.",
};

/** @throws Refused for a file the storage will never take, RequestError when trying again may help, AbortError. */
export function sendFile(
  { url, fields }: Form["upload"],
  file: File,
  report: (part: number) => void,
  signal: AbortSignal,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const body = new FormData();
    for (const [name, value] of Object.entries(fields)) body.append(name, value);
    body.append("file", file);
    const request = new XMLHttpRequest();
    const abort = () => request.abort();
    request.open("POST", url);
    request.timeout = TIMEOUT_MS;
    request.upload.addEventListener("progress", ({ loaded, total, lengthComputable }) => {
      if (lengthComputable) report(loaded / total);
    });
    request.addEventListener("load", () => {
      if (request.status >= 200 && request.status < 300) return resolve();
      const code = /<Code>(\w+)<\/Code>/.exec(request.responseText)?.[1] ?? "";
      const words = REFUSALS[code];
      reject(words === undefined ? noAnswer(new Error("the storage refused")) : new Refused(words));
    });
    request.addEventListener("error", () => reject(noAnswer(new TypeError("the storage did not answer"))));
    request.addEventListener("timeout", () => reject(noAnswer(new DOMException("too slow", "TimeoutError"))));
    request.addEventListener("abort", () => reject(new DOMException("cancelled", "AbortError")));
    request.addEventListener("loadend", () => signal.removeEventListener("abort", abort));
    signal.addEventListener("abort", abort);
    if (signal.aborted) reject(new DOMException("cancelled", "AbortError"));
    else request.send(body);
  });
}
