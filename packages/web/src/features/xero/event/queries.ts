import type { EventFilter, ReplayedState } from "@practice-hub/core/webhook/schema";
import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { api, type Item, type Output } from "../../../lib/request/api.ts";

export type XeroEvent = Item<"GET /api/events">;
export type XeroEventDetail = Output<"GET /api/events/{id}">;
export type EventDay = Output<"GET /api/events/volume">["days"][number];

const POLL_MS = 2500;
/** An event that waits longer for its turn is not watched: it says when it will be. */
const SOON_MS = 60_000;

/** Whether something will become of it by itself any moment. */
const isMoving = ({ state, nextAttemptAt }: Pick<XeroEvent, "state" | "nextAttemptAt">): boolean =>
  state === "received" && Date.parse(nextAttemptAt ?? "") - Date.now() < SOON_MS;

/** What Xero told us and what we found by asking, newest first. */
export const eventsQuery = ({ state }: { state?: EventFilter | undefined }) =>
  infiniteQueryOptions({
    queryKey: ["events", { state: state ?? "" }],
    queryFn: ({ pageParam, signal }) =>
      api("GET /api/events", { query: { provider: "xero", state, cursor: pageParam, limit: 25 }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    refetchInterval: (query) => (query.state.data?.pages.some((page) => page.items.some(isMoving)) ? POLL_MS : false),
  });

/** What LEM Verify told us, newest first. */
export const checkEventsQuery = infiniteQueryOptions({
  queryKey: ["events", "lemverify"],
  queryFn: ({ pageParam, signal }) =>
    api("GET /api/events", { query: { provider: "lemverify", cursor: pageParam, limit: 25 }, signal }),
  initialPageParam: undefined as string | undefined,
  getNextPageParam: (page) => page.nextCursor ?? undefined,
});

export const eventQuery = (id: string) =>
  queryOptions({
    queryKey: ["events", "one", id],
    queryFn: ({ signal }) => api("GET /api/events/{id}", { params: { id }, signal }),
    refetchInterval: (query) => (query.state.data && isMoving(query.state.data) ? POLL_MS : false),
  });

export const CHART_DAYS = 14;
export const volumeQuery = queryOptions({
  queryKey: ["events", "volume"],
  queryFn: async ({ signal }) => (await api("GET /api/events/volume", { query: { days: CHART_DAYS }, signal })).days,
});

/** Before a replay: what it takes. During one: how much is left. */
export const replayPlanQuery = (state: ReplayedState, live: boolean) =>
  queryOptions({
    queryKey: ["events", "replay", state],
    queryFn: ({ signal }) => api("GET /api/events/replay", { query: { state }, signal }),
    staleTime: 0,
    refetchInterval: live ? 1500 : false,
  });
