/** What we use of Google's package, by name and statically: a lazy import of this file is the one place where bundles meet it. */
export {
  GoogleGenerativeAI,
  GoogleGenerativeAIAbortError,
  GoogleGenerativeAIError,
  GoogleGenerativeAIFetchError,
} from "@google/generative-ai";
