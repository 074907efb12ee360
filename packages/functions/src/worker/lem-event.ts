/** Takes one delivery of LEM Verify's webhook. What it cannot place is kept in quarantine, never tried for ever. */
import * as z from "zod";
import { Kyc } from "@practice-hub/core/kyc";
import { worker } from "./worker.ts";

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
