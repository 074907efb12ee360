/** Taking a client on: one case each, moved by events. Access patterns: docs/data-model/onboarding.md. */
import { saveAnswer } from "./answer/save.ts";
import { invite, start } from "./invite.ts";
import { move } from "./move.ts";
import { forPortal } from "./portal.ts";
import { assign, board, list, ofClient } from "./staff.ts";
import { submit } from "./submit.ts";
import { work } from "./due.ts";

export const Onboarding = { move, invite, start, forPortal, saveAnswer, submit, list, board, ofClient, assign, work };

/** For core/kyc and core/review: the case with its client, strongly. */
export { type LoadedCase, loadCase } from "./read.ts";
/** For core/review: what the client said, with its versions. */
export { type Answered, loadAnswers } from "./answer/read.ts";
export type { Moved, MoveOptions } from "./move.ts";
export type { CaseItem } from "../case/entity.ts";
export type { CaseEvent, Checks, Decision, Effect, RiskAnswers } from "../case/rule/event.ts";
export { isCleanAnswers, isCleanResult } from "../case/rule/clean.ts";
export { portalClient } from "./portal.ts";
