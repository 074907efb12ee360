/** Checks and imports the file a nudge points at. A nudge for an import that is done, or another worker's, does nothing. */
import { loadSecrets } from "@practice-hub/core/lib/secret/load";
import { runImport } from "@practice-hub/core/import/run";
import { Nudge, worker } from "./worker.ts";

/** One page of a hundred clients, with the table's retries, before Lambda ends the run. */
const LAST_PAGE_MS = 30_000;

await loadSecrets();

export const handler = worker({
  name: "import-worker",
  message: Nudge,
  tenantOf: (nudge) => nudge.tenantId,
  handle: ({ tenantId, id }, { deadlineAt }) => runImport(tenantId, id, deadlineAt - LAST_PAGE_MS),
  recordMs: LAST_PAGE_MS,
});
