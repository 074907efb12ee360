/** Applies one delivery of the mail provider's webhook. What it cannot place is kept in quarantine, never tried for ever. */
import * as z from "zod";
import { Email } from "@practice-hub/core/email";
import { parseEvent } from "@practice-hub/core/provider/resend/event";
import { worker } from "./worker.ts";

const Delivery = z.object({
  provider: z.literal("resend"),
  id: z.string().min(1).max(128),
  receivedAt: z.iso.datetime(),
  body: z.base64(),
});

export const handler = worker({
  name: "mail-event-worker",
  message: Delivery,
  handle: ({ provider, id, receivedAt, body }) =>
    Email.applyEvent({ provider, eventId: id, receivedAt, subject: parseEvent(Buffer.from(body, "base64")) }),
  recordMs: 2000,
});
