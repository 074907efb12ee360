/** Google's error envelope (google.rpc.Status as JSON), as the Gemini API's documentation shows it. */
import type { Context } from "hono";

type Detail = Readonly<Record<string, unknown>> & { "@type": string };
type Status = 400 | 403 | 404 | 429 | 500 | 503;

export interface Fault {
  code: Status;
  status: string;
  message: string;
  details?: readonly Detail[];
}

export const fail = (c: Context, fault: Fault): Response => c.json({ error: fault }, fault.code);

export const invalid = (message: string): Fault => ({ code: 400, status: "INVALID_ARGUMENT", message });

const TYPE = "type.googleapis.com/google.rpc";

export const KEY_INVALID: Fault = {
  ...invalid("API key not valid. Please pass a valid API key."),
  details: [
    {
      "@type": `${TYPE}.ErrorInfo`,
      reason: "API_KEY_INVALID",
      domain: "googleapis.com",
      metadata: { service: "generativelanguage.googleapis.com" },
    },
  ],
};

/** Without any key. */
export const NO_KEY: Fault = {
  code: 403,
  status: "PERMISSION_DENIED",
  message:
    "Method doesn't allow unregistered callers (callers without established identity). Please use API Key or other form of API consumer identity to call this API.",
};

/** `retryMs`: until the window has room again; the API tells seconds, with a fraction or without. */
export const exhausted = (quotaId: string, quotaValue: number, retryMs: number): Fault => ({
  code: 429,
  status: "RESOURCE_EXHAUSTED",
  message: "You exceeded your current quota, please check your plan and billing details.",
  details: [
    {
      "@type": `${TYPE}.QuotaFailure`,
      violations: [
        {
          quotaMetric: "generativelanguage.googleapis.com/generate_content_free_tier_requests",
          quotaId,
          quotaValue: String(quotaValue),
        },
      ],
    },
    {
      "@type": `${TYPE}.Help`,
      links: [
        { description: "Learn more about Gemini API quotas", url: "https://ai.google.dev/gemini-api/docs/rate-limits" },
      ],
    },
    { "@type": `${TYPE}.RetryInfo`, retryDelay: `${Math.max(1, Math.ceil(retryMs / 1000))}s` },
  ],
});

export const noModel = (model: string): Fault => ({
  code: 404,
  status: "NOT_FOUND",
  message: `models/${model} is not found for API version v1beta, or is not supported for generateContent. Call ListModels to see the list of available models and their supported methods.`,
});
