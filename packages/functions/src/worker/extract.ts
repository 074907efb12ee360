/** Reads the identity document a nudge points at. A nudge for one that is read, claimed or not due yet does nothing. */
import { work } from "@practice-hub/core/extraction/work";
import { loadSecrets } from "@practice-hub/core/lib/secret/load";
import { Nudge, worker } from "./worker.ts";

await loadSecrets();

export const handler = worker({
  name: "extract-worker",
  message: Nudge,
  tenantOf: (nudge) => nudge.tenantId,
  handle: work,
  recordMs: 60_000,
});
