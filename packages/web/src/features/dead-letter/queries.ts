import { infiniteQueryOptions } from "@tanstack/react-query";
import { api, type Item, type Output } from "../../lib/request/api.ts";

export type DeadLetter = Item<"GET /api/dead-letters">;
export type QueueCount = Output<"GET /api/dead-letters">["queues"][number];

export const deadLettersQuery = infiniteQueryOptions({
  queryKey: ["dead-letters"],
  queryFn: ({ pageParam, signal }) => api("GET /api/dead-letters", { query: { cursor: pageParam, limit: 50 }, signal }),
  initialPageParam: undefined as string | undefined,
  getNextPageParam: (page) => page.nextCursor ?? undefined,
});

export const totalOf = (queues: readonly QueueCount[]): number => queues.reduce((sum, { count }) => sum + count, 0);
