/** Short retries inside one call. Long ones belong to the queue: a Lambda never sleeps for minutes. */
import { ExponentialBackoff, handleWhen, retry } from "cockatiel";
import { ProviderError } from "./error.ts";

const shortlyTransient = (error: unknown): boolean => error instanceof ProviderError && error.kind === "unavailable";

/** Tries again, with jittered backoff, what failed as `unavailable`; every other kind fails at once. */
export function retryTransient<T>(
  fn: () => Promise<T>,
  { attempts = 3, firstDelayMs = 150, maxDelayMs = 1500 } = {},
): Promise<T> {
  const policy = retry(handleWhen(shortlyTransient), {
    maxAttempts: attempts - 1,
    backoff: new ExponentialBackoff({ initialDelay: firstDelayMs, maxDelay: maxDelayMs }),
  });
  return policy.execute(fn);
}
