/**
 * Google Gemini, in our words: what is printed on an identity document. The integration reference's verb and result (F30, F31),
 * with how it was read beside them; the input is bytes of our own storage, never an address.
 */
import { logIntegration } from "../../lib/log.ts";
import { withBreaker } from "../../lib/provider/breaker.ts";
import { ProviderError } from "../../lib/provider/error.ts";
import { retryTransient } from "../../lib/provider/retry.ts";
import { generate, wordsOf } from "./client.ts";
import { type GeminiConfig, geminiConfig, PROVIDER } from "./config.ts";
import { failure } from "./fault.ts";
import { obey, takePermit } from "./limit.ts";
import { type DocumentData, toDocumentData } from "./map.ts";
import { bare, type Bare } from "./picture.ts";
import { requestFor } from "./prompt.ts";
import { type WireAnswer, WireDocument } from "./wire.ts";

export type { DocumentData } from "./map.ts";

/** One file as it is stored. */
export interface DocumentImage {
  bytes: Uint8Array;
  /** What the bytes are, by sniffing them. */
  contentType: string;
  /** Whose request it is: the quota is shared fairly. */
  tenantId: string;
}

export interface Extracted extends DocumentData {
  usage: Usage;
}

/** What one reading took. The cost in millionths of a US dollar, by the price that is set. */
export interface Usage {
  model: string;
  inputTokens: number;
  /** Thoughts are output. */
  outputTokens: number;
  costMicroUsd: number;
}

/** A reading that failed after it was paid for: what it took goes with the failure. */
export class PaidFailure extends ProviderError {
  readonly usage: Usage;
  constructor({ kind, details }: ProviderError, usage: Usage) {
    super(kind, details);
    this.usage = usage;
  }
}

const ATTEMPTS = 2;

/**
 * Reads one identity document. Within about a minute. Throws `ProviderError` (codes in `FAILURES`) and `ConfigError`. What is
 * wrong with this one document says nothing about the provider, so the breaker sees only the call itself.
 */
export async function extractDocumentData({ bytes, contentType, tenantId }: DocumentImage): Promise<Extracted> {
  const config = geminiConfig();
  const started = performance.now();
  const done = (outcome: string, more: Record<string, unknown> = {}) =>
    logIntegration(PROVIDER, "extract_document", { outcome, ms: Math.round(performance.now() - started), ...more });
  try {
    const picture = bare(bytes, contentType);
    const answer = await asked(config, tenantId, requestFor(picture, contentType));
    const usage = usageOf(config, answer);
    const data = read(answer, usage, picture);
    done("ok", { bytes: bytes.byteLength });
    return { ...data, usage };
  } catch (error) {
    if (error instanceof ProviderError)
      done("failed", { kind: error.kind, status: error.details.status, code: error.details.providerCode });
    throw error;
  }
}

/** For tests that stand in for it: `vi.spyOn(Gemini, "extractDocumentData")` (F34). */
export const Gemini = { extractDocumentData };

const asked = (config: GeminiConfig, tenantId: string, request: ReturnType<typeof requestFor>): Promise<WireAnswer> =>
  withBreaker(PROVIDER, () =>
    retryTransient(
      async () => {
        await takePermit(tenantId);
        try {
          return await generate(config, request);
        } catch (error) {
          if (error instanceof ProviderError && error.kind === "rate-limit") await obey(error);
          throw error;
        }
      },
      { attempts: ATTEMPTS },
    ),
  );

/** The answer as data, or the failure with what it cost. */
function read(answer: WireAnswer, usage: Usage, { orientation }: Bare): DocumentData {
  try {
    const parsed = WireDocument.safeParse(json(wordsOf(answer)));
    if (!parsed.success) throw failure("contract", "UNREADABLE_ANSWER");
    return toDocumentData(parsed.data, orientation);
  } catch (error) {
    throw error instanceof ProviderError ? new PaidFailure(error, usage) : error;
  }
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function usageOf({ model, price }: GeminiConfig, { usageMetadata: used, modelVersion }: WireAnswer): Usage {
  const outputTokens = used.candidatesTokenCount + used.thoughtsTokenCount;
  return {
    model: modelVersion ?? model,
    inputTokens: used.promptTokenCount,
    outputTokens,
    costMicroUsd: Math.ceil(used.promptTokenCount * price.input + outputTokens * price.output),
  };
}
