/**
 * The virtual clock of the local runtime: one offset in shared memory, read by every thread that installed it.
 *
 * `install` replaces `Date` (the constructor without arguments, the call and `Date.now`) in the calling thread, so that
 * the product, the AWS SDK's signatures, sessions, queue visibility and expiry all see the same time without any of
 * them knowing. Timers (`setTimeout`) and `performance.now` stay real: advancing the clock never makes anything wait.
 */

const RealDate = Date;
const realNow = Date.now;

let shared: BigInt64Array | undefined;

/** Memory for one clock, starting `offsetMs` ahead of real time; pass it to worker threads as `workerData`. */
export function createClock(offsetMs = 0): SharedArrayBuffer {
  const buffer = new SharedArrayBuffer(BigInt64Array.BYTES_PER_ELEMENT);
  new BigInt64Array(buffer)[0] = BigInt(Math.trunc(offsetMs));
  return buffer;
}

/** Makes this thread's `Date` follow the clock; answers a function that puts the real one back. */
export function install(buffer: SharedArrayBuffer): () => void {
  const offset = new BigInt64Array(buffer);
  shared = offset;
  const now = (): number => realNow() + Number(Atomics.load(offset, 0));

  RealDate.now = now;
  globalThis.Date = new Proxy(RealDate, {
    apply: () => new RealDate(now()).toString(),
    // An instance is a real Date, so instanceof, structuredClone and JSON behave as ever.
    construct: (target, args: unknown[], newTarget) =>
      Reflect.construct(target, args.length === 0 ? [now()] : args, newTarget) as Date,
  });
  RealDate.prototype.constructor = globalThis.Date;

  return () => {
    if (shared === offset) shared = undefined;
    RealDate.now = realNow;
    globalThis.Date = RealDate;
    RealDate.prototype.constructor = RealDate;
  };
}

/** Moves the installed clock for every thread that shares it; answers the new offset in ms. Time never goes back. */
export function advance(ms: number): number {
  if (shared === undefined) throw new Error("no virtual clock is installed in this thread");
  if (!Number.isSafeInteger(ms) || ms < 0)
    throw new RangeError("the clock advances by a whole number of ms, never back");
  return Number(Atomics.add(shared, 0, BigInt(ms))) + ms;
}

/** How far the installed clock is ahead of real time, in ms (0 when none is installed). */
export function offsetMs(): number {
  return shared === undefined ? 0 : Number(Atomics.load(shared, 0));
}
