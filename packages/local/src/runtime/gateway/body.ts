/** Reads a request body up to a limit; what lies beyond is read and thrown away, so that the caller can hear the refusal. */
import type { IncomingMessage } from "node:http";

/** HTTP APIs refuse what is larger. */
const BODY_LIMIT_BYTES = 10 * 1024 * 1024;
/** A caller that keeps sending is cut off. */
const DRAIN_LIMIT_BYTES = 64 * 1024 * 1024;

/** The body, or undefined as soon as it is known to be too long. */
export function readBody(request: IncomingMessage, limit: number = BODY_LIMIT_BYTES): Promise<Buffer | undefined> {
  return new Promise((resolve, reject) => {
    let chunks: Buffer[] = [];
    let bytes = 0;
    const tooLong = (): void => {
      chunks = [];
      resolve(undefined);
    };
    if (Number(request.headers["content-length"]) > limit) tooLong();
    request.on("data", (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes <= limit) chunks.push(chunk);
      else tooLong();
      if (bytes > DRAIN_LIMIT_BYTES) request.destroy();
    });
    request.on("end", () => resolve(bytes > limit ? undefined : Buffer.concat(chunks)));
    request.on("error", reject);
    request.on("close", () => reject(new Error("the caller went away")));
  });
}
