/** Taking a client on: one case each, moved by events. Access patterns: docs/data-model/onboarding.md. */
import { invite } from "./invite.ts";
import { move } from "./move.ts";

export const Onboarding = { move, invite };

/** For core/kyc and core/review: the case with its client, strongly. */
export { type LoadedCase, loadCase } from "./read.ts";
export type { Moved, MoveOptions } from "./move.ts";
export type { CaseItem } from "./entity.ts";
export type { CaseEvent, Checks, Decision, Effect, RiskAnswers } from "./rule/event.ts";
export { isCleanAnswers, isCleanResult } from "./rule/clean.ts";
