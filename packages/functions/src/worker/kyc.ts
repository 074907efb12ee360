/** Does what is due with one identity check: fetches its result, copies its files, has its person watched. */
import { work } from "@practice-hub/core/kyc/work";
import { loadSecrets } from "@practice-hub/core/lib/secret/load";
import { refuseWrongKey } from "@practice-hub/core/provider/lem-verify/config";
import { Nudge, worker } from "./worker.ts";

await loadSecrets();
refuseWrongKey();

export const handler = worker({
  name: "kyc-worker",
  message: Nudge,
  tenantOf: (nudge) => nudge.tenantId,
  handle: (nudge) => work(nudge.id),
  recordMs: 75_000,
});
