/** Splits one delivery of Xero's webhook into rows and nudges the lane of each firm in it. */
import * as z from "zod";
import { receiveDelivery } from "@practice-hub/core/webhook";
import { worker } from "./worker.ts";

const Delivery = z.object({
  provider: z.literal("xero"),
  id: z.string().min(1).max(128),
  receivedAt: z.iso.datetime(),
  body: z.base64(),
});

export const handler = worker({
  name: "xero-event-worker",
  message: Delivery,
  handle: async ({ body, receivedAt }) => {
    const { outcome } = await receiveDelivery(Buffer.from(body, "base64"), receivedAt);
    return outcome;
  },
  recordMs: 15_000,
});
