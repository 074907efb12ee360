/** Makes evidence packs, removes old ones, and deletes evidence whose time has come. */
import { work } from "@practice-hub/core/evidence/work";
import { loadSecrets } from "@practice-hub/core/lib/secret/load";
import { Nudge, worker } from "./worker.ts";

await loadSecrets();

export const handler = worker({
  name: "evidence-worker",
  message: Nudge,
  tenantOf: (nudge) => nudge.tenantId,
  handle: (nudge) => work(nudge.id),
  recordMs: 100_000,
});
