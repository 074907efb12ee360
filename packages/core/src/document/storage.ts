/** The storage, loaded by who needs it, and its failures in a person's words. */
import { VisibleError } from "../lib/error.ts";
import { logError } from "../lib/log.ts";
import { ProviderError } from "../lib/provider/error.ts";

type Storage = typeof import("../provider/storage/index.ts");

/** Does something with the storage. Throws `document.storage-unavailable` when it fails; the reason is in the log. */
export async function withStorage<T>(work: (storage: Storage) => Promise<T>): Promise<T> {
  try {
    return await work(await import("../provider/storage/index.ts"));
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error;
    logError("storage failed", error, { provider: "s3" });
    throw new VisibleError(
      "unavailable",
      "document.storage-unavailable",
      "The file storage does not answer right now. Nothing is lost; try again in a minute.",
      { retryAfterS: 60, cause: error },
    );
  }
}
