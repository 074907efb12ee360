/** Deliveries of Xero. */
import { createHmac, randomUUID } from "node:crypto";

export interface Delivery {
  body: string;
  signature: string;
}
/** As Xero signs: under the key of the world that runs. */
export const sign = (body: string): string =>
  createHmac("sha256", process.env.XERO_WEBHOOK_KEY ?? "")
    .update(body)
    .digest("base64");

/** As Xero sends them. */
export function delivery(events: number): Delivery {
  const tenantId = randomUUID();
  const body = JSON.stringify({
    events: Array.from({ length: events }, () => {
      const resourceId = randomUUID();
      return {
        resourceUrl: `https://api.xero.com/api.xro/2.0/Contacts/${resourceId}`,
        resourceId,
        tenantId,
        tenantType: "ORGANISATION",
        eventCategory: "CONTACT",
        eventType: "UPDATE",
        eventDateUtc: "2026-11-25T09:00:00.000",
      };
    }),
    firstEventSequence: 1,
    lastEventSequence: events,
    entropy: randomUUID(),
  });
  return { body, signature: sign(body) };
}

/** As API Gateway hands it over. */
export function eventOf({ body, signature }: Delivery): object {
  const path = "/api/webhooks/xero";
  const http = { method: "POST", path, protocol: "HTTP/1.1", sourceIp: "192.0.2.1", userAgent: "Xero" };
  return {
    version: "2.0",
    routeKey: "POST /api/webhooks/{provider}",
    rawPath: path,
    rawQueryString: "",
    headers: { host: "hub.example", "content-type": "application/json", "x-xero-signature": signature },
    requestContext: { http, requestId: randomUUID(), domainName: "hub.example", stage: "$default" },
    body,
    isBase64Encoded: false,
  };
}
