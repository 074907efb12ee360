/** Removes for good what a nudge points at, when its time has come. */
import { loadSecrets } from "@practice-hub/core/lib/secret/load";
import { Document } from "@practice-hub/core/document";
import { Nudge, worker } from "./worker.ts";

await loadSecrets();

export const handler = worker({
  name: "document-worker",
  message: Nudge,
  tenantOf: (nudge) => nudge.tenantId,
  handle: (nudge) => Document.purge(nudge.id),
  recordMs: 10_000,
});
