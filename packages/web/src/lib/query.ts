/** The cache of what was read. Stale at once but shown meanwhile; a failed read is tried again only where that can help. */
import { QueryCache, QueryClient } from "@tanstack/react-query";
import { RequestError } from "./request/problem.ts";

let onSignedOut: (() => void) | undefined;
/** What to do when a read finds that the session is over. Set once by the router. */
export const whenSignedOut = (act: () => void): void => {
  onSignedOut = act;
};

const mayHelp = (error: unknown): boolean =>
  error instanceof RequestError && (error.status === 0 || error.status >= 502);

export const queryClient = new QueryClient({
  queryCache: new QueryCache({
    onError: (error) => {
      if (error instanceof RequestError && error.status === 401) onSignedOut?.();
    },
  }),
  defaultOptions: {
    queries: {
      staleTime: 10_000,
      gcTime: 10 * 60_000,
      retry: (count, error) => count < 2 && mayHelp(error),
      retryDelay: (count) => 500 * 2 ** count,
      throwOnError: false,
    },
    mutations: { retry: false },
  },
});
