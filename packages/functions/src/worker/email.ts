/** Sends the mail a nudge points at. A nudge for one that is sent, leased or not due yet does nothing. */
import { loadSecrets } from "@practice-hub/core/lib/secret/load";
import { deliver } from "@practice-hub/core/email/deliver";
import { Nudge, worker } from "./worker.ts";

await loadSecrets();

export const handler = worker({
  name: "email-worker",
  message: Nudge,
  tenantOf: (nudge) => nudge.tenantId,
  handle: (nudge) => deliver(nudge.tenantId, nudge.id),
  recordMs: 24_000,
});
