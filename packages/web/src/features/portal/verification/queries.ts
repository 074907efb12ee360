import { queryOptions } from "@tanstack/react-query";
import { api, type Output } from "../../../lib/request/api.ts";

export type Verification = Output<"GET /api/portal/verification">;

export const verificationQuery = (clientId: string | undefined) =>
  queryOptions({
    queryKey: ["portal", "verification", clientId ?? ""],
    queryFn: ({ signal }) => api("GET /api/portal/verification", { query: { clientId }, signal }),
  });

/** Waits for news: every 3 s at first, then every 15, then not at all; a person presses the button instead. */
const SOON_MS = 3000;
const LATER_MS = 15_000;
const LOOKS_SOON = 10;
const LOOKS = 40;

/** Whether news may come by itself. */
export const isAwaited = ({ state }: Pick<Verification, "state">): boolean => state === "open" || state === "starting";

/** The same, looked at again and again, within bounds, while news may come. */
export const awaitedQuery = (clientId: string | undefined) =>
  queryOptions({
    ...verificationQuery(clientId),
    // A redirect claims nothing: the state is asked for anew each time the page opens.
    staleTime: 0,
    refetchInterval: ({ state }) => {
      if (!state.data || !isAwaited(state.data) || state.dataUpdateCount >= LOOKS) return false;
      return state.dataUpdateCount < LOOKS_SOON ? SOON_MS : LATER_MS;
    },
  });
