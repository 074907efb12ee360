/** Identity checks: one row for each attempt of a client. Access patterns: docs/data-model/kyc.md. */
import { receive } from "./event/event.ts";
import { otherWay, start, state } from "./portal.ts";
import { fromClient } from "./read.ts";

export const Kyc = { fromClient, otherWay, receive, start, state };

/** For core/review: what a person of the firm saw is a check like any other. */
export { checkByHand } from "./hand.ts";
export type { AmlHit, CopiedFile, Dismissed, VerificationItem } from "./entity.ts";
/** For core/review: dismissing a hit is a write of its own transaction. */
export { VerificationRow } from "./entity.ts";
