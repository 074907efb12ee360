/**
 * What we use of Google's package, by name and statically: a lazy import of this file is the one place where bundles meet it.
 *
 * The package calls the global `fetch`, can be given no other, follows wherever an answer leads and reads whatever comes. The
 * request holds somebody's passport: what the package fetches within `guarded` goes to the address that was asked and nowhere
 * else, and of its answer no more is read than one can be long.
 */
import { AsyncLocalStorage } from "node:async_hooks";
import { ProviderError } from "../../lib/provider/error.ts";
import { readBounded } from "../../lib/provider/http.ts";
import { PROVIDER } from "./config.ts";

export {
  GoogleGenerativeAI,
  GoogleGenerativeAIAbortError,
  GoogleGenerativeAIError,
  GoogleGenerativeAIFetchError,
} from "@google/generative-ai";

/** An answer is a few kilobytes; this leaves room for the details of an error. */
const MAX_ANSWER_BYTES = 1024 * 1024;

/** The package puts errors of its own around ours. */
interface Guard {
  broken?: ProviderError;
}
const scope = new AsyncLocalStorage<Guard>();

/** Runs one call of the package. A redirect is an answer like any other: a status, and nothing is sent on. */
export async function guarded<T>(call: () => Promise<T>): Promise<T> {
  const guard: Guard = {};
  try {
    return await scope.run(guard, call);
  } catch (error) {
    throw guard.broken ?? error;
  }
}

const unguarded = globalThis.fetch;
globalThis.fetch = async (input, init) => {
  const guard = scope.getStore();
  if (!guard) return unguarded(input, init);
  const answer = await unguarded(input, { ...init, redirect: "manual" });
  try {
    const text = await readBounded(answer, MAX_ANSWER_BYTES, PROVIDER);
    const { status, statusText, headers } = answer;
    return new Response(text === "" ? null : text, { status, statusText, headers });
  } catch (error) {
    if (error instanceof ProviderError) guard.broken = error;
    throw error;
  }
};
