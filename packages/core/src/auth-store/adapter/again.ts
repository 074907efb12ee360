/** Optimistic writes: decide, write, and decide again when somebody else was faster. */
import { setTimeout as wait } from "node:timers/promises";
import { NotUnique, Stale } from "./commit.ts";

/** How often a decision is taken again because a row changed under it. */
export const MAX_TRIES = 30;

/**
 * Decides and writes, again while somebody else got there first. `twice` also decides again, once, when a value was taken:
 * the loser of two sign-ups with one address then finds the winner, and answers as if it had come later.
 */
export async function again<T>(work: () => Promise<T>, twice = false): Promise<T> {
  for (let attempt = 1; ; attempt += 1)
    try {
      return await work();
    } catch (error) {
      const worthIt = error instanceof Stale || (twice && attempt === 1 && error instanceof NotUnique);
      if (!worthIt || attempt === MAX_TRIES) throw error;
      await wait(Math.random() * Math.min(5 * attempt, 50));
    }
}
