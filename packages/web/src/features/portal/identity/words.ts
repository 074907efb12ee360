/** The words of the identity page. */
import type { Reading } from "./queries.ts";

export type ReadField = Reading["fields"][number];

/** What a person can be asked to upload; `other` is kept and never read. */
export const PAPERS = [
  { value: "passport", label: "Passport", hint: "The page with your photo, flat, all four edges in the picture" },
  { value: "driving_licence", label: "Driving licence", hint: "The front of the card" },
  { value: "other", label: "Another document", hint: "Your firm looks at it; it is not read by machine" },
] as const;
export type Paper = (typeof PAPERS)[number]["value"];
