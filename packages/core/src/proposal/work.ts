/** What is due with one proposal. For the worker of the `proposal` queue, as the system of its firm. */
import { expireDue } from "./expire.ts";

/** Does it and says in a word what came of it; nothing when nothing is due. */
export const work = (id: string): Promise<string> => expireDue(id);
