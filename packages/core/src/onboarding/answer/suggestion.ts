/** What the firm knows already of an answer. It is nobody's answer until a person confirms it. */
import type { ReadPlace } from "../../extraction/schema.ts";
import type { AnswerValue } from "../question/value.ts";

export interface Suggestion {
  key: string;
  value: AnswerValue;
  source: "document" | "register";
  /** Sure enough to stand in the form already; otherwise it is shown beside it, to be taken by a click. */
  isFilled: boolean;
  /** Where it stands, in words for the client: "Companies House, 3 November 2026". */
  reason: string;
  /** 0 to 1; of a document. */
  confidence?: number;
  /** Where on the document it stands. */
  place?: ReadPlace;
}
