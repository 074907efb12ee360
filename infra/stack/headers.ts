/** Security headers, set at the edge so that no page and no answer can forget them. */
import { HeadersFrameOption, HeadersReferrerPolicy, ResponseHeadersPolicy } from "aws-cdk-lib/aws-cloudfront";
import { Duration } from "aws-cdk-lib/core";
import type { Stack } from "sst/constructs";

/** `storage` is the origin that browsers upload to and download from. */
const contentPolicy = (storage: string): string =>
  [
    "default-src 'self'",
    `img-src 'self' data: blob: ${storage}`,
    `connect-src 'self' ${storage}`,
    `frame-src ${storage}`, // PDFs are shown inside a page
    "style-src 'self' 'unsafe-inline'", // Radix positions its pop-ups by style attributes
    "object-src 'none'",
    "base-uri 'self'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join("; ");

const shared = {
  contentTypeOptions: { override: true },
  frameOptions: { frameOption: HeadersFrameOption.DENY, override: true },
  referrerPolicy: { referrerPolicy: HeadersReferrerPolicy.STRICT_ORIGIN_WHEN_CROSS_ORIGIN, override: true },
  strictTransportSecurity: { accessControlMaxAge: Duration.days(365), includeSubdomains: true, override: true },
};

const PERMISSIONS = {
  customHeaders: [
    { header: "permissions-policy", value: "camera=(self), geolocation=(), microphone=(), payment=()", override: true },
    { header: "cross-origin-opener-policy", value: "same-origin", override: true },
  ],
};

export const siteHeaders = (stack: Stack, storage: string): ResponseHeadersPolicy =>
  new ResponseHeadersPolicy(stack, "SiteHeaders", {
    securityHeadersBehavior: {
      ...shared,
      contentSecurityPolicy: { contentSecurityPolicy: contentPolicy(storage), override: true },
    },
    customHeadersBehavior: PERMISSIONS,
  });

/** The API answers JSON and a few redirects; its own policies (documents, the OpenAPI page) are set by the functions. */
export const apiHeaders = (stack: Stack): ResponseHeadersPolicy =>
  new ResponseHeadersPolicy(stack, "ApiHeaders", { securityHeadersBehavior: shared });
