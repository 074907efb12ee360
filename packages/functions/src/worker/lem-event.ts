/** Takes one delivery of LEM Verify's webhook. What it cannot place is kept in quarantine, never tried for ever. */
import * as z from "zod";
import { Kyc } from "@practice-hub/core/kyc";
import { loadSecrets } from "@practice-hub/core/lib/secret/load";
import { worker } from "./worker.ts";

// An alert writes to the firm's owners, whose names are sealed in the mail's row.
await loadSecrets();

const Delivery = z.object({
  provider: z.literal("lemverify"),
  id: z.string().min(1).max(128),
  receivedAt: z.iso.datetime(),
  body: z.base64(),
});

export const handler = worker({
  name: "lem-event-worker",
  message: Delivery,
  handle: ({ id, receivedAt, body }) => Kyc.receive({ id, receivedAt, body: Buffer.from(body, "base64") }),
  recordMs: 3000,
});
