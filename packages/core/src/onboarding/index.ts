/** Taking a client on: one case each, moved by events. Access patterns: docs/data-model/onboarding.md. */
import { saveAnswer } from "./answer/save.ts";
import { invite } from "./invite.ts";
import { move } from "./move.ts";
import { forPortal } from "./portal.ts";
import { submit } from "./submit.ts";

export const Onboarding = { move, invite, forPortal, saveAnswer, submit };

/** For core/kyc and core/review: the case with its client, strongly. */
export { type LoadedCase, loadCase } from "./read.ts";
export type { Moved, MoveOptions } from "./move.ts";
export type { CaseItem } from "./entity.ts";
export type { CaseEvent, Checks, Decision, Effect, RiskAnswers } from "./rule/event.ts";
export { isCleanAnswers, isCleanResult } from "./rule/clean.ts";
