/** Where Gemini is, which model reads, and what it costs. */
import * as z from "zod";
import { baseUrl, readConfig } from "../../lib/config.ts";

export const PROVIDER = "gemini";

/** The named model of the integration reference, gemini-2.0-flash, was switched off in June 2026. */
const DEFAULT_MODEL = "gemini-3.5-flash-lite";

/**
 * US dollars for a million tokens in and out, which is millionths of a dollar a token. Without a price of your own the
 * highest price of the Flash models that we know of, so that a cost shown is never too low.
 */
const DEFAULT_PRICE = "1.50/7.50";

/** Throws `ConfigError` naming what is missing. */
export function geminiConfig() {
  const config = readConfig({
    GOOGLE_GEMINI_API_KEY: z.string().min(1),
    GOOGLE_GEMINI_BASE_URL: baseUrl().default("https://generativelanguage.googleapis.com"),
    GOOGLE_GEMINI_MODEL: z
      .string()
      .regex(/^[a-z0-9][a-z0-9.-]{1,80}$/)
      .default(DEFAULT_MODEL),
    GOOGLE_GEMINI_PRICE: z
      .string()
      .regex(/^\d{1,4}(\.\d{1,4})?\/\d{1,4}(\.\d{1,4})?$/)
      .default(DEFAULT_PRICE),
  });
  const [input = 0, output = 0] = config.GOOGLE_GEMINI_PRICE.split("/").map(Number);
  return {
    apiKey: config.GOOGLE_GEMINI_API_KEY,
    baseUrl: config.GOOGLE_GEMINI_BASE_URL,
    model: config.GOOGLE_GEMINI_MODEL,
    price: { input, output },
  };
}
export type GeminiConfig = ReturnType<typeof geminiConfig>;
