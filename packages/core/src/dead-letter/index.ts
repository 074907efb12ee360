/** Nudges that were given up. Access patterns: docs/data-model/dead-letter.md. */
import { list } from "./read.ts";
import { redrive } from "./redrive.ts";

/** For the api door. */
export const DeadLetter = { list, redrive };
/** For the workers. */
export { noteFailure, receiveDeadLetter } from "./receive.ts";
