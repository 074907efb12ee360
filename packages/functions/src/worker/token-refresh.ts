/** Refreshes the token of one firm that nobody used for ten days. A nudge for one that is not due does nothing. */
import { Connection } from "@practice-hub/core/connection";
import { loadSecrets } from "@practice-hub/core/lib/secret/load";
import { Nudge, worker } from "./worker.ts";

await loadSecrets();

export const handler = worker({
  name: "token-refresh-worker",
  message: Nudge,
  tenantOf: (nudge) => nudge.tenantId,
  handle: ({ tenantId }) => Connection.refreshIdleToken(tenantId),
  recordMs: 40_000,
});
