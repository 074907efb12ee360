/**
 * LEM Verify signs by one of two schemes, which `LEMVERIFY_WIRE` names: never what a sender sends, or the weaker one would do for
 * everybody (R2, docs/provider/lem-verify.md). Neither has an id of the delivery, so a repetition is recognised by its content.
 */
import { createHash } from "node:crypto";
import { verifyPublishedSignature, verifyWebhookSignature } from "@practice-hub/core/provider/lem-verify/signature";
import { secretsOf, type WebhookProvider } from "./provider.ts";

export const lemverify: WebhookProvider = {
  name: "lemverify",
  queue: "lem-event",
  secrets: () => secretsOf("LEMVERIFY_WEBHOOK_SECRET", "LEMVERIFY_WEBHOOK_SECRET_PREVIOUS"),
  verify({ header, body, now }, secrets) {
    const held =
      process.env.LEMVERIFY_WIRE === "published"
        ? verifyPublishedSignature(body, header("x-lemverify-signature"), secrets, process.env.LEMVERIFY_WEBHOOK_URL)
        : verifyWebhookSignature(body, header("lemverify-signature"), secrets, now);
    return held ? { id: createHash("sha256").update(body).digest("hex") } : null;
  },
};
