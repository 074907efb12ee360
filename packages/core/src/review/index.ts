/** Reviewing identity checks: queue, case, decisions. Access patterns: docs/data-model/review.md. */
import { approve, rate, reject, requestMore, reReview, secondApprove, sendBack, takeOver } from "./commands.ts";
import { dismissHit } from "./hit.ts";
import { identify } from "./identify.ts";
import { count, counts, list } from "./read/queue.ts";
import { fromClient } from "./read/case.ts";

export const Review = {
  approve,
  count,
  counts,
  dismissHit,
  fromClient,
  identify,
  list,
  rate,
  reject,
  requestMore,
  reReview,
  secondApprove,
  sendBack,
  takeOver,
};
