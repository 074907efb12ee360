/** Route throttling as API Gateway does it: a token bucket for each route, `rate` a second, `burst` at once. */

export interface Throttle {
  rate: number;
  burst: number;
}

/** Answers whether one more request may pass now. `nowMs` is real time: limits do not follow the virtual clock. */
export function createBucket({ rate, burst }: Throttle, nowMs: () => number = () => performance.now()): () => boolean {
  let tokens = burst;
  let filledAt = nowMs();
  return () => {
    const at = nowMs();
    tokens = Math.min(burst, tokens + ((at - filledAt) / 1000) * rate);
    filledAt = at;
    if (tokens < 1) return false;
    tokens -= 1;
    return true;
  };
}
