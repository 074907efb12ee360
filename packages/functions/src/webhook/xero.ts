/**
 * Xero signs a delivery with `x-xero-signature`: the base64 of the HMAC-SHA256 of the raw bytes under the webhook key, which is
 * used as the text it is (docs/provider/xero.md). There is no timestamp and no id, so a repetition is recognised by its
 * content. The intent to receive is answered by the same rule: 200 for the right signature, 401 for a wrong one.
 */
import { createHash, createHmac } from "node:crypto";
import { sameText } from "@practice-hub/core/lib/secret/same-text";
import { secretsOf, type WebhookProvider } from "./provider.ts";

export const xero: WebhookProvider = {
  name: "xero",
  queue: "xero-event",
  secrets: () => secretsOf("XERO_WEBHOOK_KEY", "XERO_WEBHOOK_KEY_PREVIOUS"),
  verify({ header, body }, secrets) {
    const given = header("x-xero-signature") ?? "";
    let held = false;
    for (const secret of secrets)
      held = sameText(given, createHmac("sha256", secret).update(body).digest("base64")) || held;
    return held ? { id: createHash("sha256").update(body).digest("hex") } : null;
  },
};
