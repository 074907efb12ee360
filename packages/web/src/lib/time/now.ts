import { useSyncExternalStore } from "react";

/** One clock for the whole page, so that relative times move together and one timer serves them all. */
const STEP_MS = 30_000;
let now = Date.now();
let timer: ReturnType<typeof setInterval> | undefined;
const readers = new Set<() => void>();

function subscribe(reader: () => void): () => void {
  readers.add(reader);
  timer ??= setInterval(() => {
    now = Date.now();
    for (const each of readers) each();
  }, STEP_MS);
  return () => {
    readers.delete(reader);
    if (readers.size === 0) {
      clearInterval(timer);
      timer = undefined;
    }
  };
}

/** The time in ms, renewed every half minute. */
export const useNow = (): number => {
  const shared = useSyncExternalStore(subscribe, () => now);
  return Math.max(shared, mountedAt());
};
/** A page opened long after the last step must not show old words. */
const mountedAt = (): number => {
  if (Date.now() - now > STEP_MS) now = Date.now();
  return now;
};
