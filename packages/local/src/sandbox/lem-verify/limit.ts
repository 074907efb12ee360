/** 100 requests in any minute, over both wires. */
const PER_MINUTE = 100;
const MINUTE_MS = 60_000;

export class Limiter {
  #atMs: number[] = [];

  /** Counts a request; answers the seconds to wait when it is one too many, else 0. */
  enter(nowMs = Date.now()): number {
    this.#atMs = this.#atMs.filter((at) => at > nowMs - MINUTE_MS);
    const [oldest] = this.#atMs;
    if (this.#atMs.length >= PER_MINUTE && oldest !== undefined)
      return Math.max(1, Math.ceil((oldest + MINUTE_MS - nowMs) / 1000));
    this.#atMs.push(nowMs);
    return 0;
  }

  /** As if this minute were used up, or as if nobody had asked. */
  fill(count: number): void {
    this.#atMs = Array.from({ length: count }, () => Date.now());
  }
}
