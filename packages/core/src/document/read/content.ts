/** The bytes of a document, for domains whose document it is. */
import { createHash } from "node:crypto";
import { load } from "./load.ts";
import { withStorage } from "../storage.ts";

/**
 * The bytes of a document of the actor's firm, checked against the hash that the caller recorded. The caller has checked who
 * asks. Throws a defect when the bytes are gone or are not those. One request and one to the storage.
 */
export async function readDocument(id: string, sha256: string): Promise<Uint8Array> {
  const { key } = await load(id);
  const body = await withStorage((storage) => storage.readFromS3(key));
  if (body === null) throw new Error("the bytes of a document are gone");
  if (createHash("sha256").update(body).digest("hex") !== sha256)
    throw new Error("the bytes of a document are not those that were recorded");
  return body;
}
