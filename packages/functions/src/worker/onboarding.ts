/** Reminds a client who has not finished, or opens a case for its re-review. A nudge for one with nothing due does nothing. */
import { loadSecrets } from "@practice-hub/core/lib/secret/load";
import { Onboarding } from "@practice-hub/core/onboarding";
import { Nudge, worker } from "./worker.ts";

await loadSecrets();

export const handler = worker({
  name: "onboarding-worker",
  message: Nudge,
  tenantOf: (nudge) => nudge.tenantId,
  handle: ({ id }) => Onboarding.work(id),
  recordMs: 20_000,
});
