/** What somebody did to a case, after their name: `Ann Alder approved this case`. Safe for the browser. */
import type { ReviewDecision } from "../schema.ts";

export const KIND_WORDS: Readonly<Record<ReviewDecision["kind"], string>> = {
  approve: "approved this case",
  propose: "proposed an approval",
  "second-approve": "gave the second approval",
  "send-back": "sent the proposed approval back",
  reject: "rejected this case",
  "more-asked": "asked the client for more",
  "take-over": "took the case over from the identity check",
  identified: "recorded how the identity was verified",
  "dismiss-hit": "dismissed a match",
  rated: "rated the risk",
  reopened: "opened a new case",
  "re-review": "began a new review",
  ended: "ended the relationship",
  held: "set a legal hold",
  released: "released the legal hold",
};
