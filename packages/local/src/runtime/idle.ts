/** When is nothing left to do? Tests wait for this instead of sleeping. */

export interface IdleSources {
  /** Counts of every queue that somebody consumes. */
  depth: () => Promise<{ visible: number; inFlight: number }[]>;
  /** Invocations, batches and sandboxes' webhooks under way. */
  busy: () => number;
}

const STILL_MS = 200;
const LOOK_EVERY_MS = 25;

/**
 * Resolves true once every consumed queue has been empty and nothing ran for 200 ms, false after `timeoutMs`. A message
 * in flight counts, also one that failed and waits for its visibility timeout; one delayed into the future does not.
 */
export async function untilIdle({ depth, busy }: IdleSources, timeoutMs: number): Promise<boolean> {
  const until = performance.now() + timeoutMs;
  let stillSince: number | undefined;
  for (;;) {
    const queues = busy() > 0 ? undefined : await depth();
    const still = queues !== undefined && busy() === 0 && queues.every((queue) => queue.visible + queue.inFlight === 0);
    const at = performance.now();
    stillSince = still ? (stillSince ?? at) : undefined;
    if (stillSince !== undefined && at - stillSince >= STILL_MS) return true;
    if (at >= until) return false;
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  }
}
