/**
 * Resend signs as Svix does: `svix-signature` holds one or more `v1,<base64>`, each the HMAC-SHA256 of `<id>.<timestamp>.<body>`
 * under the base64 part of the secret after `whsec_` (docs/provider/resend.md).
 */
import { createHmac } from "node:crypto";
import { sameText } from "@practice-hub/core/lib/secret/same-text";
import { secretsOf, type WebhookProvider } from "./provider.ts";

/** A delivery is signed for the moment it is sent: an older one is a replay. */
const TOLERANCE_S = 300;
/** More signatures than any rotation has are somebody trying. */
const MAX_SIGNATURES = 16;
const ID = /^[\x21-\x7e]{1,128}$/;
const SECONDS = /^[0-9]{1,12}$/;

const keyOf = (secret: string): Buffer => Buffer.from(secret.replace(/^whsec_/, ""), "base64");

export const resend: WebhookProvider = {
  name: "resend",
  queue: "mail-event",
  secrets: () => secretsOf("RESEND_WEBHOOK_SECRET", "RESEND_WEBHOOK_SECRET_PREVIOUS"),
  verify({ header, body, now }, secrets) {
    const id = header("svix-id") ?? "";
    const timestamp = header("svix-timestamp") ?? "";
    const given = (header("svix-signature") ?? "").split(" ");
    if (!ID.test(id) || !SECONDS.test(timestamp) || given.length > MAX_SIGNATURES) return null;
    if (Math.abs(now / 1000 - Number(timestamp)) > TOLERANCE_S) return null;
    let held = false;
    for (const secret of secrets) {
      const mac = createHmac("sha256", keyOf(secret)).update(`${id}.${timestamp}.`).update(body).digest("base64");
      for (const signature of given) held = sameText(signature, `v1,${mac}`) || held;
    }
    return held ? { id } : null;
  },
};
