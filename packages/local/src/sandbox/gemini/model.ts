/** The model's turn: what it answers to one request, and how many tokens that took. */
import { answer } from "./answer.ts";
import { misplace, misreadSome, obey } from "./error.ts";
import type { Fault } from "./fault.ts";
import { invalid } from "./fault.ts";
import { type GenerateContent, type InlineData, MIME_TYPES } from "./request.ts";
import type { Script } from "./script.ts";
import { look, type Sight } from "./sight.ts";

const TOKENS_A_TILE = 258;
const tokensOf = (text: string): number => Math.ceil(text.length / 4);
const DEFAULT_MAX_TOKENS = 8192;
const THOUGHT = "The user wants the fields of an identity document. Let me look at the picture {first}.";

interface Asked {
  sight: Sight;
  details: { modality: string; tokenCount: number }[];
}

const filesOf = (request: GenerateContent): InlineData[] =>
  request.contents.flatMap(({ parts }) => parts.flatMap((part) => ("inlineData" in part ? [part.inlineData] : [])));

const textOf = ({ contents, systemInstruction }: GenerateContent): string =>
  [...contents, ...(systemInstruction ? [systemInstruction] : [])]
    .flatMap(({ parts }) => parts.flatMap((part) => ("text" in part ? [part.text] : [])))
    .join("\n");

/** The API takes them; what they show the twin cannot see: no free library writes the format, so that there is no specimen of it. */
const UNSEEN = new Set(["image/heic", "image/heif"]);

async function see(request: GenerateContent): Promise<Asked | Fault> {
  const details = [{ modality: "TEXT", tokenCount: tokensOf(textOf(request)) }];
  let sight: Sight = { kind: null, facts: {}, remark: null };
  for (const { mimeType, data } of filesOf(request)) {
    if (!MIME_TYPES.includes(mimeType)) return invalid(`Unsupported MIME type: ${mimeType}`);
    if (UNSEEN.has(mimeType)) {
      details.push({ modality: "IMAGE", tokenCount: TOKENS_A_TILE });
      continue;
    }
    const seen = await look(Buffer.from(data, "base64"));
    if (seen === null)
      return invalid(mimeType === "application/pdf" ? "The document has no pages." : "Unable to process input image.");
    sight = { ...seen, facts: { ...seen.facts, ...sight.facts } };
    const isPdf = mimeType === "application/pdf";
    details.push({
      modality: isPdf ? "DOCUMENT" : "IMAGE",
      tokenCount: TOKENS_A_TILE * (isPdf ? seen.pages : seen.tiles),
    });
  }
  return { sight, details };
}

/** The answer's body, or the fault instead. */
export async function generate(
  model: string,
  request: GenerateContent,
  script: Script,
  id: string,
): Promise<object | Fault> {
  const asked = await see(request);
  if ("code" in asked) return asked;
  const { sight, details } = asked;
  const promptTokenCount = details.reduce((sum, { tokenCount }) => sum + tokenCount, 0);
  const common = { modelVersion: model, responseId: id };
  if (script.block)
    return {
      promptFeedback: { blockReason: script.block },
      usageMetadata: { promptTokenCount, totalTokenCount: promptTokenCount, promptTokensDetails: details },
      ...common,
    };
  const read = misreadSome(script.obeys ? obey(sight) : sight.facts, script.misreads ?? "unsure");
  const facts = script.places === undefined ? read : misplace(read, script.places);
  const whole = said(answer({ ...sight, facts }, request.generationConfig?.responseSchema), script);
  const limit =
    script.finish === "MAX_TOKENS"
      ? Math.floor(tokensOf(whole) / 2)
      : (request.generationConfig?.maxOutputTokens ?? DEFAULT_MAX_TOKENS);
  const isCut = tokensOf(whole) > limit;
  const text = isCut ? whole.slice(0, limit * 4) : whole;
  const thoughts = script.thoughts ? [{ text: THOUGHT, thought: true }] : [];
  const thoughtsTokenCount = thoughts.reduce((sum, thought) => sum + tokensOf(thought.text), 0);
  const silent = script.finish === "SAFETY" || script.finish === "RECITATION";
  const candidatesTokenCount = silent ? 0 : tokensOf(text);
  return {
    candidates: [
      {
        ...(silent ? {} : { content: { parts: [...thoughts, { text }], role: "model" } }),
        finishReason: isCut ? "MAX_TOKENS" : (script.finish ?? "STOP"),
        index: 0,
      },
    ],
    usageMetadata: {
      promptTokenCount,
      candidatesTokenCount,
      totalTokenCount: promptTokenCount + candidatesTokenCount + thoughtsTokenCount,
      promptTokensDetails: details,
      ...(thoughtsTokenCount > 0 ? { thoughtsTokenCount } : {}),
    },
    ...common,
  };
}

/** What is said instead of the answer, when the script has the model fail. SPII stops it in the middle. */
function said(text: string, { says, finish }: Script): string {
  if (finish === "SPII") return text.slice(0, Math.floor(text.length / 2));
  if (says === "prose") return "I can see an identity document, and I am happy to help. What would you like to know?";
  if (says === "other-schema") return JSON.stringify({ document: { holder: "unknown" }, verified: true });
  if (says === "extra") return text.replace(/\}$/, ',"verified":true,"approve":"yes"}');
  return text;
}
