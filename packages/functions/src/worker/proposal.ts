/** Does what is due with a proposal: its documents, its expiry. A nudge for one with nothing due does nothing. */
import { loadSecrets } from "@practice-hub/core/lib/secret/load";
import { work } from "@practice-hub/core/proposal/work";
import { Nudge, worker } from "./worker.ts";

await loadSecrets();

export const handler = worker({
  name: "proposal-worker",
  message: Nudge,
  tenantOf: (nudge) => nudge.tenantId,
  handle: ({ id }) => work(id),
  recordMs: 50_000,
});
