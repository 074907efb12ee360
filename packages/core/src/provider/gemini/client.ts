/**
 * One call of `generateContent` through Google's package, which knows no retry, glues a model's thoughts to its answer, and
 * says nothing of an answer that was cut: so its `text()` is never used. Bounded in time and length, led nowhere else; failures are one of the five kinds.
 */
import type { GenerateContentRequest } from "@google/generative-ai";
import { ProviderError } from "../../lib/provider/error.ts";
import { type GeminiConfig, PROVIDER } from "./config.ts";
import { failure, ofStatus } from "./fault.ts";
import { WireAnswer } from "./wire.ts";

/** In a chunk of its own, which only who reads documents loads. */
const sdk = () => import("./sdk.ts");

/** A photo of 9 MB is under way for some seconds, and read for some more. */
const TIMEOUT_MS = 25_000;

/** What the API answered, whatever that is. Throws `ProviderError`. */
export async function generate(
  { apiKey, baseUrl, model }: GeminiConfig,
  request: object,
  timeoutMs = TIMEOUT_MS,
): Promise<WireAnswer> {
  const { GoogleGenerativeAI, GoogleGenerativeAIFetchError, GoogleGenerativeAIError, guarded } = await sdk();
  try {
    const generative = new GoogleGenerativeAI(apiKey).getGenerativeModel({ model }, { baseUrl });
    // Its types name enums of its own and know nothing newer than the package; the API takes the plain JSON.
    const asked = request as GenerateContentRequest;
    const signal = AbortSignal.timeout(timeoutMs);
    const { response } = await guarded(() => generative.generateContent(asked, { signal }));
    const parsed = WireAnswer.safeParse(response);
    if (!parsed.success) throw failure("contract", "UNREADABLE_ANSWER", { cause: parsed.error });
    return parsed.data;
  } catch (error) {
    if (error instanceof ProviderError) throw error;
    if (error instanceof GoogleGenerativeAIFetchError && error.status !== undefined)
      throw ofStatus(error.status, error.errorDetails);
    // Aborted or never answered; and a 200 that is no JSON, which the package throws as a plain SyntaxError.
    if (error instanceof GoogleGenerativeAIError || !(error instanceof SyntaxError))
      throw new ProviderError("unavailable", { provider: PROVIDER, cause: error });
    throw failure("contract", "UNREADABLE_ANSWER", { cause: error });
  }
}

/** The model's words: parts that are not thoughts, joined. Throws when it was blocked, or stopped before its end. */
export function wordsOf({ candidates = [], promptFeedback }: WireAnswer): string {
  const [candidate] = candidates;
  if (promptFeedback?.blockReason !== undefined || !candidate) throw failure("rejected", "BLOCKED");
  if (candidate.finishReason === "MAX_TOKENS") throw failure("rejected", "CUT_OFF");
  if (candidate.finishReason !== "STOP") throw failure("rejected", "BLOCKED");
  return (candidate.content?.parts ?? []).map(({ text = "", thought = false }) => (thought ? "" : text)).join("");
}
